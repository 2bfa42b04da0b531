import type { ProjectPath } from '../../contract/basics';
import { ok } from '../../contract/call';
import type { Failure } from '../../contract/failure';
import { absent, fileEntry, readEntry, smallBytes } from './entry';
import type { Entry, ReadEntry } from './entry';
import type { FileStat, FileSystem } from './file-system';
import { errorCode } from './file-system';
import type { LooksAlike } from './look-threads';
import { absolutePathNow } from './project-path';
import { isAtHand, isWorthRemembering, sameLook, trustIn } from './remembered';
import type { AtHand, Remembered } from './remembered';
import { isTired, rest } from './slices';
import type { ReadMemory } from './stat-memory';

export interface ReadManyOptions extends AtHand {
  readonly limitBytes: number;
  readonly signal: AbortSignal;
  readonly memory: ReadMemory;
  /** Of the machine whose disk is read: it is compared with the files' times. */
  readonly clock: () => number;
  /** Reads again what a change that shows in no times may have met; see `trustIn`. */
  readonly exactly: boolean;
  /** What was found by looking at all that is remembered, a moment ago. */
  readonly looksAlike: LooksAlike;
  /** `bytes` null: a link's target apart, they are remembered and at hand. */
  each(path: ProjectPath, entry: Entry, bytes: Buffer | null): Promise<void> | null;
  /** A file that could not be read, or is too large. */
  failed(failure: Failure): void;
}

/** Looks at many paths of the working tree, in slices that leave the process responsive. False: cancelled. */
export async function readMany(
  fs: FileSystem,
  root: string,
  paths: readonly ProjectPath[],
  options: ReadManyOptions,
): Promise<boolean> {
  const { signal } = options;
  let seenFolders = new Set<string>();
  for (const path of paths) {
    if (isTired()) {
      await rest();
      if (signal.aborted) return false;
      seenFolders = new Set();
    }
    const known = options.memory.get(path);
    const atHand = known !== undefined && isTrusted(known, options) && isAtHand(known, options) ? known : null;
    const seen = atHand !== null && options.looksAlike(atHand);
    const look = seen ? null : lookNow(fs, root, path, seenFolders);
    // Most files are known: nothing is waited for.
    const stat = look?.stat ?? null;
    const same = seen || (stat !== null && atHand !== null && isSame(atHand, stat));
    const found = same ? null : await readAnew(fs, root, path, look, options, seenFolders);
    if (found?.ok === false) {
      options.failed(found.failure);
      continue;
    }
    const taken = options.each(path, found?.value.entry ?? atHand?.entry ?? absent, found?.value.bytes ?? null);
    if (taken !== null) await taken;
  }
  return !signal.aborted;
}

const isSame = ({ stat, entry }: Remembered, found: FileStat): boolean =>
  sameLook(stat, found) && entry.mode === found.mode;

function isTrusted(known: Remembered, { clock, exactly }: ReadManyOptions): boolean {
  const trust = trustIn(known, clock());
  return trust === 'settled' || (trust === 'young' && !exactly);
}

async function readAnew(
  fs: FileSystem,
  root: string,
  path: string,
  look: Look | null,
  { memory, limitBytes, clock }: ReadManyOptions,
  seenFolders: Set<string>,
): Promise<ReadEntry> {
  if (look === null) return readEntry(fs, root, path, { limitBytes, seenFolders });
  const { stat } = look;
  if (stat === null) return ok({ entry: absent, bytes: null });
  const readAtMs = clock();
  const small = stat.sizeBytes <= Math.min(smallBytes, limitBytes);
  const bytes = small ? (fs.now?.read(look.place, stat.sizeBytes) ?? null) : null;
  const found =
    bytes === null ? await readEntry(fs, root, path, { limitBytes, seenFolders }) : ok(fileEntry(bytes, stat.mode));
  const entry = found.ok ? found.value.entry : absent;
  // Looked at before it was read: what changed in between has other times than these.
  if (entry.kind === 'file' && isWorthRemembering(stat, readAtMs)) memory.set(path, { stat, entry, readAtMs });
  else memory.delete(path);
  return found;
}

interface Look {
  readonly place: string;
  /** Null: there is nothing. */
  readonly stat: FileStat | null;
}

/** Null: something else than a regular file, or the disk cannot be asked so. */
function lookNow(fs: FileSystem, root: string, path: string, seenFolders: Set<string>): Look | null {
  if (fs.now === undefined) return null;
  const place = absolutePathNow(fs.platform, fs.now, root, path, seenFolders);
  if (!place.ok) return null;
  try {
    const stat = fs.now.lstat(place.value);
    return stat === null || stat.kind === 'file' ? { place: place.value, stat } : null;
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  }
}
