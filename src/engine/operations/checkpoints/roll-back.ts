import type { ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail } from '../../../contract/call';
import type { Failure } from '../../../contract/failure';
import { sameEntry } from '../../files/entry';
import { errorCode } from '../../files/file-system';
import { applyFiles, isBetween } from '../apply/apply-files';
import { captureState } from '../git-state/capture-state';
import { clearForgottenLocks } from '../git-state/forgotten-locks';
import { CannotFinish, orThrow, readState } from '../apply/finish';
import type { Host } from '../host';
import { instant } from '../host';
import { writeIntent } from '../journal/intent';
import type { FileStep, Intent } from '../journal/intent';
import { madeByGit } from '../git-state/made-by-git';
import { withFolders } from '../apply/plan-files';
import { readPlanned } from '../apply/planned-entry';
import { keepPromised } from '../backups/keep-promised';
import { isStagedNow, materialiseIndex } from '../git-state/pre-index';
import { recordEnding } from '../journal/record';
import { refreshIndex } from '../git-state/refresh-index';
import { applyState } from '../git-state/restore-state';
import { compareStates } from '../git-state/state';
import type { GitState, StateChange } from '../git-state/state';
import { syncGitWork } from '../git-state/sync-git-work';
import { ownPartOf } from '../undo/whose-move';
import { changesSince } from './worktree-scan';
import type { Baseline } from './worktree-scan';

export interface WayBack {
  readonly files: FileStep[];
  readonly state: StateChange | null;
  /** Edits of somebody else met half-way: left as they are. */
  readonly foreign: readonly ProjectPath[];
}

/**
 * Takes back whatever an operation had done, because of `failure`. Answers that failure when nothing had been
 * changed yet, else `rolled-back` with what happened.
 *
 * When even this fails (the disk is gone), the intent stays, and the next start tries again.
 */
export async function putBack(
  host: Host,
  promised: { readonly intent: Intent; readonly baseline: Baseline | null },
  failure: Failure,
  endedByItself = false,
): Promise<Result<never>> {
  try {
    // Ours, when it was the lock that could not be released.
    await host.indexLock.clearStale();
    if (promised.intent.git !== null && mayHaveLeftLocks(failure))
      orThrow(await clearForgottenLocks(host, promised.intent));
    return await evenWhenFull(host, () => putBackNow(host, promised, failure, endedByItself));
  } catch (error) {
    const why = error instanceof CannotFinish ? inWords(error.failure) : errorCode(error);
    if (why === null) throw error;
    const later = 'the next start or operation tries again';
    const reason = `${inWords(failure)}, and not everything could be put back yet (${why}); ${later}`;
    return fail({ code: 'rolled-back', reason });
  }
}

/** Once more with the room that was kept for this; what was put back by then is seen as such. */
async function evenWhenFull<T>(host: Host, work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const full =
      error instanceof CannotFinish
        ? error.failure.code === 'disk-full'
        : errorCode(error) === 'ENOSPC' || errorCode(error) === 'EDQUOT';
    if (!full || !(await host.reserve.release())) throw error;
    return work();
  }
}

/** A git that ends by itself removes its locks; one that was stopped may not. What it met as a lock is somebody else's. */
const mayHaveLeftLocks = (failure: Failure): boolean =>
  failure.code === 'timed-out' ||
  failure.code === 'cancelled' ||
  (failure.code === 'git-failed' && (failure.exitCode === null || failure.exitCode > 128));

async function putBackNow(
  host: Host,
  { intent, baseline }: { readonly intent: Intent; readonly baseline: Baseline | null },
  failure: Failure,
  endedByItself: boolean,
): Promise<Result<never>> {
  const said = endedByItself && !mayHaveLeftLocks(failure);
  const way = intent.git === null ? await ownWayBack(host, intent) : await gitWayBack(host, intent, baseline, said);
  const nothing = way.files.length === 0 && way.state === null;
  const diverged = nothing ? [] : await goBack(host, intent, way);
  const ending = { outcome: 'failed', detail: null, headBefore: null, headAfter: null } as const;
  await recordEnding(host, intent, ending);
  if (nothing) return fail(failure);
  await refreshIndex(host);
  const kept = [...new Set([...way.foreign, ...diverged])];
  const but = kept.length === 0 ? '' : `, except what somebody else changed meanwhile: ${kept.slice(0, 5).join(', ')}`;
  return fail({ code: 'rolled-back', reason: `${inWords(failure)}; everything is as it was before${but}` });
}

/** Carries out a way back, after it is durable that this is the way. Answers what was left alone. */
export async function goBack(host: Host, intent: Intent, way: WayBack): Promise<readonly string[]> {
  // The way begins at what is there now: after a power cut it must still be that, not a torn half of it.
  if (intent.git !== null)
    await syncGitWork(
      host,
      intent,
      way.files.map(({ path, pre, post }) => ({ path, pre: post, post: pre })),
    );
  const back: Intent = { ...intent, direction: 'back', files: way.files, state: way.state, git: null };
  await keepPromised(host, back);
  await writeIntent(host, back);
  return carryThrough(host, back);
}

/** Does all that an intent without git says, whatever stands in the way of single paths. Throws `CannotFinish`. */
export async function carryThrough(host: Host, intent: Intent): Promise<ProjectPath[]> {
  const locked = orThrow(await host.indexLock.take());
  try {
    const applied = await applyFiles(host, intent.operationId, intent.files, false);
    if (applied.failure !== null) orThrow(fail(applied.failure));
    const state = intent.state === null ? null : orThrow(await applyState(host, intent.operationId, intent.state));
    return [...applied.diverged.map(({ path }) => path), ...((state?.diverged ?? []) as ProjectPath[])];
  } finally {
    await locked.release();
  }
}

