import type { ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { Failure } from '../../../contract/failure';
import { entryHash, readEntry, sameEntry } from '../../files/entry';
import type { Entry } from '../../files/entry';
import { guardGitWork } from '../apply/carry-out';
import { diskFailure } from '../apply/disk-failure';
import { hashIndexEntries } from '../git-state/capture-state';
import { clearForgottenLocks } from '../git-state/forgotten-locks';
import { refreshIndex } from '../git-state/refresh-index';
import { replaceTornIndex } from '../git-state/torn-index';
import { dropTornObjects } from '../git-state/torn-objects';
import { CannotFinish, orThrow } from '../apply/finish';
import type { Host } from '../host';
import { instant } from '../host';
import { giveUp, setDamagedAside } from './give-up';
import { dropForgottenStages, dropIntent, readIntents } from '../journal/intent';
import type { FileStep, Intent } from '../journal/intent';
import { keepPromised } from '../backups/keep-promised';
import type { RecoveryReport } from './recovery-report';
import { recordEnding } from '../journal/record';
import { carryThrough, gitWayBack, goBack, ownWayBack } from '../checkpoints/roll-back';
import { dropStagedBeside } from '../apply/stage-files';
import { rescueStaged } from './stage-rescue';
import { commitOf, sideOf } from '../git-state/state';
import type { Baseline } from '../checkpoints/worktree-scan';

type Repaired = RecoveryReport['repaired'][number];

/**
 * Finishes or takes back what a crash cut short. Can itself be cut short at any point and done again.
 *
 * The caller holds the repository's lock. A record that cannot be read is put aside and never stops the rest.
 */
export async function recoverLocked(host: Host, epoch: number): Promise<Result<RecoveryReport>> {
  const repaired: Repaired[] = [];
  const notices: string[] = [];
  try {
    if (await host.indexLock.clearStale()) notices.push('Removed an index lock that a crash of this app had left.');
    const intents = await readIntents(host, host.repositoryId);
    await dropForgottenStages(host, intents);
    for (const found of intents) {
      if (found.kind === 'unusable') {
        notices.push(await setDamagedAside(host, found.name, epoch));
        continue;
      }
      const intent = { ...found.intent, epoch };
      const told = await repairOrGiveUp(host, intent, notices);
      if (told !== null) repaired.push(told);
    }
    return ok({ repaired, notices });
  } catch (error) {
    if (error instanceof CannotFinish) return fail(error.failure);
    return fail(diskFailure(error, host.place.root));
  }
}

/** Trying again later would not help: what it needs is gone, or something lies in its way. */
const hopeless = new Set<Failure['code']>([
  'backup-missing',
  'backup-damaged',
  'path-outside-project',
  'unsupported-path',
]);

/**
 * Without the bytes from the vault: forward with what the stage still has, else back, else the record is put aside.
 * One operation never blocks all the others. Null: it was put aside, and `notices` say so.
 */
async function repairOrGiveUp(host: Host, intent: Intent, notices: string[]): Promise<Repaired | null> {
  const attempts: (() => Promise<Repaired | null>)[] = [
    () => repairGuarded(host, intent, notices),
    async () => ((await rescueStaged(host, intent)) ? repairGuarded(host, intent, notices) : null),
    () => backInstead(host, intent),
  ];
  let failure: Failure | null = null;
  for (const attempt of attempts) {
    try {
      const repaired = await attempt();
      if (repaired === null) continue;
      await refreshIndex(host);
      return repaired;
    } catch (error) {
      if (!(error instanceof CannotFinish) || !hopeless.has(error.failure.code)) throw error;
      failure = error.failure;
    }
  }
  notices.push(await giveUp(host, intent, failure ?? { code: 'backup-missing', id: intent.operationId }));
  return null;
}

async function repairGuarded(host: Host, intent: Intent, notices: string[]): Promise<Repaired> {
  const torn = await replaceTornIndex(host, intent);
  if (torn !== null) notices.push(`The staged state was torn and is as it was before; the torn index lies in ${torn}`);
  await dropTornObjects(host, intent);
  const guard = await guardGitWork(host, intent);
  return repair(host, intent).finally(() => guard.release());
}

/** Takes back what cannot be finished, when all that needs is there. Null: it is not. */
async function backInstead(host: Host, intent: Intent): Promise<Repaired | null> {
  if (intent.git !== null || intent.direction === 'back') return null;
  const way = await ownWayBack(host, intent);
  const needed = way.files.map(({ post }) => entryHash(post));
  needed.push(...(way.state?.files ?? []).map(({ post }) => post), way.state?.index?.post ?? null);
  const hashes = new Set(needed.filter((hash) => hash !== null));
  if (!(await host.vault.readMany(hashes, () => undefined)).ok) return null;
  await keepLeft(host, intent, way.files);
  const diverged = [...way.foreign, ...((await goBack(host, intent, way)) as ProjectPath[])];
  await recordFailed(host, intent);
  const { operationId, title } = intent;
  return { operationId, title, outcome: diverged.length > 0 ? 'diverged' : 'put-back', diverged };
}

interface KeptBecause {
  readonly why: string;
  readonly trigger: 'operation' | 'external-edit';
}

/** Makes a backup of what lies at those of the paths that `isKept` names. */
async function keepContents(
  host: Host,
  { operationId, title }: Intent,
  steps: readonly FileStep[],
  { why, trigger }: KeptBecause,
  isKept: (step: FileStep, now: Entry) => boolean,
): Promise<void> {
  const writer = host.vault.begin();
  const files: { path: ProjectPath; entry: Entry }[] = [];
  for (const step of steps) {
    const now = await readEntry(host.fs, host.place.root, step.path);
    if (!now.ok || now.value.bytes === null || !isKept(step, now.value.entry)) continue;
    await writer.add(now.value.bytes);
    files.push({ path: step.path, entry: now.value.entry });
  }
  if (files.length === 0) return writer.discard();
  await writer.addBackup({ at: instant(host), why: `${why}: ${title}`, trigger, operationId, files });
  await writer.keep();
}

/** What was written already may be nowhere else. */
const keepLeft = (host: Host, intent: Intent, steps: readonly FileStep[]): Promise<void> =>
  keepContents(host, intent, steps, { why: 'Left by what was interrupted', trigger: 'operation' }, () => true);

async function repair(host: Host, intent: Intent): Promise<Repaired> {
  const { operationId, title } = intent;
  const ended = (outcome: Repaired['outcome'], diverged: readonly ProjectPath[] = []): Repaired => ({
    operationId,
    title,
    outcome,
    diverged,
  });
  await dropStagedBeside(host, intent);
  const logged = host.log.find(operationId)?.record.outcome;
  // On the way back, "done" is a line that was thought not to have been written.
  if (logged === 'failed' || (logged !== undefined && intent.direction === 'forward')) {
    await dropIntent(host, operationId);
    return ended(logged === 'failed' ? 'put-back' : 'finished');
  }
  if (intent.git !== null) {
    orThrow(await clearForgottenLocks(host, intent));
    const way = await gitWayBack(host, intent, await baselineOf(host, intent), false);
    const diverged = [...way.foreign, ...((await goBack(host, intent, way)) as ProjectPath[])];
    await recordFailed(host, intent);
    return ended(diverged.length > 0 ? 'diverged' : 'put-back', diverged);
  }
  await keepForeignEdits(host, intent);
  await keepPromised(host, intent);
  const diverged = await carryThrough(host, intent);
  if (intent.direction === 'back') {
    await recordFailed(host, intent);
    return ended(diverged.length > 0 ? 'diverged' : 'put-back', diverged);
  }
  await recordForward(host, intent, diverged);
  return ended(diverged.length > 0 ? 'diverged' : 'finished', diverged);
}

const recordFailed = (host: Host, intent: Intent): Promise<unknown> =>
  recordEnding(host, intent, { outcome: 'failed', detail: null, headBefore: null, headAfter: null });

async function recordForward(host: Host, intent: Intent, diverged: readonly ProjectPath[]): Promise<void> {
  const left = new Set<string>(diverged);
  const files = intent.files.filter(({ path }) => !left.has(path));
  const { state } = intent;
  const index =
    state === null || state.index === null ? null : { ...state.index, postEntries: await hashIndexEntries(host) };
  await recordEnding(host, intent, {
    outcome: diverged.length > 0 ? 'diverged' : 'done',
    detail: { version: 1, files, state: state === null ? null : { ...state, index } },
    headBefore: state === null ? null : commitOf(sideOf(state, 'pre')),
    headAfter: state === null ? null : commitOf(sideOf(state, 'post')),
  });
}

/** What was in the working tree before git worked, from the backup that was made then. */
async function baselineOf(host: Host, intent: Intent): Promise<Baseline | null> {
  if (intent.git?.worktree !== true) return null;
  if (intent.backupId === null) return new Map();
  const manifest = orThrow(await host.vault.backup(intent.backupId));
  return new Map(manifest.files.map(({ path, entry }) => [path, entry]));
}

/** Contents that are neither before nor after were written by somebody else since: they go into the vault first. */
const keepForeignEdits = (host: Host, intent: Intent): Promise<void> =>
  keepContents(
    host,
    intent,
    intent.files,
    { why: 'Changed by somebody else during', trigger: 'external-edit' },
    ({ pre, post }, now) => !sameEntry(now, pre) && !sameEntry(now, post),
  );
