import type { DiskNow, FileStat } from './file-system';
import { errorCode } from './file-system';
import type { Remembered } from './remembered';

/** What a thread is told to look for: paths ended by NUL each, and six numbers for each of them. */
export interface LookList {
  readonly paths: string;
  readonly numbers: Float64Array;
}

const columns = 6;

export function toLookList(rows: readonly (readonly [string, Remembered])[]): LookList {
  const numbers = new Float64Array(rows.length * columns);
  rows.forEach(([, { stat, entry }], row) => {
    const { sizeBytes, modifiedMs, changedMs, inode, device } = stat;
    numbers.set([sizeBytes, modifiedMs, changedMs, inode, device, entry.mode], row * columns);
  });
  return { paths: rows.map(([path]) => `${path}\0`).join(''), numbers };
}

/** A list with all that can be worked out before the look, which is waited for. */
interface ReadyList {
  readonly numbers: Float64Array;
  /** Absolute, as many as rows. */
  readonly places: readonly string[];
  /** Of each row its place among the folders; -1: the working tree's own. */
  readonly folderOf: Int32Array;
  /** The outer ones first. `within`: as in `folderOf`. */
  readonly folders: readonly { readonly place: string; readonly within: number }[];
}

export function readyList(root: string, { paths, numbers }: LookList): ReadyList {
  const folders: { place: string; within: number }[] = [];
  const known = new Map<string, number>();
  const folderAt = (folder: string): number => {
    const found = folder === '' ? -1 : known.get(folder);
    if (found !== undefined) return found;
    const within = folderAt(folder.slice(0, Math.max(0, folder.lastIndexOf('/'))));
    known.set(folder, folders.length);
    return folders.push({ place: `${root}/${folder}`, within }) - 1;
  };
  const rows = paths.split('\0').slice(0, -1);
  const folderOf = Int32Array.from(rows, (path) => folderAt(path.slice(0, Math.max(0, path.lastIndexOf('/')))));
  return { numbers, places: rows.map((path) => `${root}/${path}`), folderOf, folders };
}

/**
 * Looks at every file of a list: 1 where it looks as it is said there, 0 where it has to be looked at again, for
 * whatever reason. A path below a link is not the project's: 0.
 */
export function lookAtList(now: Pick<DiskNow, 'lstat'>, { numbers, places, folderOf, folders }: ReadyList): Uint8Array {
  const plain: boolean[] = [];
  for (const { place, within } of folders)
    plain.push((within < 0 || plain[within] === true) && lookAt(now, place)?.kind === 'directory');
  const alike = new Uint8Array(places.length);
  places.forEach((place, row) => {
    const folder = folderOf[row] ?? -1;
    if ((folder < 0 || plain[folder] === true) && isSo(lookAt(now, place), numbers, row * columns)) alike[row] = 1;
  });
  return alike;
}

/** Everything that `sameLook` compares, and the mode. */
const isSo = (found: FileStat | null, numbers: Float64Array, at: number): boolean =>
  found?.kind === 'file' &&
  found.sizeBytes === numbers[at] &&
  found.modifiedMs === numbers[at + 1] &&
  found.changedMs === numbers[at + 2] &&
  found.inode === numbers[at + 3] &&
  found.device === numbers[at + 4] &&
  found.mode === numbers[at + 5];

/** Null: there is nothing, or the disk does not say. */
function lookAt(now: Pick<DiskNow, 'lstat'>, place: string): FileStat | null {
  try {
    return now.lstat(place);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  }
}
