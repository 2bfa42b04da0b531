import type { BigIntStats } from 'node:fs';
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

function kindOf(found: BigIntStats): FileKind {
  if (found.isFile()) return 'file';
  if (found.isDirectory()) return 'directory';
  return found.isSymbolicLink() ? 'symlink' : 'other';
}
