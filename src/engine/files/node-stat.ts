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
    kind: kindOf(found),
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

function kindOf(found: BigIntStats | Stats): FileKind {
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'directory';
  return found.isSymbolicLink() ? 'symlink' : 'other';
}
