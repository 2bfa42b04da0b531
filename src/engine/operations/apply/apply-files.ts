import type { ProjectPath } from '../../../contract/basics';
import type { Failure } from '../../../contract/failure';
import { makeFolder, parentOf, removeIfThere, renamePatiently } from '../../files/durable';
import { readEntry, sameEntry } from '../../files/entry';
import type { Entry } from '../../files/entry';
import { errorCode } from '../../files/file-system';
import { inParallel } from '../../files/in-parallel';
import { isTired, rest } from '../../files/slices';
import { diskFailure } from './disk-failure';
import type { Host } from '../host';
import { stageFolder } from '../journal/intent';
import type { FileStep } from '../journal/intent';
import { readPlanned } from './planned-entry';
import { inSafeOrder } from '../checkpoints/safe-order';
import { openStage } from './stage-files';
import type { NumberedStep, Stage } from './stage-files';

export interface Applied {
  /** Neither before nor after: somebody else changed them. Left as they are. */
  readonly diverged: readonly { readonly path: ProjectPath; readonly found: Entry }[];
  /** The first thing that went wrong; nothing was tried after it. */
  readonly failure: Failure | null;
}

/** New contents that are staged and made durable together; more would only need more room at once. */
const batchSteps = 16_384;
const batchBytes = 256 << 20;

/** What one piece of work knows on its way. */
interface Work {
  readonly host: Host;
  readonly stage: Stage;
  /** Folders whose names changed and are not durable yet. */
  readonly touched: Set<string>;
  readonly diverged: { path: ProjectPath; found: Entry }[];
  readonly stopAtDivergence: boolean;
  /** All paths of the operation. */
  readonly moving: ReadonlySet<string>;
  /** Folders that are no links; forgotten whenever others had their turn. */
  seenFolders: Set<string>;
}

/**
 * Carries out steps whose contents lie in the vault. Can be repeated: what is already done is left alone.
 *
 * New contents are written beside all together, then made durable all together, then put in place one by one; at the
 * end the changed folders are made durable. So the disk is waited for twice, however many files there are. Right before
 * a path is replaced it is read again; what is neither `pre` nor `post` is never overwritten. With `stopAtDivergence`
 * the work ends there, else the other paths are finished.
 */
export async function applyFiles(
  host: Host,
  operationId: string,
  steps: readonly FileStep[],
  stopAtDivergence: boolean,
): Promise<Applied> {
  const diverged: Work['diverged'] = [];
  try {
    if (steps.length === 0) return { diverged, failure: null };
    await makeFolder(host.fs, stageFolder(host, operationId));
    const stage = await openStage(host, operationId);
    const touched = new Set<string>();
    const moving = new Set<string>(steps.map(({ path }) => path));
    const work: Work = { host, stage, touched, diverged, stopAtDivergence, moving, seenFolders: new Set() };
    for (const batch of batchesOf(inSafeOrder(steps))) {
      const failure = await applyBatch(work, batch);
      if (failure !== null) return { diverged, failure };
    }
    await syncFolders(host, touched);
    return { diverged, failure: null };
  } catch (error) {
    return { diverged, failure: diskFailure(error, host.place.root) };
  }
}

const hasContent = ({ post }: FileStep): boolean => post.kind === 'file' || post.kind === 'symlink';

/** Arriving contents need each other as little as removed ones; folders come and go in their order. */
function kindOf(step: FileStep): 'arrives' | 'goes' | 'folder' {
  if (hasContent(step)) return 'arrives';
  return step.post.kind === 'absent' && step.pre.kind !== 'directory' ? 'goes' : 'folder';
}

/** A file system frees one replaced file at a time slowly, and several at once as quickly as one. */
const atOnce = 8;

/** The order stays; neighbours that do not need each other go together, as far as they may. */
function batchesOf(steps: readonly FileStep[]): NumberedStep[][] {
  const batches: NumberedStep[][] = [];
  let open: NumberedStep[] = [];
  let bytes = 0;
  for (const [number, step] of steps.entries()) {
    const size = step.post.kind === 'file' ? step.post.sizeBytes : 0;
    const last = open.at(-1);
    const alike = last !== undefined && kindOf(step) === kindOf(last.step);
    if (!alike || open.length >= batchSteps || bytes + size > batchBytes) {
      batches.push((open = []));
      bytes = 0;
    }
    open.push({ step, number });
    bytes += size;
  }
  return batches;
}

/** Null: all of it is done, or left to somebody else's edit. */
async function applyBatch(work: Work, batch: readonly NumberedStep[]): Promise<Failure | null> {
  const { stage } = work;
  const going: NumberedStep[] = [];
  work.seenFolders = new Set();
  for (const one of batch) {
    const early = hasContent(one.step) ? await judge(work, one.step) : 'go';
    const failure = early === 'go' ? null : settle(work, one.step, early);
    if (failure !== null) return failure;
    if (early === 'go') going.push(one);
  }
  try {
    const failed = await stage.put(going.filter(({ step }) => hasContent(step)));
    if (failed !== null) return failed;
    // Staging took time: everything is looked at again.
    work.seenFolders = new Set();
    let failure: Failure | null = null;
    const [first] = going;
    const together = first === undefined || kindOf(first.step) === 'folder' ? 1 : atOnce;
    await inParallel(going, together, async (one) => {
      // Nothing new is begun after a failure; what is at work ends.
      if (failure === null) failure = settle(work, one.step, await applyStep(work, one)) ?? failure;
    });
    return failure;
  } finally {
    await stage.drop();
  }
}

type StepOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'diverged'; readonly found: Entry }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** Null: the work goes on. */
function settle(work: Work, { path }: FileStep, outcome: StepOutcome): Failure | null {
  if (outcome.kind === 'done') return null;
  if (outcome.kind === 'failed') return outcome.failure;
  work.diverged.push({ path, found: outcome.found });
  return work.stopAtDivergence ? { code: 'file-changed-since', path, paths: [path] } : null;
}

async function applyStep(work: Work, { step, number }: NumberedStep): Promise<StepOutcome> {
  const { host, stage } = work;
  const target = `${host.place.root}/${step.path}`;
  try {
    // As late as can be.
    const late = await judge(work, step);
    if (late !== 'go') return late;
    await putInPlace(host, step, stage.pathOf(number), target);
    stage.placed(number);
    work.touched.add(parentOf(target));
    const { seenFolders } = work;
    const after = await readEntry(host.fs, host.place.root, step.path, { seenFolders });
    if (!after.ok) return { kind: 'failed', failure: after.failure };
    if (sameEntry(after.value.entry, step.post) || leftNonEmpty(step, after.value.entry)) return { kind: 'done' };
    return { kind: 'diverged', found: after.value.entry };
  } catch (error) {
    return { kind: 'failed', failure: diskFailure(error, step.path) };
  }
}

/** Whether a path is still as it was before; bytes that nobody of us wrote are never overwritten. */
async function judge(work: Work, step: FileStep): Promise<StepOutcome | 'go'> {
  if (isTired()) {
    await rest();
    work.seenFolders = new Set();
  }
  const { host, seenFolders } = work;
  const now = await readEntry(host.fs, host.place.root, step.path, { seenFolders });
  if (!now.ok) return judgeBelowLink(work, step, now.failure);
  if (sameEntry(now.value.entry, step.post)) return { kind: 'done' };
  if (sameEntry(now.value.entry, step.pre) || isBetween(step, now.value.entry)) return 'go';
  return { kind: 'diverged', found: now.value.entry };
}

/** Below a link of the same operation: what was to go went with its folder; nothing is ever written through it. */
async function judgeBelowLink({ host, moving }: Work, step: FileStep, failure: Failure): Promise<StepOutcome> {
  const now = await readPlanned(host, step.path, moving);
  if (!now.ok || now.value.entry.kind !== 'absent') return { kind: 'failed', failure };
  return step.post.kind === 'absent' ? { kind: 'done' } : { kind: 'diverged', found: now.value.entry };
}

/** A folder cannot replace a file in one step, nor the other way round: in between there is nothing. */
export const isBetween = (step: FileStep, found: Entry): boolean =>
  found.kind === 'absent' &&
  step.post.kind !== 'absent' &&
  step.pre.kind !== 'absent' &&
  (step.pre.kind === 'directory') !== (step.post.kind === 'directory');

/** A folder that an undone operation had made stays when somebody put something into it. */
const leftNonEmpty = (step: FileStep, found: Entry): boolean =>
  step.pre.kind === 'directory' && step.post.kind === 'absent' && found.kind === 'directory';

async function putInPlace(host: Host, step: FileStep, staged: string | null, target: string): Promise<void> {
  const { fs } = host;
  switch (step.post.kind) {
    case 'file':
    case 'symlink':
      if (step.pre.kind === 'directory' && (await fs.lstat(target))?.kind === 'directory') await fs.rmdir(target);
      if (staged === null) throw new Error('a content is staged before it is put in place');
      // Where nothing was, nothing is freed: the disk has no reason to make us wait.
      if (step.pre.kind === 'absent' && fs.now !== undefined && fs.platform !== 'win32')
        return fs.now.rename(staged, target);
      return renamePatiently(fs, staged, target);
    case 'directory':
      await removeIfThere(fs, target);
      return fs.mkdir(target, 0o777);
    case 'absent':
      if (step.pre.kind === 'directory') return removeFolderIfEmpty(host, target);
      return fs.unlink(target);
    case 'other':
      throw new Error('a pipe or a device is never made');
  }
}

async function removeFolderIfEmpty(host: Host, target: string): Promise<void> {
  try {
    await host.fs.rmdir(target);
  } catch (error) {
    if (errorCode(error) !== 'ENOTEMPTY' && errorCode(error) !== 'EEXIST') throw error;
  }
}

/** Makes changed names durable. A folder may be gone again by a later step of the same work. */
async function syncFolders(host: Host, touched: ReadonlySet<string>): Promise<void> {
  // Windows has no folders to sync.
  if (host.fs.platform === 'win32') return;
  const byDevice = new Map<number, string[]>();
  for (const folder of touched) {
    const found = await host.fs.lstat(folder);
    if (found?.kind !== 'directory') continue;
    const beside = byDevice.get(found.device);
    if (beside === undefined) byDevice.set(found.device, [folder]);
    else beside.push(folder);
  }
  for (const folders of byDevice.values()) await host.fs.syncAll(folders[0] ?? host.place.root, folders);
}
