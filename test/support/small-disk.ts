import { execFile } from 'node:child_process';
import { mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { errorCode } from '../../src/engine/files/file-system';

const run = promisify(execFile);

/** A disk of its own that can really be filled; in memory. */
export interface SmallDisk {
  readonly folder: string;
  /** Takes every free byte, except this many. */
  fill(leaveBytes?: number): Promise<void>;
  /** Gives back what `fill` took. */
  empty(): Promise<void>;
  remove(): Promise<void>;
}

/** Null where this process may not mount. `inodes`: files, folders and links that fit; as many as the system likes unless told. */
export async function smallDisk(megabytes: number, inodes?: number): Promise<SmallDisk | null> {
  if (process.platform !== 'linux' || process.getuid?.() !== 0) return null;
  const folder = await mkdtemp(join(tmpdir(), 'selvedge-disk-'));
  try {
    const options = `size=${megabytes}m${inodes === undefined ? '' : `,nr_inodes=${inodes}`}`;
    await run('mount', ['-t', 'tmpfs', '-o', options, 'tmpfs', folder]);
  } catch {
    await rm(folder, { recursive: true });
    return null;
  }
  const filler = join(folder, 'filler');
  return {
    folder,
    fill: async (leaveBytes = 0) => {
      const file = await open(filler, 'a');
      try {
        for (let size = 1 << 20; size >= 4_096;) {
          const done = await file.write(Buffer.alloc(size, 1)).catch((error: unknown) => {
            if (errorCode(error) !== 'ENOSPC') throw error;
            return null;
          });
          if (done === null || done.bytesWritten < size) size /= 2;
        }
        const { size } = await file.stat();
        await file.truncate(Math.max(0, size - leaveBytes));
      } finally {
        await file.close();
      }
    },
    empty: () => rm(filler, { force: true }),
    remove: async () => {
      await run('umount', ['--lazy', folder]);
      await rm(folder, { recursive: true });
    },
  };
}
