import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { Git } from './git';
import type { PathChange } from './parse-log';
import { parseNameStatus } from './parse-log';

/**
 * Paths that differ between two commits or trees, given by their full ids. `from` null: against nothing at all.
 *
 * With `renames` a deleted and an added path of alike content are one change; without, two.
 */
export async function diffNames(
  git: Git,
  from: string | null,
  to: string,
  options: { readonly renames?: boolean; readonly signal?: AbortSignal } = {},
): Promise<Result<readonly PathChange[]>> {
  const answer = await git.run(
    [
      'diff-tree',
      '-r',
      '-z',
      '--name-status',
      options.renames === false ? '--no-renames' : '--find-renames',
      '--no-commit-id',
      '--no-ext-diff',
      '--no-textconv',
      '--ignore-submodules=dirty',
      ...(from === null ? ['--root'] : []),
      '--end-of-options',
      ...(from === null ? [to] : [from, to]),
      '--',
    ],
    options.signal === undefined ? {} : { signal: options.signal },
  );
  return answer.ok ? ok(parseNameStatus(answer.value.stdout)) : answer;
}
