import type { ProjectPath, Receipt } from '../../../contract/basics';
import type { CallName, InputOf, OutputOf } from '../../../contract/index';
import { callEngine, type CallOptions } from './client';
import type { Problem } from './loadable';
import { isCancelled, problemWords } from '../problem-words';
import { everyProjectTopic, refresh } from './refresh';
import { showToast } from '../shell/toasts';

/** Calls that change something: their answer names the operation that can be undone. */
export type MutationName = { [N in CallName]: OutputOf<N> extends Receipt ? N : never }[CallName];

export interface MutationOptions extends CallOptions {
  /** Called instead of showing the problem as a toast, for screens that show it in place. */
  readonly onProblem?: (problem: Problem) => void;
  /** Said instead of the operation's title when the answer names no changed path: it was like that already. */
  readonly unchanged?: string;
  /** For the problem's toast: does the same again. */
  readonly again?: () => void;
}

/**
 * Changes something and says so: a toast with Undo when it worked, with the reason and the remedies when not.
 *
 * Answers what the call answered, or null when it failed.
 */
export async function mutate<N extends MutationName>(
  name: N,
  input: InputOf<N>,
  options: MutationOptions = {},
): Promise<OutputOf<N> | null> {
  const reply = await callEngine(name, input, options);
  refresh(everyProjectTopic);
  if (reply.kind === 'value') {
    const { projectId } = input as { readonly projectId: string };
    const receipt = reply.value as Receipt;
    const { unchanged } = options;
    if (unchanged !== undefined && receipt.changedPaths.length === 0) showToast({ tone: 'note', title: unchanged });
    else showReceipt(projectId, receipt);
    return reply.value;
  }
  if (options.onProblem === undefined) showProblem(reply, options.again);
  else options.onProblem(reply);
  return null;
}

/** Puts files back as they were in a version. */
export function restore(
  projectId: string,
  source: InputOf<'history.restore'>['source'],
  paths: readonly ProjectPath[],
): Promise<Receipt | null> {
  const unchanged = paths.length === 1 ? 'The file is already like this' : 'The files are already like this';
  return mutate('history.restore', { projectId, source, paths: [...paths] }, { unchanged });
}

/** A toast that names what was done, and takes it back. */
export function showReceipt(projectId: string, receipt: Receipt): void {
  const undo = { label: 'Undo', run: () => void undoOperation(projectId, receipt.operationId) };
  showToast({ tone: 'done', title: receipt.title, actions: receipt.undoable ? [undo] : [] });
}

/** A toast that stays: what happened, why, what to do. */
export function showProblem(problem: Problem, again?: () => void): void {
  const { title, sentence, actions, reference } = problemWords(problem, again);
  const detail = reference === null ? sentence : `${sentence} Reference: ${reference}`;
  showToast({ tone: isCancelled(problem) ? 'note' : 'problem', title, detail, actions });
}

/** Undoes one operation, or (null) the newest that can be undone. */
export async function undoOperation(projectId: string, operationId: string | null): Promise<boolean> {
  return (await mutate('operations.undo', { projectId, operationId })) !== null;
}

export async function redoOperation(projectId: string): Promise<boolean> {
  return (await mutate('operations.redo', { projectId })) !== null;
}
