import type { ProjectPath } from '../../contract/basics';
import type { Failure } from '../../contract/failure';
import { createFile, makeFolder, parentOf, removeIfThere, renamePatiently } from '../files/durable';
import { readEntry, sameEntry } from '../files/entry';
import type { Entry } from '../files/entry';
import { errorCode } from '../files/file-system';
import { pathFromBytes } from '../files/path-bytes';
import { absolutePath } from '../files/project-path';
import type { Host } from './host';
import { stageFolder } from './intent';
import type { FileStep } from './intent';

export interface Applied {
  /** Neither before nor after: somebody else changed them. Left as they are. */
  readonly diverged: readonly { readonly path: ProjectPath; readonly found: Entry }[];
  /** The first thing that went wrong; nothing was tried after it. */
  readonly failure: Failure | null;
}

/**
 * Carries out steps whose contents lie in the vault. Can be repeated: what is already done is left alone.
 *
 * Right before a path is replaced it is read again; what is neither `pre` nor `post` is never overwritten. With
 * `stopAtDivergence` the work ends there, else the other paths are finished.
 */
export async function applyFiles(
  host: Host,
  operationId: string,
  steps: readonly FileStep[],
  stopAtDivergence: boolean,
): Promise<Applied> {
  const touched = new Set<string>();
  const diverged: { path: ProjectPath; found: Entry }[] = [];
  try {
    if (steps.length > 0) await makeFolder(host.fs, stageFolder(host, operationId));
    for (const [number, step] of inSafeOrder(steps).entries()) {
      const outcome = await applyStep(host, operationId, step, number, touched);
      if (outcome.kind === 'failed') return { diverged, failure: outcome.failure };
      if (outcome.kind === 'diverged') diverged.push({ path: step.path, found: outcome.found });
      if (outcome.kind === 'diverged' && stopAtDivergence)
        return { diverged, failure: { code: 'file-changed-since', path: step.path, paths: [step.path] } };
    }
    for (const folder of touched) await syncFolder(host, folder);
    return { diverged, failure: null };
  } catch (error) {
    return { diverged, failure: diskFailure(error, host.place.root) };
  }
}

type StepOutcome =
  | { readonly kind: 'done' }
  | { readonly kind: 'diverged'; readonly found: Entry }
  | { readonly kind: 'failed'; readonly failure: Failure };

async function applyStep(
  host: Host,
  operationId: string,
  step: FileStep,
  number: number,
  touched: Set<string>,
): Promise<StepOutcome> {
  const place = await absolutePath(host.fs, host.place.root, step.path);
  if (!place.ok) return { kind: 'failed', failure: place.failure };
  try {
    const early = await judge(host, step);
    if (early !== 'go') return early;
    const staged = await stageStep(host, operationId, step, number, place.value);
    if (!staged.ok) return { kind: 'failed', failure: staged.failure };
    // Again, as late as can be: staging took time.
    const late = await judge(host, step);
    if (late !== 'go') {
      if (staged.path !== null) await removeIfThere(host.fs, staged.path);
      return late;
    }
    await putInPlace(host, step, staged.path, place.value);
    touched.add(parentOf(place.value));
    const after = await readEntry(host.fs, host.place.root, step.path);
    if (!after.ok) return { kind: 'failed', failure: after.failure };
    if (sameEntry(after.value.entry, step.post) || leftNonEmpty(step, after.value.entry)) return { kind: 'done' };
    return { kind: 'diverged', found: after.value.entry };
  } catch (error) {
    return { kind: 'failed', failure: diskFailure(error, step.path) };
  }
}

