import { lstat, readFile, readdir, readlink } from 'node:fs/promises';
import { basename, dirname, join, sep } from 'node:path';
import type { Place } from '../git/git';

/** What is known about a lock file. `ownerAlive` null: cannot be told. */
export interface LockFacts {
  readonly path: string;
  readonly ageMs: number | null;
  readonly ownerAlive: boolean | null;
  /** The process that took it, where git wrote that down. */
  readonly pid: number | null;
}

/**
 * Looks at a lock file that stood in git's way: how old it is, and whether a process that could hold it is alive.
 *
 * Git 2.54 and newer can write the process's number beside the lock; on Linux the open files of our own processes
 * tell, and a git that works in this repository counts, because git closes a lock before it renames it.
 */
export async function probeLock(path: string, place: Place | null): Promise<LockFacts> {
  const found = await lstat(path).catch(() => null);
  if (found === null) return { path, ageMs: null, ownerAlive: null, pid: null };
  const ageMs = Math.max(0, Date.now() - found.mtimeMs);
  const pid = await writtenPid(path);
  if (pid !== null) return { path, ageMs, ownerAlive: isRunning(pid), pid };
  const ownerAlive = process.platform === 'linux' ? await heldOnLinux(path, found.uid, place) : null;
  return { path, ageMs, ownerAlive, pid: null };
}

/** `index.lock` has its owner in `index~pid.lock`: "pid 123". */
async function writtenPid(path: string): Promise<number | null> {
  const beside = join(dirname(path), `${basename(path, '.lock')}~pid.lock`);
  const text = await readFile(beside, 'utf8').catch(() => '');
  const found = /^pid (\d{1,10})\s*$/.exec(text);
  return found === null ? null : Number(found[1]);
}

function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // EPERM: it runs, and is somebody else's.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}

async function heldOnLinux(path: string, ownerUid: number, place: Place | null): Promise<boolean | null> {
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  if (pids.length === 0) return null;
  for (const pid of pids) {
    if ((await opens(pid, path)) || (place !== null && (await isGitInside(pid, place)))) return true;
  }
  // Only processes of our own user can be looked into; a stranger's lock could be held by a stranger.
  return ownerUid === process.getuid?.() ? false : null;
}

async function opens(pid: string, path: string): Promise<boolean> {
  for (const descriptor of await readdir(`/proc/${pid}/fd`).catch(() => [])) {
    const target = await readlink(`/proc/${pid}/fd/${descriptor}`).catch(() => '');
    if (target === path) return true;
  }
  return false;
}

async function isGitInside(pid: string, place: Place): Promise<boolean> {
  const name = await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '');
  if (name.trim() !== 'git') return false;
  const folder = await readlink(`/proc/${pid}/cwd`).catch(() => '');
  return [place.root, place.gitDir].some((top) => folder === top || folder.startsWith(top + sep));
}
