import type { ProjectPath } from '../../../../contract/basics';
import { announce } from '../../../app/client/announce';
import { mutate } from '../../../app/client/mutate';
import { currentProject } from '../../../app/project-store';
import { contentAt, placesIn } from '../model/result-state';
import { openMergeDocument, regionAt } from '../model/merge-document';
import { openStructuredDocument } from '../model/structure';
import { structuredFacts } from '../model/structured-facts';
import type { OfferedAnswer } from '../model/structured-facts';
import { askFurther } from './ask-further';
import { isSettledByStructure, textsOf } from './file-work';
import type { TextWork } from './file-work';
import { mergeQuery, patchText, useMerge } from './merge-store';

/** A suggestion that nobody has answered yet. */
export interface OpenSuggestion {
  readonly path: string;
  /** Position in the file, from 0. */
  readonly number: number;
  readonly answer: OfferedAnswer;
}

/** Suggestions of the files that are open; those that lead to further questions are left out. */
export function openSuggestions(): readonly OpenSuggestion[] {
  return [...useMerge.getState().files].flatMap(([path, work]) =>
    work.kind === 'text' ? suggestionsOf(path, work) : [],
  );
}

function suggestionsOf(path: string, { view }: TextWork): OpenSuggestion[] {
  return view.document.conflicts.flatMap((index, number): OpenSuggestion[] => {
    if (view.states[number] !== 'unresolved') return [];
    const answer = structuredFacts(view.document, index, [])?.suggestion ?? null;
    return answer === null || answer.lines === null ? [] : [{ path, number, answer }];
  });
}

/** Takes one of the answers that the merge offers for a conflict. */
export function takeAnswer(path: string, number: number, answer: OfferedAnswer): void {
  const work = useMerge.getState().files.get(path);
  const index = work?.kind === 'text' ? work.session.document.conflicts[number] : undefined;
  if (work?.kind !== 'text' || index === undefined) return;
  if (answer.lines === null) void askFurther(path, index, answer.choice);
  else work.session.write(index, answer.lines);
  announce(`${answer.label}. Answered.`);
}

/** Takes the suggestion for the conflict that the keys are on. */
export function acceptSuggestion(): void {
  const { path, files, active } = useMerge.getState();
  const work = path === null ? undefined : files.get(path);
  if (path === null || work?.kind !== 'text') return;
  const number = active.get(path) ?? 0;
  const index = work.session.document.conflicts[number];
  const suggestion = index === undefined ? null : structuredFacts(work.session.document, index, [])?.suggestion;
  if (suggestion) takeAnswer(path, number, suggestion);
  else announce('Nothing is suggested here.');
}

/** Takes all of them; in each file one undo step takes them back. */
export function acceptSuggestions(suggestions: readonly OpenSuggestion[]): void {
  for (const path of new Set(suggestions.map((one) => one.path))) {
    const own = suggestions.filter((one) => one.path === path);
    const work = useMerge.getState().files.get(path);
    if (work?.kind !== 'text') continue;
    const { session } = work;
    const lines = own.flatMap(({ number, answer }): [number, readonly string[]][] => {
      const index = session.document.conflicts[number];
      return index === undefined || answer.lines === null ? [] : [[index, answer.lines]];
    });
    session.writeAll(new Map(lines));
  }
  announce(`${suggestions.length} ${suggestions.length === 1 ? 'suggestion' : 'suggestions'} taken.`);
}

/** Paths that the merge by structure settled: offered together, never written by themselves. */
export function settledPaths(): readonly string[] {
  return [...useMerge.getState().files].flatMap(([path, work]) => (isSettledByStructure(work) ? [path] : []));
}

/** Writes and stages all files that structure settled, as one operation. */
export async function applySettled(paths: readonly string[] = settledPaths()): Promise<void> {
  const projectId = currentProject()?.projectId;
  const { files } = useMerge.getState();
  const known = paths.flatMap((path) => {
    const work = files.get(path);
    return work?.kind === 'text' ? [{ path: path as ProjectPath, worktree: work.worktreeSeen }] : [];
  });
  if (projectId === undefined || known.length === 0) return;
  const receipt = await mutate('structure.apply', { projectId, files: known });
  if (receipt !== null) void mergeQuery.again();
}

/** Asks about the file by lines instead of by structure, or the other way round. The text stays what it is. */
export function switchReading(path: string): void {
  const work = useMerge.getState().files.get(path);
  if (work?.kind !== 'text') return;
  const { session, merge, file } = work;
  const { document, lines } = session.view;
  const texts = textsOf(file);
  if (document.structure !== null && texts !== null) {
    const byLines = openMergeDocument(texts);
    const places = placesIn(byLines, session.text, () => true);
    const answered = places.map(({ range }, index) => {
      const isConflict = regionAt(byLines, index).kind === 'conflict';
      return { range, answered: isConflict && contentAt(byLines, places, lines, index) !== 'base' };
    });
    session.ask(byLines, lines, answered);
    patchText(path, { byLinesBecause: 'you asked for it' });
  } else if (merge?.kind === 'structure') {
    const byStructure = openStructuredDocument(merge, {});
    session.ask(
      byStructure,
      byStructure.base,
      placesIn(byStructure, byStructure.untouched.text, () => false),
    );
    patchText(path, { byLinesBecause: null });
  } else return;
  useMerge.setState(({ active }) => ({ active: new Map(active).set(path, 0), layout: null, editing: null }));
}
