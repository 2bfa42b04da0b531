import { randomBytes } from 'node:crypto';
import type { Receipt } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { CallContext } from '../call-context';
import { entryHash } from '../files/entry';
import { errorText } from '../locks/error-text';
import { orNull } from '../vault/or-null';
import type { VaultWriter } from '../vault/vault';
import { diskFailure } from './apply/disk-failure';
import { captureState } from './git-state/capture-state';
import { noteMissingTrail } from './audit/missing-trail';
import { noteRefusal, takeInRefusals } from './audit/audit-refusals';
import { carryOut } from './apply/carry-out';
import { checkIndex } from '../git/check-index';
import { errorCode } from '../files/file-system';
import type { Host } from './host';
import { instant } from './host';
import { writeIntent } from './journal/intent';
import type { FileStep, Intent } from './journal/intent';
import type { OperationRequest } from './operation-request';
import { noteResult, noteUnrecorded } from './journal/note-result';
import { redact } from './audit/audit';
import { nameGone } from './backups/gone-contents';
import { leftOutInWords } from './backups/left-out';
import { planFiles } from './apply/plan-files';
import { recoverLocked } from './recovery/recover';
import type { StateChange } from './git-state/state';
import { takeBaseline } from './checkpoints/worktree-scan';
import type { Baseline, TakenBaseline } from './checkpoints/worktree-scan';
import { withReserve } from './apply/reserve';
import { checkPermission, checkSpace, fullDisk } from './apply/space';

/** What one operation is to do, when every target is already known by its hash: undo, redo, rollback. */
export interface KnownChange {
  readonly files: readonly FileStep[];
  readonly state: StateChange | null;
}

/**
 * The one way to change anything of a project.
 *
 * Lock → is the disk what the person saw → old and new bytes durable in the vault → intent durable → act →
 * verify → log → release. Nothing has changed when it fails, or it was put back and the failure is
 * `rolled-back`. Failures besides: `locked-by-other`, `index-locked`, `file-changed-since`, `backup-failed`,
 * `disk-full`, `read-only`, and whatever git answers.
 */
export async function runOperation(
  host: Host,
  request: OperationRequest,
  context: CallContext,
): Promise<Result<Receipt>> {
  return underLock(host, request.title, context, async (epoch) => {
    const prepared = await writing(host, (writer) => prepare(host, writer, request, epoch));
    return prepared.ok ? carryOut(host, prepared.value, request.git ?? null, context) : prepared;
  });
}

/** `runOperation` for changes that are known by hash. */
export async function runKnownChange(
  host: Host,
  request: Pick<OperationRequest, 'kind' | 'title'>,
  work: (
    writer: Pick<VaultWriter, 'add'>,
  ) => Promise<Result<KnownChange & Pick<OperationRequest, 'title' | 'reverses'>>>,
  context: CallContext,
): Promise<Result<Receipt>> {
  return underLock(host, request.title, context, async (epoch) => {
    const kept = await writing(host, async (writer) => {
      const change = await work(writer);
      if (!change.ok) return discarding(writer, change);
      const { files, state, ...words } = change.value;
      const intent = { ...newIntent(host, { ...request, ...words }, epoch), files: [...files], state };
      return keepBackup(host, writer, intent, null, () => allReadable(host, change.value));
    });
    return kept.ok ? carryOut(host, { intent: kept.value, baseline: null }, null, context) : kept;
  });
}

/** A promise may only be made about contents that are there: some may be damaged or forgotten since. */
async function allReadable(host: Host, { files, state }: KnownChange): Promise<Result<null>> {
  const hashes = files.map(({ post }) => entryHash(post));
  hashes.push(...(state?.files ?? []).map(({ post }) => post), state?.index?.post ?? null);
  const read = await host.vault.readMany(new Set(hashes.filter((hash) => hash !== null)), () => undefined);
  const pathOf = (hash: string): string | null => files.find(({ post }) => entryHash(post) === hash)?.path ?? null;
  return nameGone(host.fs, host.vault, read, pathOf);
}

const patienceMs = 10_000;

/** Runs with the repository to ourselves, after whatever a crash left behind has been repaired. */
export async function underLock<T>(
  host: Host,
  doing: string,
  context: CallContext,
  work: (epoch: number) => Promise<Result<T>>,
): Promise<Result<T>> {
  const held = await acquire(host, doing, context);
  if (!held.ok) {
    await noteRefusal(host, doing, held.failure);
    return held;
  }
  try {
    await host.vault.refresh();
    await host.log.refresh();
    await noteMissingTrail(host).catch(orNull);
    const recovered = await withReserve(host.reserve, () => recoverLocked(host, held.value.epoch));
    if (!recovered.ok) return recovered;
    await noteUnrecorded(host);
    await takeInRefusals(host).catch(orNull);
    const result = await work(held.value.epoch);
    await noteResult(host, doing, result);
    await noteUnrecorded(host);
    return result;
  } catch (error) {
    const failure = diskFailure(error, host.place.root);
    return fail(failure.code === 'disk-full' ? await fullDisk(host) : failure);
  } finally {
    await held.value.release();
  }
}

