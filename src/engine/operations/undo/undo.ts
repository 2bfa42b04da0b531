import type { ProjectPath, Receipt } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { Failure } from '../../../contract/failure';
import type { UndoPreview } from '../../../contract/operations';
import type { CallContext } from '../../call-context';
import { sameEntry } from '../../files/entry';
import type { Entry } from '../../files/entry';
import type { VaultWriter } from '../../vault/vault';
import { branchElsewhere } from '../git-state/branches-elsewhere';
import { captureState, hashIndexEntries } from '../git-state/capture-state';
import { readDetail } from '../journal/detail';
import { checkNothingNewer } from '../journal/log-damage';
import type { Host } from '../host';
import type { FileStep } from '../journal/intent';
import { withFolders } from '../apply/plan-files';
import { readPlanned } from '../apply/planned-entry';
import { findPushed, undoByCommit } from './undo-pushed';
import type { PushedCommits } from './undo-pushed';
import { lettingsGo, undoStacks } from './undo-stacks';
import { stateDifference } from '../git-state/restore-state';
import { reverseState } from '../checkpoints/roll-back';
import { runKnownChange } from '../run-operation';
import type { GitState, StateChange } from '../git-state/state';
import { commitOf } from '../git-state/state';
import { madeElsewhere, readWorktrees } from '../worktree';

/**
 * Puts back what an operation changed: working tree, index, refs, state. Itself an operation, so it can be redone.
 *
 * Nothing is touched unless everything is still as the operation left it: `file-changed-since`,
 * `state-changed-since`. `operationId` null: the newest that can be undone.
 */
export function undoOperation(host: Host, operationId: string | null, context: CallContext): Promise<Result<Receipt>> {
  return reverseOrCommit(host, 'undo', () => operationId ?? newestUndoable(host), context, operationId === null);
}

/** Takes back the newest undo. */
export function redoOperation(host: Host, context: CallContext): Promise<Result<Receipt>> {
  return reverseOrCommit(
    host,
    'redo',
    () => undoStacks(host.log.records(), host.worktree).redo.at(-1) ?? null,
    context,
  );
}

const newestUndoable = (host: Host): string | null => undoStacks(host.log.records(), host.worktree).undo.at(-1) ?? null;

/** What an undo would do: nothing is done. `operationId` null: the newest that can be undone. */
export async function previewUndo(host: Host, operationId: string | null): Promise<Result<UndoPreview>> {
  await host.log.refresh();
  const chosen = operationId ?? newestUndoable(host);
  const newest = operationId === null ? await checkNothingNewer(host, chosen) : ok(null);
  if (!newest.ok) return newest;
  if (chosen === null) return fail({ code: 'not-undoable', operationId: '', reason: await nothingTo(host, 'undo') });
  const title = await checkReversible(host, chosen, 'undo');
  if (!title.ok) return title;
  const pushed = await pushedBy(host, chosen);
  if (!pushed.ok) return pushed;
  if (pushed.value === null) {
    const refused = await refusedPutBack(host, chosen);
    if (!refused.ok) return refused;
    const sentence = 'Files, what is staged and branches go back to how they were before it.';
    return ok({ operationId: chosen, title: title.value, how: 'put-back', sentence });
  }
  const { branch, seenOn, count } = pushed.value;
  const commits = count === 1 ? 'Its commit is' : `${count} of its commits are`;
  const sentence = `${commits} on ${seenOn} already, so others may have ${count === 1 ? 'it' : 'them'}. A new commit on ${branch.replace(/^refs\/heads\//, '')} takes back what changed; the branch is not rewound.`;
  return ok({ operationId: chosen, title: title.value, how: 'revert-commit', sentence });
}

async function refusedPutBack(host: Host, operationId: string): Promise<Result<null>> {
  const detail = await readDetail(host, operationId);
  if (!detail.ok) return detail;
  const held = await branchElsewhere(host, detail.value.state);
  if (!held.ok) return held;
  return held.value === null ? ok(null) : fail({ code: 'not-undoable', operationId, reason: held.value });
}

async function pushedBy(host: Host, operationId: string): Promise<Result<PushedCommits | null>> {
  const detail = await readDetail(host, operationId);
  return detail.ok ? findPushed(host.git, detail.value.state) : detail;
}

/** History that others may have is never rewound: a new commit takes it back. */
async function reverseOrCommit(
  host: Host,
  kind: 'undo' | 'redo',
  choose: () => string | null,
  context: CallContext,
  newestOnly = false,
): Promise<Result<Receipt>> {
  await host.log.refresh();
  const operationId = choose();
  const newest = newestOnly ? await checkNothingNewer(host, operationId) : ok(null);
  if (!newest.ok) return newest;
  const title = operationId === null ? null : await checkReversible(host, operationId, kind);
  if (operationId !== null && title?.ok === true) {
    const pushed = await pushedBy(host, operationId);
    // A detail that cannot be read fails again below, with the repository to ourselves.
    if (pushed.ok && pushed.value !== null)
      return undoByCommit(host, { kind, operationId, title: title.value }, pushed.value, context);
  }
  return reverse(host, kind, choose, context);
}

