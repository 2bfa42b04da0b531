import type { FileSystem } from '../../files/file-system';
import { errorCode } from '../../files/file-system';
import { parentOf } from '../../files/durable';
import type { Host } from '../host';
import { intentPath } from '../journal/intent';
import type { FileStep, Intent } from '../journal/intent';

/** Clocks of file systems are coarse: FAT counts in two seconds. */
export const slackMs = 2_000;

/**
 * Makes durable what git did for an operation, before the operation is called done.
 *
 * Git is told to sync objects, index and refs, but it never syncs a file of the working tree, a reflog (stashes live
 * there), a state of a merge or rebase, nor the name of anything new: after a power cut they may be empty or missing.
 */
export async function syncGitWork(host: Host, intent: Intent, files: readonly FileStep[]): Promise<void> {
  const { root, gitDir, commonDir } = host.place;
  const worktree = await worktreePaths(host, files);
  await syncWhatIsThere(host.fs, root, worktree);
  const begun = await host.fs.lstat(intentPath(host, intent.operationId));
  const since = (begun?.modifiedMs ?? 0) - slackMs;
  for (const folder of new Set([commonDir, gitDir])) {
    const found: string[] = [];
    await collectRecent(host.fs, folder, since, found);
    await syncWhatIsThere(host.fs, folder, found);
  }
}

/** A terminal's git may take something away in between. */
async function syncWhatIsThere(fs: FileSystem, folder: string, paths: readonly string[]): Promise<void> {
  for (let left = [...paths]; left.length > 0;) {
    try {
      return await fs.syncAll(folder, left);
    } catch (error) {
      if (errorCode(error) !== 'ENOENT') throw error;
      const stats = await Promise.all(left.map(async (path) => fs.lstat(path)));
      const there = left.filter((_, at) => stats[at]?.kind === 'file' || stats[at]?.kind === 'directory');
      if (there.length === left.length) throw error;
      left = there;
    }
  }
}

async function worktreePaths(host: Host, files: readonly FileStep[]): Promise<string[]> {
  const paths = new Set<string>();
  for (const { path, post } of files) {
    const full = `${host.place.root}/${path}`;
    if (post.kind === 'file') paths.add(full);
    paths.add(await nearestFolder(host.fs, parentOf(full)));
  }
  return [...paths];
}

/** Git takes the folder away with its last file: then the name that vanished is one of a folder above. */
async function nearestFolder(fs: FileSystem, folder: string): Promise<string> {
  for (let at = folder; ; at = parentOf(at)) if ((await fs.lstat(at))?.kind === 'directory') return at;
}

/** Files of git's folder that were written since, and folders in which a name changed; not ours, not the objects. */
async function collectRecent(fs: FileSystem, folder: string, since: number, found: string[]): Promise<void> {
  const isRecent = (stat: { modifiedMs: number; changedMs: number }): boolean =>
    stat.modifiedMs >= since || stat.changedMs >= since;
  const stat = await fs.lstat(folder);
  if (stat?.kind !== 'directory') return;
  if (isRecent(stat)) found.push(folder);
  for (const name of await fs.readdir(folder)) {
    const path = `${folder}/${name}`;
    const seen = await fs.lstat(path);
    if (seen?.kind === 'directory') {
      if (name === 'selvedge') continue;
      if (name === 'objects') await collectFolders(fs, path, isRecent, found);
      else await collectRecent(fs, path, since, found);
    } else if (seen?.kind === 'file' && isRecent(seen) && !name.endsWith('.lock')) found.push(path);
  }
}

/** Objects are synced by git; the names of new ones are not. */
async function collectFolders(
  fs: FileSystem,
  objects: string,
  isRecent: (stat: { modifiedMs: number; changedMs: number }) => boolean,
  found: string[],
): Promise<void> {
  for (const folder of [objects, ...(await fs.readdir(objects)).map((name) => `${objects}/${name}`)]) {
    const stat = await fs.lstat(folder);
    if (stat?.kind === 'directory' && isRecent(stat)) found.push(folder);
  }
}
