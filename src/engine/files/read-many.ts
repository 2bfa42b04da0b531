import type { ContentHash, ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { Failure } from '../../contract/failure';
import { absent, readEntry } from './entry';
import type { Entry } from './entry';
import type { FileStat, FileSystem } from './file-system';
import { hashBytes } from './hash';
import { absolutePath } from './project-path';

/** What was read of unchanged files before: saves reading them again. Lives as long as the process. */
export type ReadMemory = Map<string, { readonly stat: FileStat; readonly hash: ContentHash }>;

export interface ReadManyOptions {
  readonly limitBytes: number;
  readonly signal: AbortSignal;
  readonly memory: ReadMemory;
  /** Whether the bytes of a remembered content are at hand; if not, it is read again. */
  readonly has: (hash: ContentHash) => boolean;
  /** `bytes` null: a link's target apart, they are remembered and at hand. */
  each(path: ProjectPath, entry: Entry, bytes: Buffer | null): Promise<void>;
  /** A file that could not be read, or is too large. */
  failed(failure: Failure): void;
}

/** How long the process may be busy before it looks up. */
const sliceMs = 15;
/** A file written this short before it was read may change again without its times showing it. */
const racyMs = 2_000;
/** Larger files are read without holding up the process. */
const smallBytes = 256_000;

/**
 * Looks at many paths of the working tree, in slices that leave the process responsive. False: cancelled.
 *
 * Small files are read synchronously, which is ten times as quick as one promise after the other.
 */
export async function readMany(
  fs: FileSystem,
  root: string,
  paths: readonly ProjectPath[],
  options: ReadManyOptions,
): Promise<boolean> {
  const seenFolders = new Set<string>();
  let sliceEnd = performance.now() + sliceMs;
  for (const path of paths) {
    if (performance.now() > sliceEnd) {
      await new Promise((resume) => setImmediate(resume));
      if (options.signal.aborted) return false;
      sliceEnd = performance.now() + sliceMs;
    }
    const found = (await readQuickly(fs, root, path, options, seenFolders)) ?? (await slowly(fs, root, path, options));
    if (found.ok) await options.each(path, found.value.entry, found.value.bytes);
    else options.failed(found.failure);
  }
  return !options.signal.aborted;
}

type Read = Result<{ readonly entry: Entry; readonly bytes: Buffer | null }>;

const slowly = (fs: FileSystem, root: string, path: ProjectPath, options: ReadManyOptions): Promise<Read> =>
  readEntry(fs, root, path, { limitBytes: options.limitBytes });

/** Null: no case for the quick way. */
async function readQuickly(
  fs: FileSystem,
  root: string,
  path: ProjectPath,
  { memory, has }: ReadManyOptions,
  seenFolders: Set<string>,
): Promise<Read | null> {
  if (fs.now === undefined) return null;
  const cut = path.lastIndexOf('/');
  if (cut >= 0 && !seenFolders.has(`${root}/${path.slice(0, cut)}`)) {
    const place = await absolutePath(fs, root, path, seenFolders);
    if (!place.ok) return place;
  }
  const full = `${root}/${path}`;
  const stat = fs.now.lstat(full);
  if (stat === null) return ok({ entry: absent, bytes: null });
  if (stat.kind !== 'file' || stat.sizeBytes > smallBytes) return null;
  const known = memory.get(path);
  if (known !== undefined && sameStat(known.stat, stat) && has(known.hash))
    return ok({ entry: { kind: 'file', hash: known.hash, sizeBytes: stat.sizeBytes, mode: stat.mode }, bytes: null });
  const bytes = fs.now.read(full, stat.sizeBytes);
  if (bytes === null) return null;
  const hash = hashBytes(bytes);
  if (Date.now() - Math.max(stat.modifiedMs, stat.changedMs) > racyMs) memory.set(path, { stat, hash });
  else memory.delete(path);
  return ok({ entry: { kind: 'file', hash, sizeBytes: bytes.length, mode: stat.mode }, bytes });
}

const sameStat = (one: FileStat, two: FileStat): boolean =>
  one.sizeBytes === two.sizeBytes &&
  one.modifiedMs === two.modifiedMs &&
  one.changedMs === two.changedMs &&
  one.inode === two.inode &&
  one.device === two.device;
