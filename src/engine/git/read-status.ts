import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import { checkIndex } from './check-index';
import type { Git } from './git';
import type { ParsedStatus } from './parse-status';
import { parseStatus } from './parse-status';

export interface StatusQuery {
  readonly signal?: AbortSignal;
  /** Lines that are kept at most. */
  readonly limit?: number;
}

const args = [
  'status',
  '--porcelain=v2',
  '-z',
  '--branch',
  '--ahead-behind',
  '--find-renames',
  // A submodule's own working tree is not entered: it has its own settings, which were never looked at.
  '--ignore-submodules=dirty',
];

/**
 * What differs between HEAD, the index and the working tree; one git process, which takes no lock.
 *
 * Untracked files are listed one by one. When that is too much to read (a folder with millions of them), folders
 * that hold only untracked files stand for their content and the answer says `truncated`.
 */
export async function readStatus(git: Git, query: StatusQuery = {}): Promise<Result<ParsedStatus>> {
  const options = query.signal === undefined ? {} : { signal: query.signal };
  const index = await checkIndex(git.place);
  if (!index.ok) return index;
  const all = await git.run([...args, '--untracked-files=all'], { ...options, maxOutputBytes: 128 * 1024 * 1024 });
  if (all.ok) return ok(parseStatus(all.value.stdout, query.limit));
  if (all.failure.code !== 'git-failed' || all.failure.exitCode !== null) return all;
  const folders = await git.run([...args, '--untracked-files=normal'], options);
  return folders.ok ? ok({ ...parseStatus(folders.value.stdout, query.limit), truncated: true }) : folders;
}
