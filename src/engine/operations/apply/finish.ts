import type { Receipt } from '../../../contract/basics';
import type { Failure } from '../../../contract/failure';
import { captureState, hashIndexEntries } from '../git-state/capture-state';
import type { OperationDetail } from '../journal/detail';
import type { Host } from '../host';
import type { FileStep, Intent } from '../journal/intent';
import { keepUnreachable } from '../git-state/keep-commits';
import { materialiseIndex } from '../git-state/pre-index';
import { recordEnding } from '../journal/record';
import { syncRefs } from '../git-state/restore-state';
import { GitState, commitOf, compareStates, sideOf, withoutForeign } from '../git-state/state';
import type { StateChange } from '../git-state/state';
import { syncGitWork } from '../git-state/sync-git-work';
import { tookInOthers } from '../undo/whose-move';
import { changesSince } from '../checkpoints/worktree-scan';
import type { Baseline } from '../checkpoints/worktree-scan';

/** Something expected that stopped an operation from being recorded; it is put back then. */
export class CannotFinish extends Error {
  constructor(readonly failure: Failure) {
    super(failure.code);
  }
}

/**
 * Finds out what an operation did, keeps what it made unreachable, and records it: with this it has happened.
 *
 * Throws `CannotFinish` or the disk's error.
 */
export async function finish(
  host: Host,
  { intent, baseline }: { readonly intent: Intent; readonly baseline: Baseline | null },
  title: string,
): Promise<Receipt> {
  const found = intent.git === null ? await ownChange(host, intent) : await gitChange(host, intent, baseline);
  await syncRefs(host, found.detail.state);
  const { notUndoable = intent.notUndoable, ...ending } = found;
  const { record } = await recordEnding(host, { ...intent, notUndoable }, { outcome: 'done', title, ...ending });
  const changedPaths = found.detail.files.map((step) => step.path);
  return { operationId: record.operationId, title: record.title, undoable: record.undoable, changedPaths };
}

interface Found {
  readonly detail: OperationDetail;
  readonly headBefore: string | null;
  readonly headAfter: string | null;
  readonly notUndoable?: string | null;
}

const sharedWords =
  'Somebody else committed at the same moment; going back would take their commit off the branch, too.';

/** The change was known beforehand; only git's view of the index has to be asked for. */
async function ownChange(host: Host, intent: Intent): Promise<Found> {
  const { files, state } = intent;
  if (state === null) return { detail: { version: 1, files, state }, headBefore: null, headAfter: null };
  const index = state.index === null ? null : { ...state.index, postEntries: await hashIndexEntries(host) };
  const change: StateChange = { ...state, index };
  return {
    detail: { version: 1, files, state: change },
    headBefore: commitOf(sideOf(state, 'pre')),
    headAfter: commitOf(sideOf(state, 'post')),
  };
}

async function gitChange(host: Host, intent: Intent, baseline: Baseline | null): Promise<Found> {
  const before = await readState(host, intent);
  const writer = host.vault.begin();
  const all = orThrow(await captureState(host, (bytes) => writer.add(bytes)));
  const now = withoutForeign(intent.kind, before, all);
  const entries = before.index === now.index ? null : await hashIndexEntries(host);
  const state = compareStates(before, now, entries);
  const indexFile = orThrow(await materialiseIndex(host, intent.operationId, before.index, before.indexModifiedMs));
  let files: FileStep[] = intent.files;
  if (baseline !== null)
    files = orThrow(
      await changesSince(host, writer, { baseline, indexFile, namedOnly: intent.git?.namedOnly === true }),
    ).steps;
  await writer.keep();
  orThrow(await keepUnreachable(host, intent.operationId, before, state, indexFile));
  await syncGitWork(host, intent, files);
  const shared = await tookInOthers(host, intent.kind, before, now);
  return {
    detail: { version: 1, files, state },
    headBefore: commitOf(before),
    headAfter: commitOf(now),
    notUndoable: intent.notUndoable ?? (shared ? sharedWords : null),
  };
}

/** The state before git worked, as the intent names it. */
export async function readState(host: Host, intent: Intent): Promise<GitState> {
  if (intent.git === null) throw new Error('an intent without git has no state of its own');
  const bytes = orThrow(await host.vault.read(intent.git.state));
  return GitState.parse(JSON.parse(bytes.toString('utf8')));
}

export function orThrow<T>(
  result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: Failure },
): T {
  if (result.ok) return result.value;
  throw new CannotFinish(result.failure);
}
