import { constants, promises as disk } from 'node:fs';
import type { FileHandle } from 'node:fs/promises';
import type { FileSystem, OpenFile } from './file-system';
import { errorCode } from './file-system';
import { diskNow, guarded } from './node-now';
import { toStat } from './node-stat';
import { pathFromBytes, toDisk } from './path-bytes';
import { isKnownHere, syncAll } from './sync-all';

/** The real disk. */
export function nodeFileSystem(platform: NodeJS.Platform = process.platform): FileSystem {
  return {
    platform,
    open: async (path, how, mode = 0o666) => openFile(await disk.open(toDisk(path), openFlags(how), mode)),
    lstat: async (path) => {
      try {
        return toStat(await disk.lstat(toDisk(path), { bigint: true }));
      } catch (error) {
        const code = errorCode(error);
        if (code === 'ENOENT' || code === 'ENOTDIR') return null;
        throw error;
      }
    },
    readdir: async (path) => (await disk.readdir(toDisk(path), { encoding: 'buffer' })).map(pathFromBytes),
    readlink: async (path) => pathFromBytes(await disk.readlink(toDisk(path), { encoding: 'buffer' })),
    symlink: (target, path) => disk.symlink(toDisk(target), toDisk(path)),
    rename: (from, to) => disk.rename(toDisk(from), toDisk(to)),
    link: (existing, path) => disk.link(toDisk(existing), toDisk(path)),
    unlink: (path) => disk.unlink(toDisk(path)),
    mkdir: async (path, mode) => void (await disk.mkdir(toDisk(path), { mode })),
    rmdir: (path) => disk.rmdir(toDisk(path)),
    chmod: (path, mode) => disk.chmod(toDisk(path), mode),
    chown: (path, uid, gid) => disk.lchown(toDisk(path), uid, gid),
    setModified: (path, atMs) => disk.utimes(toDisk(path), atMs / 1000, atMs / 1000),
    syncDirectory: (path) => syncDirectory(path, platform),
    mayWrite: async (folder) => {
      try {
        await disk.access(toDisk(folder), constants.W_OK | constants.X_OK);
        return true;
      } catch {
        // For whatever reason: the answer is no.
        return false;
      }
    },
    freeSpace: async (path) => {
      const found = await disk.statfs(toDisk(path));
      // Some file systems (btrfs) count no file slots and say 0 of 0.
      return { bytes: found.bavail * found.bsize, files: found.files === 0 ? Number.MAX_SAFE_INTEGER : found.ffree };
    },
    tellsNewNames: (folder) => isKnownHere(folder, platform),
    syncAll: (folder, paths) => syncAll(folder, paths, platform),
    now: diskNow,
  };
}

function openFlags(how: 'read' | 'create' | 'append' | 'update'): number {
  switch (how) {
    case 'read':
      return constants.O_RDONLY | guarded;
    case 'create':
      return constants.O_RDWR | constants.O_CREAT | constants.O_EXCL | guarded;
    case 'append':
      return constants.O_RDWR | constants.O_CREAT | constants.O_APPEND | guarded;
    case 'update':
      return constants.O_RDWR | guarded;
  }
}

function openFile(handle: FileHandle): OpenFile {
  return {
    read: async (into, offset, length, position) => (await handle.read(into, offset, length, position)).bytesRead,
    write: async (from, offset, length, position) => (await handle.write(from, offset, length, position)).bytesWritten,
    sync: () => handle.sync(),
    truncate: (sizeBytes) => handle.truncate(sizeBytes),
    chmod: (mode) => handle.chmod(mode),
    stat: async () => toStat(await handle.stat({ bigint: true })),
    close: () => handle.close(),
  };
}

async function syncDirectory(path: string, platform: NodeJS.Platform): Promise<void> {
  if (platform === 'win32') return;
  const handle = await disk.open(toDisk(path), constants.O_RDONLY | constants.O_DIRECTORY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
