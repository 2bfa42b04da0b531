import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import { renamePatiently } from '../../files/durable';
import { errorCode } from '../../files/file-system';
import { splitNul } from '../../files/path-bytes';
import { readBytesIfThere } from '../../files/read-bytes';
import { refuseFilteredPaths } from '../../git/refuse-filtered-paths';
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
  // Without its filter a file may look unchanged to git that is not: then git is left to doubt all of them.
  const judged = await refuseFilteredPaths(host.git, () => stagedPaths(host));
  if (!judged.ok) return;
  const locked = await host.indexLock.take();
  if (!locked.ok) return;
  try {
    const found = await host.fs.lstat(index);
    const bytes = await readBytesIfThere(host.fs, index);
    if (found === null || bytes === null) return;
    // Git doubts entries that are not older than their index: with a young time it would believe an old one.
    await withIndexFile(host, bytes, found.modifiedMs, async (copy) => {
      const environment = { GIT_INDEX_FILE: copy, ...asTheyAre };
      const done = await host.git.run(refreshArgs, { environment, answers: [0, 1] });
      const fresh = done.ok ? await readBytesIfThere(host.fs, copy) : null;
      if (fresh === null || fresh.equals(bytes)) return;
      await renamePatiently(host.fs, copy, index);
      await host.fs.syncDirectory(host.place.gitDir);
    });
  } finally {
    await locked.value.release();
  }
}

async function stagedPaths({ git }: Host): Promise<Result<readonly string[]>> {
  const listed = await git.run(['ls-files', '-z']);
  return listed.ok ? ok([...new Set(splitNul(listed.value.stdout))]) : listed;
}

const refreshArgs = ['update-index', '-q', '--unmerged', '--refresh'];
/** Else git takes "skip-worktree" off what lies there although a sparse checkout leaves it out. */
const asTheyAre = { GIT_CONFIG_PARAMETERS: "'sparse.expectFilesOutsideOfPatterns=true'" };
