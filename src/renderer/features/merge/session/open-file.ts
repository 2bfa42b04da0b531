import type { ConflictDocument, MergeState } from '../../../../contract/merge';
import type { ProjectPath } from '../../../../contract/basics';
import type { StructuredMerge } from '../../../../contract/structure';
import { callEngine } from '../../../app/client/client';
import { currentProject } from '../../../app/project-store';
import { chooseReading } from '../model/choose-reading';
import type { Reading } from '../model/choose-reading';
import { answersOf, choicesOf, startFromWorktree, structuredDraftOf } from '../model/draft';
import { recallDecisions } from './decided';
import { DraftSaver } from './draft-saver';
import { hashOf, isSameQuestion, textsOf } from './file-work';
import type { TextWork } from './file-work';
import { MergeSession } from './merge-session';
import { forgetMerge, patchText, setFile, useMerge } from './merge-store';
import { openBuffer } from './open-buffer';

/** Tells one merge from the next: its sides, and the step of a rebase. */
function mergeKey(state: MergeState): string {
  return JSON.stringify([state.progress, state.ours.commit, state.theirs.commit, state.step?.current ?? null]);
}

/** Fits what is open to the newest state of the merge. */
export function reconcile(state: MergeState): void {
  const key = state.progress === 'none' && state.conflicts.length === 0 ? null : mergeKey(state);
  if (useMerge.getState().key !== key) forgetMerge(key);
  const { path } = useMerge.getState();
  const isThere = state.conflicts.some((file) => file.path === path);
  const next = isThere ? path : (state.conflicts[0]?.path ?? null);
  if (next !== path) useMerge.setState({ path: next });
  if (next !== null) void readFile(next);
}

/** Reads a path unless it is open already. */
export async function openFile(path: string): Promise<void> {
  if (!useMerge.getState().files.has(path)) await readFile(path);
}

/** Opens the other files too, one after the other, so that all conflicts can be counted. */
export async function openAll(state: MergeState): Promise<void> {
  for (const { path } of state.conflicts.slice(0, mostOpenedAhead)) {
    if (useMerge.getState().key !== mergeKey(state)) return;
    await openFile(path);
  }
  await reviewOnce();
}

/** Looks, once in a merge, for what git merged without a question and wrongly. */
async function reviewOnce(): Promise<void> {
  const projectId = currentProject()?.projectId;
  const { key, review } = useMerge.getState();
  if (projectId === undefined || key === null || review !== null) return;
  useMerge.setState({ review: { files: [], looked: 0 } });
  const reply = await callEngine('structure.review', { projectId });
  if (reply.kind === 'value' && useMerge.getState().key === key) useMerge.setState({ review: reply.value });
}

const mostOpenedAhead = 40;

async function readFile(path: string): Promise<void> {
  const projectId = currentProject()?.projectId;
  if (projectId === undefined) return;
  const before = useMerge.getState();
  if (!before.files.has(path)) setFile(path, { kind: 'loading' });
  const reply = await callEngine('merge.open-file', { projectId, path: path as ProjectPath });
  const now = useMerge.getState();
  if (now.key !== before.key || currentProject()?.projectId !== projectId) return;
  if (reply.kind === 'value') await take(path, reply.value);
  else if (now.files.get(path)?.kind !== 'text') setFile(path, { kind: 'failed', problem: reply });
}

/** Work that is under way is kept; only what changed around it is taken in. */
async function take(path: string, file: ConflictDocument): Promise<void> {
  const known = useMerge.getState().files.get(path);
  if (known?.kind === 'text' && isSameQuestion(known.file, file)) {
    const isSeen = hashOf(file.worktree) === known.worktreeSeen;
    patchText(path, { file, changedOutside: isSeen ? null : file.worktree });
    return;
  }
  const texts = textsOf(file);
  if (texts === null) {
    setFile(path, { kind: 'whole', file });
    return;
  }
  const merge = await askStructure(path, file);
  const work = await startWork(path, file, merge, chooseReading(texts, file, merge));
  const meanwhile = useMerge.getState().files.get(path);
  if (meanwhile?.kind === 'text' && isSameQuestion(meanwhile.file, file)) {
    work.session.dispose();
    return;
  }
  if (meanwhile?.kind === 'text') {
    meanwhile.saver.stop();
    meanwhile.session.dispose();
  }
  setFile(path, work);
  void recallDecisions(path, work);
}

/** The merge by structure, as the engine's worker made it; null when it cannot say. Lines are always there. */
async function askStructure(path: string, file: ConflictDocument): Promise<StructuredMerge | null> {
  const projectId = currentProject()?.projectId;
  if (projectId === undefined) return null;
  const answers = file.draft?.structure?.premises ?? {};
  const reply = await callEngine('structure.open', { projectId, path: path as ProjectPath, answers });
  return reply.kind === 'value' ? reply.value : null;
}

async function startWork(
  path: string,
  file: ConflictDocument,
  merge: StructuredMerge | null,
  start: Reading,
): Promise<TextWork> {
  const buffer = await openBuffer(start.lines, path);
  const session = new MergeSession(start.document, buffer, start.places);
  const saver = new DraftSaver({
    save: () => saveDraft(path, session),
    onStatus: (draft) => patchText(path, { draft }),
  });
  session.subscribe(() => {
    patchText(path, { view: session.view });
    saver.changed();
  });
  return {
    kind: 'text',
    file,
    session,
    saver,
    view: session.view,
    draft: 'saved',
    merge,
    byLinesBecause: start.byLinesBecause,
    worktreeSeen: hashOf(file.worktree),
    changedOutside: null,
    executable: null,
  };
}

async function saveDraft(path: string, session: MergeSession): Promise<boolean> {
  const projectId = currentProject()?.projectId;
  if (projectId === undefined) return true;
  const { document, places, lines } = session.view;
  const input = {
    projectId,
    path: path as ProjectPath,
    text: session.text,
    choices: choicesOf(document, places, lines),
    answers: answersOf(document, places, lines),
    structure: structuredDraftOf(document, places, lines),
  };
  return (await callEngine('merge.save-draft', input)).kind === 'value';
}

/** Takes in what another tool wrote to the file. Can be undone in the result. */
export function takeOutsideChange(path: string): void {
  const work = useMerge.getState().files.get(path);
  if (work?.kind !== 'text' || work.changedOutside === null) return;
  const content = work.changedOutside;
  if (content.kind === 'text') {
    const { lines, places } = startFromWorktree(work.session.document, content.text);
    work.session.replaceAll(lines, places);
  }
  patchText(path, { worktreeSeen: hashOf(content), changedOutside: null });
}

/** Keeps the result as it is; what another tool wrote will be replaced (and backed up first) when it is written. */
export function keepOwnResult(path: string): void {
  const work = useMerge.getState().files.get(path);
  if (work?.kind !== 'text' || work.changedOutside === null) return;
  patchText(path, { worktreeSeen: hashOf(work.changedOutside), changedOutside: null });
}

/** Saves every draft at once: the window is about to go. */
export function saveAllDrafts(): void {
  for (const work of useMerge.getState().files.values()) if (work.kind === 'text') void work.saver.flush();
}
