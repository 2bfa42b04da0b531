import { hostname } from 'node:os';
import { setTimeout as wait } from 'node:timers/promises';
import { removeIfThere, writeAll } from '../files/durable';
import type { FileSystem } from '../files/file-system';
import { errorCode } from '../files/file-system';
import { readBytesIfThere } from '../files/read-bytes';
import { processExists } from './process-identity';

/** A file older than this means nothing to git. */
const oldMs = 12 * 3600 * 1000;
const pauseMs = 50;

export interface GcGuard {
  /** False: a clean-up may be at work all the same. */
  readonly held: boolean;
  release(): Promise<void>;
}

/**
 * Keeps `git gc` away while objects are made that no ref names yet: `gc --prune=now` would delete them, and leave refs
 * that point nowhere. Uses git's own sign for it, `gc.pid`, which a gc respects while the process in it lives.
 *
 * Waits while another gc runs, at most `patienceMs`; then goes on without. A disk that refuses costs only the guard.
 */
export async function holdOffGc(fs: FileSystem, commonDir: string, patienceMs: number): Promise<GcGuard> {
  const path = `${commonDir}/gc.pid`;
  const own = `${process.pid} ${hostname()}`;
  const until = Date.now() + patienceMs;
  for (;;) {
    if (await claim(fs, path, own)) return { held: true, release: () => release(fs, path, own) };
    if (Date.now() >= until) return { held: false, release: () => Promise.resolve() };
    await wait(pauseMs);
  }
}

/** False: a gc is running. */
async function claim(fs: FileSystem, path: string, own: string): Promise<boolean> {
  try {
    const stat = await fs.lstat(path);
    if (stat !== null) {
      const says = (await readBytesIfThere(fs, path, 1_000))?.toString('utf8') ?? '';
      if (Date.now() - stat.modifiedMs < oldMs && isRunning(says, own)) return false;
      await removeIfThere(fs, path);
    }
    const file = await fs.open(path, 'create', 0o644);
    try {
      await writeAll(file, Buffer.from(own));
    } finally {
      await file.close();
    }
    return true;
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return false;
  }
}

/** "1234 host": elsewhere counts as running, as git counts it. */
function isRunning(says: string, own: string): boolean {
  const [, pid, host] = /^(\d+) (\S+)/.exec(says) ?? [];
  if (pid === undefined || says === own) return false;
  return host !== hostname() || processExists(Number(pid));
}

async function release(fs: FileSystem, path: string, own: string): Promise<void> {
  try {
    if ((await readBytesIfThere(fs, path, 1_000))?.toString('utf8') === own) await removeIfThere(fs, path);
  } catch (error) {
    // It names a process that is about to end or works on: git forgets it by itself.
    if (errorCode(error) === null) throw error;
  }
}