function reverse(
  host: Host,
  kind: 'undo' | 'redo',
  choose: () => string | null,
  context: CallContext,
): Promise<Result<Receipt>> {
  const title = kind === 'undo' ? 'Undo' : 'Redo';
  return runKnownChange(
    host,
    { kind, title },
    async (writer) => {
      // Chosen under the lock: another window may just have undone the same.
      const operationId = choose();
      if (operationId === null)
        return fail({ code: 'not-undoable', operationId: '', reason: await nothingTo(host, kind) });
      const checked = await checkReversible(host, operationId, kind);
      if (!checked.ok) return checked;
      const change = await reversedChange(host, writer, operationId);
      if (!change.ok) return change;
      return ok({ ...change.value, title: `${title}: ${checked.value}`, reverses: operationId });
    },
    context,
  );
}

/** Says where there is something, when it is in another working tree. */
async function nothingTo(host: Host, kind: 'undo' | 'redo'): Promise<string> {
  const records = host.log.records();
  const trees = new Set(records.map(({ worktree }) => worktree ?? null));
  const others = [...trees].filter((one) => one !== host.worktree).flatMap((one) => undoStacks(records, one)[kind]);
  const newest = records.findLast(({ record }) => others.includes(record.operationId));
  const elsewhere = newest === undefined ? null : madeElsewhere(newest.worktree, await readWorktrees(host));
  if (newest === undefined || elsewhere === null) return `There is nothing to ${kind}.`;
  return `There is nothing to ${kind} in this working tree. “${newest.record.title}” is from another: ${elsewhere.replace(/^It/, 'it')}`;
}

/** Answers the title of what the person did once. */
async function checkReversible(host: Host, operationId: string, kind: 'undo' | 'redo'): Promise<Result<string>> {
  const logged = host.log.find(operationId);
  if (logged === null) return fail({ code: 'operation-missing', operationId });
  const no = (reason: string): Result<never> => fail({ code: 'not-undoable', operationId, reason });
  const { record } = logged;
  const elsewhere = madeElsewhere(logged.worktree, await readWorktrees(host));
  if (elsewhere !== null) return no(elsewhere);
  const letGo = lettingsGo(host.log.records()).get(operationId);
  if (letGo !== undefined) return no(letGo.sentence);
  const { undone, redo } = undoStacks(host.log.records(), host.worktree);
  if (kind === 'redo') return ok(record.title.replace(/^Undo: /, ''));
  if (undone.has(operationId)) return no('It was undone already.');
  if (record.kind === 'undo') return no(redo.includes(operationId) ? 'Use Redo.' : 'It was redone already.');
  if (record.notUndoableBecause !== null) return no(record.notUndoableBecause);
  return ok(record.title.replace(/^Redo: /, ''));
}

/** What is staged means something only against the HEAD it was staged on; after a commit it would undo that, too. */
const ofOneHead = new Set(['stage', 'unstage', 'resolve', 'reopen-conflict']);

function committedSince(host: Host, operationId: string, now: GitState): Failure | null {
  const record = host.log.find(operationId)?.record;
  if (record === undefined || !ofOneHead.has(record.kind) || record.headAfter === commitOf(now)) return null;
  return { code: 'state-changed-since', what: 'HEAD' };
}

async function reversedChange(
  host: Host,
  writer: Pick<VaultWriter, 'add'>,
  operationId: string,
): Promise<Result<{ files: FileStep[]; state: StateChange | null }>> {
  const detail = await readDetail(host, operationId);
  if (!detail.ok) return detail;
  const files = await reversedFiles(host, writer, detail.value.files);
  if (!files.ok) return files;
  const { state } = detail.value;
  if (state === null) return ok({ files: files.value, state: null });
  const now = await captureState(host, (bytes) => writer.add(bytes));
  if (!now.ok) return now;
  const difference = stateDifference(state, now.value) ?? committedSince(host, operationId, now.value);
  if (difference !== null) return fail(difference);
  const back = reverseState(state);
  const held = await branchElsewhere(host, back);
  if (!held.ok) return held;
  if (held.value !== null) return fail({ code: 'not-undoable', operationId, reason: held.value });
  if (state.index === null || back.index === null) return ok({ files: files.value, state: back });
  const sameBytes = now.value.index === state.index.post;
  if (!sameBytes && (await hashIndexEntries(host)) !== state.index.postEntries)
    return fail({ code: 'state-changed-since', what: 'what is staged' });
  return ok({
    files: files.value,
    state: { ...back, index: { ...back.index, pre: now.value.index, preModifiedMs: now.value.indexModifiedMs } },
  });
}

const isFolderOrNothing = ({ kind }: Entry): boolean => kind === 'directory' || kind === 'absent';

async function reversedFiles(
  host: Host,
  writer: Pick<VaultWriter, 'add'>,
  steps: readonly FileStep[],
): Promise<Result<FileStep[]>> {
  const changed: ProjectPath[] = [];
  const reversed: FileStep[] = [];
  const moving = new Set<string>(steps.map(({ path }) => path));
  for (const { path, pre, post } of steps) {
    const now = await readPlanned(host, path, moving);
    if (!now.ok) return now;
    // An empty folder that came or went since is nobody's content: it is already as it shall be.
    if (isFolderOrNothing(pre) && isFolderOrNothing(post) && sameEntry(now.value.entry, pre)) continue;
    if (!sameEntry(now.value.entry, post)) changed.push(path);
    if (now.value.bytes !== null) await writer.add(now.value.bytes);
    reversed.push({ path, pre: post, post: pre });
  }
  const [first] = changed;
  if (first !== undefined) return fail({ code: 'file-changed-since', path: first, paths: changed });
  return withFolders(host, reversed);
}
