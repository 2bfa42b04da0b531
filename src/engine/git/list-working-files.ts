import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { Git } from './git';

/**
 * Every path of the working tree that git knows or would add, ignored ones left out, as `ls-files -z` prints them:
 * bytes, each name ended by NUL, conflicts several times, deleted files too. `paths`: only these.
 */
export async function listWorkingFiles(
  git: Git,
  paths: readonly string[] | 'everything',
  signal?: AbortSignal,
): Promise<Result<Buffer>> {
  const answer = await git.run(
    [
      'ls-files',
      '-z',
      '--cached',
      '--others',
      '--exclude-standard',
      '--full-name',
      '--',
      ...(paths === 'everything' ? [] : paths),
    ],
    signal === undefined ? {} : { signal },
  );
  return answer.ok ? ok(answer.value.stdout) : answer;
}
