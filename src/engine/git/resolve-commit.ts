import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Git } from './git';

/** The full id of the commit that a revision means ("main", "HEAD~2", "v1"). Fails with `unknown-revision`. */
export async function resolveCommit(git: Git, revision: string, signal?: AbortSignal): Promise<Result<string>> {
  const answer = await git.run(['rev-parse', '--verify', '--quiet', '--end-of-options', `${revision}^{commit}`], {
    answers: [0, 1],
    ...(signal === undefined ? {} : { signal }),
  });
  if (!answer.ok) return answer;
  const commit = answer.value.stdout.toString('utf8').trim();
  return answer.value.exitCode === 0 && commit !== '' ? ok(commit) : fail({ code: 'unknown-revision', revision });
}

/** The commit that HEAD is at; null: there is none yet. */
export async function readHeadCommit(git: Git, signal?: AbortSignal): Promise<Result<string | null>> {
  const commit = await resolveCommit(git, 'HEAD', signal);
  if (commit.ok) return commit;
  return commit.failure.code === 'unknown-revision' ? ok(null) : commit;
}
