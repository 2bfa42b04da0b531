import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { Git } from './git';

/** Best common ancestors of two commits, the best first; several after criss-cross merges, none for strangers. */
export async function findMergeBases(
  git: Git,
  ours: string,
  theirs: string,
  signal?: AbortSignal,
): Promise<Result<readonly string[]>> {
  const answer = await git.run(['merge-base', '--all', '--end-of-options', ours, theirs], {
    answers: [0, 1],
    ...(signal === undefined ? {} : { signal }),
  });
  if (!answer.ok) return answer;
  const text = answer.value.stdout.toString('utf8').trim();
  return ok(text === '' ? [] : text.split('\n'));
}
