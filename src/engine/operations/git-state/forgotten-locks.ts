import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import { isGitRunning, isHeldOpen } from '../../locks/git-processes';
import type { Host } from '../host';
import type { Intent } from '../journal/intent';

const waitMs = 5_000;
/** Where the system does not tell who runs, a lock this old is taken for forgotten. */
const forgottenAfterMs = 60_000;

/**
 * Removes the locks that our own git left when it was killed in the middle of an operation.
 *
 * Only locks that are younger than the operation's promise, and only when no git works here any more: an orphan is
 * waited for. Fails with `index-locked`. Answers what was removed.
 */
export async function clearForgottenLocks(host: Host, intent: Intent): Promise<Result<string[]>> {
  const since = Date.parse(intent.at);
  const started = performance.now();
  for (;;) {
    const locks = await gitLocks(host, since);
    const [first] = locks;
    if (first === undefined) return ok([]);
    const running = (await isGitRunning(host.place)) || (await isHeldOpen(locks.map(({ path }) => path)));
    const ageMs = Math.max(0, host.clock() - first.modifiedMs);
    if (running === false || (running === null && ageMs > forgottenAfterMs)) {
      for (const { path } of locks) await host.fs.unlink(path);
      return ok(locks.map(({ path }) => path));
    }
    if (performance.now() - started > waitMs)
      return fail({ code: 'index-locked', path: first.path, ageMs, ownerAlive: running });
    await new Promise((resume) => setTimeout(resume, 100));
  }
}

interface FoundLock {
  readonly path: string;
  readonly modifiedMs: number;
}

/** Lock files of git that are not older than `since`, in milliseconds since 1970. */
export async function gitLocks(host: Host, since: number): Promise<FoundLock[]> {
  const { gitDir, commonDir } = host.place;
  const found: FoundLock[] = [];
  const flat = ['objects', 'objects/info', 'objects/pack'].map((folder) => `${commonDir}/${folder}`);
  for (const folder of new Set([gitDir, commonDir, ...flat])) await locksIn(host, folder, false, since, found);
  await locksIn(host, `${commonDir}/refs`, true, since, found);
  await locksIn(host, `${gitDir}/refs`, true, since, found);
  return found;
}

async function locksIn(host: Host, folder: string, below: boolean, since: number, found: FoundLock[]): Promise<void> {
  if ((await host.fs.lstat(folder))?.kind !== 'directory') return;
  for (const name of await host.fs.readdir(folder)) {
    const path = `${folder}/${name}`;
    const stat = name.endsWith('.lock') || below ? await host.fs.lstat(path) : null;
    if (stat?.kind === 'directory' && below) await locksIn(host, path, below, since, found);
    else if (stat?.kind === 'file' && name.endsWith('.lock') && stat.modifiedMs >= since)
      if (!found.some((lock) => lock.path === path)) found.push({ path, modifiedMs: stat.modifiedMs });
  }
}
