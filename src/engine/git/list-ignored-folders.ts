import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { Git } from './git';

/** Folders that hold nothing but ignored files, relative to the working tree, without the `/` at the end. */
export async function listIgnoredFolders(git: Git, signal?: AbortSignal): Promise<Result<readonly string[]>> {
  const listed = await git.text(
    ['ls-files', '-z', '--others', '--ignored', '--exclude-standard', '--directory', '--no-empty-directory'],
    signal === undefined ? {} : { signal },
  );
  if (!listed.ok) return listed;
  const folders = listed.value.split('\0').filter((path) => path.endsWith('/'));
  return ok(folders.map((path) => path.slice(0, -1)));
}
