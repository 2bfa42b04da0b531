import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import { renamePatiently } from '../../files/durable';
import { errorCode } from '../../files/file-system';
import { splitNul } from '../../files/path-bytes';
import { readBytesIfThere } from '../../files/read-bytes';
import { pathList } from '../../git/check-attributes';
import type { Git } from '../../git/git';
import { findFilteredPaths } from '../../git/refuse-filtered-paths';
import type { Host } from '../host';
import { withIndexFile } from './pre-index';

/**
 * Lets git's index know the times of files that we wrote, where they hold what it says. Without it git takes them for
 * changed until somebody asks for a status, and `merge --abort` and its like refuse.
 *
 * Entries, flags, and what differs from the files stay as they are; git itself judges, on a copy that replaces the
 * index while its lock is ours. To be called after an operation is recorded: nothing depends on it, so it is left
 * undone where a git holds the lock or the disk refuses.
 */
export async function refreshIndex(host: Host): Promise<void> {
  try {
    await refresh(host);
  } catch (error) {
    // As after any editor's work: the next `git status` learns the times.
    if (errorCode(error) === null) throw error;
  }
}

async function refresh(host: Host): Promise<void> {
  const index = `${host.place.gitDir}/index`;
  if ((await host.fs.lstat(index))?.kind !== 'file') return;
  const locked = await host.indexLock.take();
  if (!locked.ok) return;
  try {
    const found = await host.fs.lstat(index);
    const bytes = await readBytesIfThere(host.fs, index);
    if (found === null || bytes === null) return;
    // Git doubts entries that are not older than their index: with a young time it would believe an old one.
    await withIndexFile(host, bytes, found.modifiedMs, async (copy) => {
      const environment = { GIT_INDEX_FILE: copy, ...asTheyAre };
      const done = await refreshCopy(host.git, environment);
      const fresh = done.ok ? await readBytesIfThere(host.fs, copy) : null;
      if (fresh === null || fresh.equals(bytes)) return;
      await renamePatiently(host.fs, copy, index);
      await host.fs.syncDirectory(host.place.gitDir);
    });
  } finally {
    await locked.value.release();
  }
}

type Environment = Readonly<Record<string, string>>;

/**
 * Without its filter, which is not run, a file may look unchanged to git that is not: those are left in doubt, by a flag
 * that is taken off again.
 */
async function refreshCopy(git: Git, environment: Environment): Promise<Result<unknown>> {
  const filtered = await findFilteredPaths(git, () => entriesWithoutFlags(git, environment));
  if (!filtered.ok) return filtered;
  const input = pathList(filtered.value.map(([path]) => path));
  const flag = (how: string): Promise<Result<unknown>> =>
    git.run(['update-index', how, '-z', '--stdin'], { environment, input });
  if (input.length === 0) return refreshAll(git, environment);
  const held = await flag('--assume-unchanged');
  if (!held.ok) return held;
  const done = await refreshAll(git, environment);
  return done.ok ? flag('--no-assume-unchanged') : done;
}

const refreshAll = (git: Git, environment: Environment): Promise<Result<unknown>> =>
  git.run(['update-index', '-q', '--unmerged', '--refresh'], { environment, answers: [0, 1] });

/** Git looks at no others: conflicts, and what somebody told it not to look at. */
async function entriesWithoutFlags(git: Git, environment: Environment): Promise<Result<readonly string[]>> {
  const listed = await git.run(['ls-files', '-v', '-z'], { environment });
  if (!listed.ok) return listed;
  const entries = splitNul(listed.value.stdout);
  return ok(entries.filter((entry) => entry.startsWith('H ')).map((entry) => entry.slice(2)));
}

/** Else git takes "skip-worktree" off what lies there although a sparse checkout leaves it out. */
const asTheyAre = { GIT_CONFIG_PARAMETERS: "'sparse.expectFilesOutsideOfPatterns=true'" };