/** Whether a path is still as it was before; bytes that nobody of us wrote are never overwritten. */
async function judge(host: Host, step: FileStep): Promise<StepOutcome | 'go'> {
  const now = await readEntry(host.fs, host.place.root, step.path);
  if (!now.ok) return { kind: 'failed', failure: now.failure };
  if (sameEntry(now.value.entry, step.post)) return { kind: 'done' };
  if (sameEntry(now.value.entry, step.pre) || isBetween(step, now.value.entry)) return 'go';
  return { kind: 'diverged', found: now.value.entry };
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

type Staged = { readonly ok: true; readonly path: string | null } | { readonly ok: false; readonly failure: Failure };

/** Puts the new content beside, durable; a rename is all that is left. Null: there is no content. */
async function stageStep(
  host: Host,
  operationId: string,
  step: FileStep,
  number: number,
  target: string,
): Promise<Staged> {
  if (step.post.kind !== 'file' && step.post.kind !== 'symlink') return { ok: true, path: null };
  const bytes = await host.vault.read(step.post.hash);
  if (!bytes.ok) return bytes;
  const path = await stagePath(host, operationId, number, target);
  await removeIfThere(host.fs, path);
  if (step.post.kind === 'symlink') await host.fs.symlink(pathFromBytes(bytes.value), path);
  else {
    await createFile(host.fs, path, bytes.value, { mode: step.post.mode, sync: true });
    await keepOwner(host, target, path);
  }
  return { ok: true, path };
}

/** In git's folder, unseen by watchers and status; beside the target where a rename could not reach it. */
async function stagePath(host: Host, operationId: string, number: number, target: string): Promise<string> {
  const folder = stageFolder(host, operationId);
  const stageDevice = (await host.fs.lstat(folder))?.device;
  const parent = await host.fs.lstat(parentOf(target));
  if (parent === null || parent.device === stageDevice) return `${folder}/${number}`;
  return `${parentOf(target)}/.selvedge-${operationId}-${number}`;
}

/** A replaced file keeps its owner where we may say so; an unprivileged person's files become theirs. */
async function keepOwner(host: Host, target: string, staged: string): Promise<void> {
  const before = await host.fs.lstat(target);
  const now = await host.fs.lstat(staged);
  if (before?.kind !== 'file' || now === null || (before.uid === now.uid && before.gid === now.gid)) return;
  try {
    await host.fs.chown(staged, before.uid, before.gid);
  } catch (error) {
    if (errorCode(error) !== 'EPERM') throw error;
  }
}

async function putInPlace(host: Host, step: FileStep, staged: string | null, target: string): Promise<void> {
  switch (step.post.kind) {
    case 'file':
    case 'symlink':
      if ((await host.fs.lstat(target))?.kind === 'directory') await host.fs.rmdir(target);
      if (staged !== null) await renamePatiently(host.fs, staged, target);
      return;
    case 'directory':
      await removeIfThere(host.fs, target);
      return host.fs.mkdir(target, 0o777);
    case 'absent':
      if (step.pre.kind !== 'directory') return host.fs.unlink(target);
      return removeFolderIfEmpty(host, target);
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

/** The folder may be gone again by a later step of the same work. */
async function syncFolder(host: Host, folder: string): Promise<void> {
  if ((await host.fs.lstat(folder))?.kind === 'directory') await host.fs.syncDirectory(folder);
}

/**
 * What stands in the way goes first, then folders, contents, removals, emptied folders.
 *
 * In the way: a path that is a parent of another one (`a` becomes `a/b`, or back), or that a file system without
 * regard for case or accents takes for the same name.
 */
export function inSafeOrder(steps: readonly FileStep[]): FileStep[] {
  const arriving = steps.filter((step) => step.post.kind !== 'absent');
  const folded = new Set(arriving.map((step) => fold(step.path)));
  const parents = new Set(arriving.flatMap((step) => parentsOf(fold(step.path))));
  const rank = (step: FileStep): number => {
    const leaving = step.post.kind === 'absent';
    if (leaving && (blocks(step.path, folded) || parents.has(fold(step.path)))) return 0;
    if (leaving && folded.has(fold(step.path))) return 0;
    if (step.post.kind === 'directory') return 1;
    if (!leaving) return 2;
    return step.pre.kind === 'directory' ? 4 : 3;
  };
  const depth = (path: string): number => path.split('/').length;
  const ranked = steps.map((step) => ({ step, rank: rank(step) }));
  ranked.sort((a, b) => {
    if (a.rank !== b.rank) return a.rank - b.rank;
    const deeperFirst = a.rank === 0 || a.rank === 4;
    const byDepth = depth(a.step.path) - depth(b.step.path);
    if (byDepth !== 0) return deeperFirst ? -byDepth : byDepth;
    return a.step.path < b.step.path ? -1 : 1;
  });
  return ranked.map(({ step }) => step);
}

const fold = (path: string): string => path.normalize('NFC').toLowerCase();

/** Whether a parent of this path is to become something that is no longer a folder, or a file under another name. */
const blocks = (path: string, arriving: ReadonlySet<string>): boolean =>
  parentsOf(fold(path)).some((parent) => arriving.has(parent));

function parentsOf(path: string): string[] {
  const parts = path.split('/');
  return parts.slice(1).map((_, at) => parts.slice(0, at + 1).join('/'));
}

/** A system error in the words of the contract. What is no system error is a bug and thrown on. */
export function diskFailure(error: unknown, path: string): Failure {
  const code = errorCode(error);
  switch (code) {
    case null:
      throw error;
    case 'ENOSPC':
    case 'EDQUOT':
      return { code: 'disk-full', path, neededBytes: null };
    case 'EACCES':
    case 'EPERM':
    case 'EROFS':
      return { code: 'read-only', path };
    default:
      return { code: 'rolled-back', reason: `the disk answered ${code} at ${path}` };
  }
}
