import type { DiskNow } from './file-system';
import { errorCode } from './file-system';
import { sameLook } from './remembered';
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

/**
 * Looks at every file of a list: 1 where it looks as it is said there, 0 where it has to be looked at again, for
 * whatever reason. A path below a link is not the project's: 0.
 */
export function lookAtList(now: Pick<DiskNow, 'lstat'>, root: string, { paths, numbers }: LookList): Uint8Array {
  const alike = new Uint8Array(numbers.length / columns);
  const plain = new Map<string, boolean>();
  const isPlain = (folder: string): boolean => {
    const known = plain.get(folder);
    if (known !== undefined) return known;
    const above = folder.lastIndexOf('/');
    const found = (above < 0 || isPlain(folder.slice(0, above))) && kindOf(now, `${root}/${folder}`) === 'directory';
    plain.set(folder, found);
    return found;
  };
  let row = 0;
  for (let from = 0; from < paths.length; row += 1) {
    const end = paths.indexOf('\0', from);
    const path = paths.slice(from, end);
    const folder = path.lastIndexOf('/');
    if (folder < 0 || isPlain(path.slice(0, folder)))
      alike[row] = looksSo(now, `${root}/${path}`, numbers, row) ? 1 : 0;
    from = end + 1;
  }
  return alike;
}

function looksSo(now: Pick<DiskNow, 'lstat'>, place: string, numbers: Float64Array, row: number): boolean {
  const at = (column: number): number => numbers[row * columns + column] ?? 0;
  const found = lookAt(now, place);
  if (found?.kind !== 'file' || found.mode !== at(5)) return false;
  return sameLook({ sizeBytes: at(0), modifiedMs: at(1), changedMs: at(2), inode: at(3), device: at(4) }, found);
}

const kindOf = (now: Pick<DiskNow, 'lstat'>, place: string): string | null => lookAt(now, place)?.kind ?? null;

/** Null: there is nothing, or the disk does not say. */
function lookAt(now: Pick<DiskNow, 'lstat'>, place: string): ReturnType<DiskNow['lstat']> {
  try {
    return now.lstat(place);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  }
}
