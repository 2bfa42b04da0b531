import type { Receipt } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { Failure } from '../../../contract/failure';
import type { CallContext } from '../../call-context';
import { errorCode } from '../../files/file-system';
import { forgetHead, keepHead } from '../../git/kept-head';
import type { GcGuard } from '../../locks/gc-guard';
import { holdOffGc } from '../../locks/gc-guard';
import { applyFiles } from './apply-files';
import { diskFailure } from './disk-failure';
import { CannotFinish, finish } from './finish';
import type { Host } from '../host';
import { dropIntent } from '../journal/intent';
import type { Intent } from '../journal/intent';
import { keepPromised, keepTips } from '../backups/keep-promised';
import type { GitWork } from '../operation-request';
import { refreshIndex } from '../git-state/refresh-index';
import { applyState } from '../git-state/restore-state';
import { putBack } from '../checkpoints/roll-back';
import type { Baseline } from '../checkpoints/worktree-scan';

/** A durable intent, and what was in the working tree (null: git does not touch it). */
export interface Promised {
  readonly intent: Intent;
  readonly baseline: Baseline | null;
}

/** Does what an intent promises and records it, or puts everything back. The caller holds the repository's lock. */
export async function carryOut(
  host: Host,
  promised: Promised,
  work: GitWork | null,
  context: CallContext,
): Promise<Result<Receipt>> {
  const done = await doOrPutBack(host, promised, work, context);
  if (done.ok && bringsBack(promised.intent)) await refreshIndex(host);
  return done;
}

async function doOrPutBack(
  host: Host,
  promised: Promised,
  work: GitWork | null,
  context: CallContext,
): Promise<Result<Receipt>> {
  const { intent } = promised;
  const locked = await lockIndex(host, intent);
  if (!locked.ok) {
    await dropIntent(host, intent.operationId);
    return locked;
  }
  let title = intent.title;
  const guard = await guardGitWork(host, intent);
  try {
    const failure = await applyOwn(host, intent).finally(locked.value.release);
    if (failure !== null) {
      // What was planned may come from the memory: a retry has to read it.
      if (failure.code === 'file-changed-since') await host.memory.drop(failure.paths);
      return await putBack(host, promised, failure);
    }
    if (work !== null) {
      if (!guard.held) await keepTips(host, intent);
      const acted = await work.act(host.git, context.signal);
      if (!acted.ok) return await putBack(host, promised, acted.failure, true);
      title = acted.value.title ?? title;
    }
    return ok(await finish(host, promised, title));
  } catch (error) {
    const failure = expectedFailure(host, error);
    const undone = await putBack(host, promised, failure ?? { code: 'rolled-back', reason: 'of an unexpected error' });
    if (failure !== null) return undone;
    throw error;
  } finally {
    await guard.release();
  }
}

/** What a person saves is seldom what git has, and git sees to its own work itself. */
const bringsBack = ({ kind, git, files, state }: Intent): boolean =>
  kind !== 'write-file' && git === null && (files.length > 0 || (state?.index ?? null) !== null);

const gcPatienceMs = 10_000;

/** What is held while git works: a clean-up kept away, HEAD kept twice. Operations of files alone need neither. */
export async function guardGitWork(host: Host, intent: Intent): Promise<GcGuard> {
  if (intent.git === null && intent.state === null) return { held: true, release: () => Promise.resolve() };
  const guard = await holdOffGc(host.fs, host.place.commonDir, gcPatienceMs);
  await keepHead(host.fs, host.place.gitDir);
  return {
    held: guard.held,
    release: async () => {
      await forgetHead(host.fs, host.place.gitDir);
      await guard.release();
    },
  };
}

/** Null: a bug. */
function expectedFailure(host: Host, error: unknown): Failure | null {
  if (error instanceof CannotFinish) return error.failure;
  return errorCode(error) === null ? null : diskFailure(error, host.place.root);
}

async function lockIndex(host: Host, intent: Intent): Promise<Result<{ release(): Promise<void> }>> {
  if (intent.files.length === 0 && intent.state === null) return ok({ release: () => Promise.resolve() });
  try {
    return await host.indexLock.take();
  } catch (error) {
    return fail(diskFailure(error, host.place.gitDir));
  }
}

/** The part that is known by hash: files, then state. Null: done. */
async function applyOwn(host: Host, intent: Intent): Promise<Failure | null> {
  await keepPromised(host, intent);
  const files = await applyFiles(host, intent.operationId, intent.files, true);
  if (files.failure !== null || intent.state === null) return files.failure;
  const state = await applyState(host, intent.operationId, intent.state);
  if (!state.ok) return state.failure;
  const [what] = state.value.diverged;
  return what === undefined ? null : { code: 'state-changed-since', what };
}