/** Only what is as we left it goes back; the rest was never reached, or is somebody else's. */
export async function ownWayBack(host: Host, intent: Intent): Promise<WayBack> {
  const files: FileStep[] = [];
  const foreign: ProjectPath[] = [];
  const moving = new Set<string>(intent.files.map(({ path }) => path));
  for (const step of intent.files) {
    const { path, pre, post } = step;
    const now = orThrow(await readPlanned(host, path, moving)).entry;
    if (isBetween(step, now)) files.push({ path, pre: now, post: pre });
    else if (sameEntry(now, post)) files.push({ path, pre: post, post: pre });
    else if (!sameEntry(now, pre)) foreign.push(path);
  }
  return { files, state: intent.state === null ? null : await ownStateBack(host, intent.state), foreign };
}

async function ownStateBack(host: Host, change: StateChange): Promise<StateChange | null> {
  const now = orThrow(await captureState(host));
  const refs = change.refs.filter(({ name, post }) => (now.refs[name] ?? null) === post);
  const files = change.files.filter(({ file, post }) => (now.files[file] ?? null) === post);
  const index = change.index !== null && (await isStillStaged(host, change.index, now)) ? change.index : null;
  const headMoved = change.head.pre !== change.head.post && now.head === change.head.post;
  if (refs.length === 0 && files.length === 0 && index === null && !headMoved) return null;
  return reverseState({ head: headMoved ? change.head : { pre: now.head, post: now.head }, refs, files, index });
}

const isStillStaged = (
  host: Host,
  { post, postModifiedMs }: NonNullable<StateChange['index']>,
  now: GitState,
): Promise<boolean> => isStagedNow(host, { index: post, indexModifiedMs: postModifiedMs }, now);

export const reverseState = (change: StateChange): StateChange => ({
  head: { pre: change.head.post, post: change.head.pre },
  refs: change.refs.map(({ name, pre, post }) => ({ name, pre: post, post: pre })),
  files: change.files.map(({ file, pre, post }) => ({ file, pre: post, post: pre })),
  index: change.index === null ? null : reverseIndex(change.index),
});

const reverseIndex = (index: NonNullable<StateChange['index']>): NonNullable<StateChange['index']> => ({
  pre: index.post,
  post: index.pre,
  postEntries: null,
  preModifiedMs: index.postModifiedMs,
  postModifiedMs: index.preModifiedMs,
});

/** Compares with the recorded state, takes what is there now into the vault, and tells git's work from an edit. */
export async function gitWayBack(
  host: Host,
  intent: Intent,
  baseline: Baseline | null,
  endedByItself: boolean,
): Promise<WayBack> {
  const before = await readState(host, intent);
  const writer = host.vault.begin();
  const all = orThrow(await captureState(host, (bytes) => writer.add(bytes)));
  const indexFile = orThrow(await materialiseIndex(host, intent.operationId, before.index, before.indexModifiedMs));
  const own = await ownPartOf(host, intent, { before, now: all, indexFile }, endedByItself);
  const changes =
    baseline === null
      ? await ownSteps(host, intent)
      : orThrow(await changesSince(host, writer, { baseline, indexFile, namedOnly: intent.git?.namedOnly === true }))
          .steps;
  if (changes.length > 0)
    await writer.addBackup({
      at: instant(host),
      why: `Left by what was interrupted: ${intent.title}`,
      trigger: 'operation',
      operationId: intent.operationId,
      files: changes.map(({ path, post }) => ({ path, entry: post })),
    });
  await writer.keep();
  const foreign = await foreignPaths(host, intent, changes, own.theirs);
  const files = changes
    .filter(({ path }) => !foreign.has(path))
    .map(({ path, pre, post }) => ({ path, pre: post, post: pre }));
  return {
    files: orThrow(await withFolders(host, files)),
    state: compareStates(own.now, before, null),
    foreign: [...foreign],
  };
}

async function ownSteps(host: Host, intent: Intent): Promise<FileStep[]> {
  const { files } = await ownWayBack(host, { ...intent, state: null });
  return files.map(({ path, pre, post }) => ({ path, pre: post, post: pre }));
}

async function foreignPaths(
  host: Host,
  intent: Intent,
  changes: readonly FileStep[],
  theirs: ReadonlySet<string>,
): Promise<Set<ProjectPath>> {
  const ours = new Map(intent.files.map((step) => [step.path, step.post]));
  const doubtful: { path: ProjectPath; bytes: Buffer }[] = [];
  for (const { path, post } of changes) {
    const own = ours.get(path);
    if (post.kind !== 'file' || (own !== undefined && sameEntry(own, post))) continue;
    const bytes = await host.vault.read(post.hash);
    if (bytes.ok) doubtful.push({ path, bytes: bytes.value });
  }
  const made = await madeByGit(host, doubtful);
  const foreign = new Set(doubtful.map(({ path }) => path).filter((path) => !made.has(path)));
  for (const { path } of changes) if (theirs.has(path) && !ours.has(path)) foreign.add(path);
  return foreign;
}

function inWords(failure: Failure): string {
  switch (failure.code) {
    case 'rolled-back':
      return failure.reason;
    case 'not-undoable':
      return failure.reason.replace(/\.$/, '');
    case 'git-failed':
      return `git ${failure.command} failed: ${failure.summary}`;
    case 'disk-full':
      return 'the disk is full';
    case 'read-only':
      return `${failure.path} cannot be written`;
    case 'cancelled':
      return 'it was cancelled';
    case 'index-locked':
      return 'another git holds a lock of this repository';
    default:
      return `it ended with "${failure.code}"`;
  }
}
