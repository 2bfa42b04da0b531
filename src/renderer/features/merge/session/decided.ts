import type { ProjectPath } from '../../../../contract/basics';
import type { ConflictAnswer } from '../../../../contract/merge-values';
import { announce } from '../../../app/client/announce';
import { callEngine } from '../../../app/client/client';
import { showProblem } from '../../../app/client/mutate';
import { currentProject } from '../../../app/project-store';
import { answersOf } from '../model/draft';
import { conflictAt } from '../model/structure';
import { answerLines } from '../model/structured-facts';
import type { TextWork } from './file-work';
import { useMerge } from './merge-store';

/** Asks what was decided in earlier merges about the questions of a file. Nothing known is no reason to fail. */
export async function recallDecisions(path: string, { session }: TextWork): Promise<void> {
  const projectId = currentProject()?.projectId;
  const { key } = useMerge.getState();
  const conflicts = session.document.structure?.questions.flatMap((question) => question.conflicts) ?? [];
  if (projectId === undefined || conflicts.length === 0) return;
  const reply = await callEngine('decisions.recall', { projectId, conflicts: [...conflicts] });
  if (reply.kind !== 'value' || useMerge.getState().key !== key) return;
  const { recalled } = reply.value;
  useMerge.setState((merge) => ({ recalled: new Map(merge.recalled).set(path, recalled) }));
}

/** The answer that a question of structure has now, as the merge understands it; null where it has none. */
export function answerGiven(path: string, number: number): { id: string; choice: ConflictAnswer } | null {
  const work = useMerge.getState().files.get(path);
  if (work?.kind !== 'text' || work.view.states[number] === 'unresolved') return null;
  const { document, places, lines } = work.view;
  const index = document.conflicts[number];
  const conflict = index === undefined ? null : conflictAt(document, index);
  const choice = conflict === null ? undefined : answersOf(document, places, lines)?.[conflict.id];
  return conflict === null || choice === undefined ? null : { id: conflict.id, choice };
}

/** Looks for open conflicts that the answer to this one would fit, and shows what they would become. */
export async function lookForAlike(path: string, number: number): Promise<void> {
  const projectId = currentProject()?.projectId;
  const given = answerGiven(path, number);
  if (projectId === undefined || given === null) return;
  const { choice } = given;
  const asked = { path, choice, found: null };
  useMerge.setState({ alike: asked });
  const input = { projectId, path: path as ProjectPath, conflictId: given.id, choice };
  const reply = await callEngine('decisions.alike', input);
  if (useMerge.getState().alike !== asked) return;
  if (reply.kind !== 'value') {
    useMerge.setState({ alike: null });
    showProblem(reply, () => void lookForAlike(path, number));
    return;
  }
  const found = reply.value.alike.filter((one) => !isAnswered(one.path, one.conflict.id));
  useMerge.setState({ alike: { path, choice, found } });
}

/** Where in an open file a conflict is asked. */
function placeOf(path: string, conflictId: string): { work: TextWork; index: number; number: number } | null {
  const work = useMerge.getState().files.get(path);
  if (work?.kind !== 'text') return null;
  const { document } = work.session;
  const number = document.conflicts.findIndex((index) => conflictAt(document, index)?.id === conflictId);
  const index = document.conflicts[number];
  return index === undefined ? null : { work, index, number };
}

/** What a person answered already is theirs. */
function isAnswered(path: string, conflictId: string): boolean {
  const place = placeOf(path, conflictId);
  return place !== null && place.work.view.states[place.number] !== 'unresolved';
}

/**
 * Gives the answer to all conflicts of the preview: in files that are open as one undo step each, in the others by
 * their drafts. Answers how many got it; what could not take it stays open.
 */
export async function applyToAlike(): Promise<void> {
  const projectId = currentProject()?.projectId;
  const { alike } = useMerge.getState();
  useMerge.setState({ alike: null });
  if (projectId === undefined || alike === null || alike.found === null) return;
  const { choice, found } = alike;
  const isHere = ({ path }: { readonly path: string }): boolean => useMerge.getState().files.get(path)?.kind === 'text';
  let given = 0;
  for (const path of new Set(found.filter(isHere).map((one) => one.path))) {
    const lines = new Map<number, readonly string[]>();
    const places = found.flatMap((one) => (one.path === path ? [placeOf(path, one.conflict.id)] : []));
    for (const place of places) {
      const own = place === null ? null : answerLines(place.work.session.document, place.index, choice);
      if (place !== null && own !== null) lines.set(place.index, own);
    }
    places.find((place) => place !== null)?.work.session.writeAll(lines);
    given += lines.size;
  }
  const others = found.filter((one) => !isHere(one)).map(({ path, conflict }) => ({ path, conflictId: conflict.id }));
  if (others.length > 0) {
    const reply = await callEngine('decisions.apply-alike', { projectId, choice, conflicts: others });
    if (reply.kind === 'value') given += reply.value.applied;
    else showProblem(reply);
  }
  const left = found.length - given;
  announce(`${given} answered alike.${left > 0 ? ` ${left} could not take this answer and stay open.` : ''}`);
}
