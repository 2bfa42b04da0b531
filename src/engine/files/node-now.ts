import {
  closeSync,
  constants,
  fchmodSync,
  fstatSync,
  lstatSync,
  openSync,
  readSync,
  readdirSync,
  readlinkSync,
  renameSync,
  unlinkSync,
  writeSync,
} from 'node:fs';
import type { DiskNow, FileStat } from './file-system';
import { errorCode } from './file-system';
import { kindOf, toQuickStat, toStat } from './node-stat';
import { pathFromBytes, toDisk } from './path-bytes';

// O_NOFOLLOW and O_NONBLOCK do not exist on Windows, where they read as undefined.
export const guarded = (constants.O_NOFOLLOW ?? 0) | (constants.O_NONBLOCK ?? 0);

/** The real disk, without waiting. */
export const diskNow: DiskNow = {
  lstat: lstatNow,
  read: readNow,
  readlink: (path) => pathFromBytes(readlinkSync(toDisk(path), { encoding: 'buffer' })),
  readdir: (path) =>
    readdirSync(toDisk(path), { encoding: 'buffer', withFileTypes: true }).map((found) => ({
      name: pathFromBytes(found.name),
      kind: kindOf(found),
    })),
  create: (path, mode) => {
    const handle = openSync(toDisk(path), constants.O_WRONLY | constants.O_CREAT | constants.O_EXCL | guarded, mode);
    return {
      write: (from, offset, length) => writeSync(handle, from, offset, length, null),
      chmod: (wanted) => fchmodSync(handle, wanted),
      stat: () => toStat(fstatSync(handle, { bigint: true })),
      close: () => closeSync(handle),
    };
  },
  rename: (from, to) => renameSync(toDisk(from), toDisk(to)),
  unlink: (path) => unlinkSync(toDisk(path)),
};

function lstatNow(path: string): FileStat | null {
  try {
    const found = lstatSync(toDisk(path), { throwIfNoEntry: false });
    return found === undefined ? null : toQuickStat(found);
  } catch (error) {
    if (errorCode(error) === 'ENOTDIR') return null;
    throw error;
  }
}

function readNow(path: string, sizeBytes: number): Buffer | null {
  let handle: number | null = null;
  try {
    handle = openSync(toDisk(path), constants.O_RDONLY | guarded);
    // One byte more than promised shows growth.
    const bytes = Buffer.allocUnsafe(sizeBytes + 1);
    const got = readSync(handle, bytes, 0, bytes.length, 0);
    return got === sizeBytes ? bytes.subarray(0, got) : null;
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  } finally {
    if (handle !== null) closeSync(handle);
  }
}
