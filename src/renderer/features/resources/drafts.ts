import { create } from 'zustand';
import type { ContentHash, ProjectPath } from '../../../contract/basics';
import { callEngine } from '../../app/client/client';
import { mutate, showProblem } from '../../app/client/mutate';
import { forgetWithProject } from '../../app/client/per-project';
import { fileQuery } from './resources-store';

/** A text that was typed and not saved yet. */
export interface Draft {
  readonly text: string;
  /** Of the file when the typing began: saving fails when it is another by then. */
  readonly expected: ContentHash | null;
}

type Drafts = Readonly<Record<string, Draft>>;

/** Unsaved texts by path. They outlive the screen, and a crash of the window. */
export const useDrafts = create<{ readonly root: string | null; readonly drafts: Drafts }>(() => ({
  root: null,
  drafts: {},
}));

forgetWithProject(() => useDrafts.setState({ root: null, drafts: {} }));

const nameOf = (root: string): string => `selvedge.drafts.${root}`;

/** Finds what a crash left behind. */
export function readDrafts(root: string): void {
  if (useDrafts.getState().root === root) return;
  let drafts: Drafts = {};
  try {
    drafts = JSON.parse(window.localStorage.getItem(nameOf(root)) ?? '{}') as Drafts;
  } catch {
    // Nothing kept, or nothing that can be read: there are no drafts.
  }
  useDrafts.setState({ root, drafts });
}

function keep(drafts: Drafts): void {
  const { root } = useDrafts.getState();
  useDrafts.setState({ drafts });
  if (root === null) return;
  try {
    if (Object.keys(drafts).length === 0) window.localStorage.removeItem(nameOf(root));
    else window.localStorage.setItem(nameOf(root), JSON.stringify(drafts));
  } catch {
    // A browser that keeps nothing, or is full: the texts live as long as the window.
  }
}

export function setDraft(path: string, draft: Draft): void {
  keep({ ...useDrafts.getState().drafts, [path]: draft });
}

export function dropDraft(path: string): void {
  const { [path]: dropped, ...rest } = useDrafts.getState().drafts;
  if (dropped !== undefined) keep(rest);
}

/** Writes a draft as one operation. False when the file is not what the person began with, or could not be written. */
export async function saveDraft(projectId: string, path: ProjectPath): Promise<boolean> {
  const draft = useDrafts.getState().drafts[path];
  if (draft === undefined) return true;
  const input = { projectId, path, text: draft.text, expected: draft.expected };
  const receipt = await mutate('changes.write-file', input, {
    onProblem: (problem) => {
      const changed = problem.kind === 'failure' && problem.failure.code === 'file-changed-since';
      // The editor says it in place, with both texts.
      if (changed) void fileQuery.again();
      else showProblem(problem);
    },
  });
  if (receipt === null) return false;
  const reply = await callEngine('changes.read-file', { projectId, path });
  await fileQuery.again();
  const now = useDrafts.getState().drafts[path];
  if (reply.kind !== 'value' || reply.value.kind !== 'text' || reply.value.text !== draft.text) return true;
  // Typing may have gone on while the file was written: it goes on from what is there now.
  if (now?.text === draft.text) dropDraft(path);
  else rebase(path, reply.value.hash);
  return true;
}

/** From now on the draft is meant for this content of the file. */
export function rebase(path: string, expected: ContentHash | null): void {
  const draft = useDrafts.getState().drafts[path];
  if (draft !== undefined) setDraft(path, { ...draft, expected });
}