/** The lock lies in the repository: when that was deleted meanwhile, it is said as such. */
async function acquire(host: Host, doing: string, context: CallContext): ReturnType<Host['lock']['acquire']> {
  try {
    return await host.lock.acquire(doing, { signal: context.signal, patienceMs });
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return fail({ code: 'repository-gone', path: host.place.root });
    return fail(diskFailure(error, host.place.root));
  }
}

export interface Prepared {
  readonly intent: Intent;
  /** Null: git does not touch the working tree. */
  readonly baseline: Baseline | null;
}

/** What an error leaves of an unfinished pack would only take room. */
async function writing<T>(host: Host, work: (writer: VaultWriter) => Promise<T>): Promise<T> {
  const writer = host.vault.begin();
  try {
    return await work(writer);
  } catch (error) {
    await writer.discard().catch(orNull);
    throw error;
  }
}

async function prepare(
  host: Host,
  writer: VaultWriter,
  request: OperationRequest,
  epoch: number,
): Promise<Result<Prepared>> {
  const steps = await planFiles(host, writer, request.files ?? []);
  if (!steps.ok) return discarding(writer, steps);
  let intent: Intent = { ...newIntent(host, request, epoch), files: steps.value };
  let baseline: TakenBaseline | null = null;
  if (request.git !== undefined) {
    // Git would write a damaged index anew, with a good checksum: the damage would pass for what was staged.
    const index = await checkIndex(host.place);
    if (!index.ok) return discarding(writer, index);
    const { protects } = request.git;
    const touchesWorktree = protects === 'changed-and-untracked' || protects.length > 0;
    if (touchesWorktree) {
      const named = protects === 'changed-and-untracked' ? [] : protects;
      const whole = protects === 'changed-and-untracked';
      const taken = await takeBaseline(host, writer, [...named, ...steps.value.map((step) => step.path)], whole);
      if (!taken.ok) return discarding(writer, taken);
      baseline = taken.value;
    }
    const state = await captureState(host, (bytes) => writer.add(bytes));
    if (!state.ok) return discarding(writer, state);
    const hash = await writer.add(Buffer.from(JSON.stringify(state.value)), 'operation');
    intent = {
      ...intent,
      git: { state: hash, worktree: touchesWorktree, namedOnly: protects !== 'changed-and-untracked' },
    };
  }
  const kept = await keepBackup(host, writer, intent, baseline);
  return kept.ok ? ok({ intent: kept.value, baseline: baseline?.entries ?? null }) : kept;
}

async function discarding(writer: VaultWriter, result: Result<never>): Promise<Result<never>> {
  await writer.discard();
  return result;
}

export function newIntent(host: Host, request: Omit<OperationRequest, 'files' | 'git'>, epoch: number): Intent {
  return {
    version: 1,
    operationId: `o-${host.clock().toString(36)}-${randomBytes(5).toString('hex')}`,
    repositoryId: host.repositoryId,
    sequence: host.log.nextSequence(),
    epoch,
    kind: request.kind,
    title: redact(request.title),
    at: instant(host),
    actor: host.actor,
    reverses: request.reverses ?? null,
    notUndoable: request.notUndoable ?? null,
    backupId: null,
    direction: 'forward',
    files: [],
    state: null,
    git: null,
  };
}

/** Barrier one: everything that may be lost is durable in the vault. Then barrier two, the intent itself. */
async function keepBackup(
  host: Host,
  writer: VaultWriter,
  intent: Intent,
  baseline: TakenBaseline | null,
  check: () => Promise<Result<null>> = () => Promise.resolve(ok(null)),
): Promise<Result<Intent>> {
  const files = new Map(baseline?.entries ?? []);
  for (const step of intent.files) files.set(step.path, step.pre);
  try {
    for (const check of [checkSpace, checkPermission]) {
      const checked = await check(host, intent);
      if (!checked.ok) return await discarding(writer, checked);
    }
    const backupId =
      files.size === 0
        ? null
        : await writer.addBackup({
            at: intent.at,
            why: `Before: ${intent.title}${baseline === null ? '' : leftOutInWords(baseline.leftOut)}`,
            trigger: 'operation',
            operationId: intent.operationId,
            files: [...files].map(([path, entry]) => ({ path, entry })),
          });
    await writer.keep();
    const checked = await check();
    if (!checked.ok) return checked;
    const kept = { ...intent, backupId };
    await writeIntent(host, kept);
    return ok(kept);
  } catch (error) {
    await writer.discard().catch(() => undefined);
    const failure = errorCode(error) === null ? null : diskFailure(error, host.vault.folder);
    return fail(failure?.code === 'disk-full' ? failure : { code: 'backup-failed', reason: errorText(error) });
  }
}
