import { execFile } from 'node:child_process';
import { existsSync, promises as disk } from 'node:fs';
import { release } from 'node:os';
import { errorCode } from './file-system';
import { inParallel } from './in-parallel';
import { toDisk } from './path-bytes';

/** Fewer are quicker one by one, and do not make the disk write what other programs have pending. */
const fewPaths = 256;
/** More at once gain nothing: the file system gathers what waits into one commit of its journal. */
const atOnce = 16;

/**
 * Makes files and folders of one file system durable.
 *
 * One fsync per path costs a commit of the file system's journal each. For many paths Linux has `syncfs`, which makes
 * everything pending of one file system durable in one go and, since 5.8, tells write errors; Node cannot call it, the
 * `sync` program can. Where that is not certain to mean the same (other systems, older kernels, network and user-space
 * file systems), every path is synced by itself.
 */
export async function syncAll(folder: string, paths: readonly string[], platform: NodeJS.Platform): Promise<void> {
  const program = paths.length < fewPaths ? null : await wholeDiskSync(folder, platform);
  if (program !== null && (await syncFileSystem(program, folder))) return;
  await inParallel(paths, atOnce, (path) => syncOne(path, platform));
}

async function syncOne(path: string, platform: NodeJS.Platform): Promise<void> {
  // Windows syncs only what is open for writing, and has no folders to sync.
  const file = await disk.open(toDisk(path), platform === 'win32' ? 'r+' : 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}

/** ext2 to ext4, xfs, btrfs, f2fs, tmpfs: file systems of the kernel itself, on a disk of this machine. */
const knownTypes = new Set([0xef53, 0x58465342, 0x9123683e, 0xf2f52010, 0x01021994]);

/** Whether a folder lies on one of them. */
export const isKnownHere = async (folder: string, platform: NodeJS.Platform): Promise<boolean> =>
  platform === 'linux' && knownTypes.has((await disk.statfs(toDisk(folder))).type);

async function wholeDiskSync(folder: string, platform: NodeJS.Platform): Promise<string | null> {
  if (!tellsWriteErrors(release()) || !(await isKnownHere(folder, platform))) return null;
  return ['/usr/bin/sync', '/bin/sync'].find((path) => existsSync(path)) ?? null;
}

/** Since Linux 5.8 `syncfs` answers the errors of writing back, as `fsync` does. */
export function tellsWriteErrors(kernel: string): boolean {
  const [, major, minor] = /^(\d+)\.(\d+)/.exec(kernel) ?? [];
  return Number(major) > 5 || (Number(major) === 5 && Number(minor) >= 8);
}

/** False: the program could not even be started. */
function syncFileSystem(program: string, folder: string): Promise<boolean> {
  return new Promise((done, failed) => {
    // A program takes its arguments as UTF-8; a folder of any name is reached by working in it.
    execFile(program, ['-f', '.'], { cwd: folder, env: {} }, (error) => {
      if (error === null) return done(true);
      // An exit code is a number, a failed start has the system's word. After an answer nothing is known to be
      // durable, and trying again would prove nothing.
      if (errorCode(error) === null) failed(Object.assign(new Error(`sync: ${error.message}`), { code: 'EIO' }));
      else done(false);
    });
  });
}
