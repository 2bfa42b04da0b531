import { constants } from 'node:fs';
import type { BigIntStats, Stats } from 'node:fs';
import type { FileKind, FileStat } from './file-system';

/** What Node says of a file, in the port's words. */
export function toStat(found: BigIntStats): FileStat {
  return {
    kind: kindOf(found),
    mode: Number(found.mode & 0o7777n),
    sizeBytes: Number(found.size),
    // Fractions keep the microseconds that Number can hold.
    modifiedMs: Number(found.mtimeNs) / 1e6,
    changedMs: Number(found.ctimeNs) / 1e6,
    inode: Number(found.ino),
    device: Number(found.dev),
    uid: Number(found.uid),
    gid: Number(found.gid),
    links: Number(found.nlink),
  };
}

/** From numbers instead of big ones, which cost more than the call itself. */
export function toQuickStat(found: Stats): FileStat {
  return {
    kind: kindOfMode(found.mode),
    mode: found.mode & 0o7777,
    sizeBytes: found.size,
    modifiedMs: found.mtimeMs,
    changedMs: found.ctimeMs,
    inode: found.ino,
    device: found.dev,
    uid: found.uid,
    gid: found.gid,
    links: found.nlink,
  };
}

function kindOfMode(mode: number): FileKind {
  const bits = mode & constants.S_IFMT;
  if (bits === constants.S_IFREG) return 'file';
  if (bits === constants.S_IFDIR) return 'directory';
  return bits === constants.S_IFLNK ? 'symlink' : 'other';
}

export function kindOf(found: Pick<BigIntStats, 'isFile' | 'isDirectory' | 'isSymbolicLink'>): FileKind {
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'directory';
  return found.isSymbolicLink() ? 'symlink' : 'other';
}
