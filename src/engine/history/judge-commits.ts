import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import { judgePatches } from '../../core/timeline/judge-patches';
import type { Git } from '../git/git';
import type { LogCommit } from '../git/parse-log';
import type { JudgementCache } from './judgement-cache';

/** More than this in one answer is halved and asked again. */
const largestAnswerBytes = 32 * 1024 * 1024;
const mostAtOnce = 1_000;

/** For each commit whether it changed nothing but timestamps. Commits that the cache knows cost nothing. */
export async function judgeCommits(
  git: Git,
  cache: JudgementCache,
  commits: readonly LogCommit[],
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, boolean>>> {
  const judged = new Map<string, boolean>();
  const asked: string[] = [];
  for (const commit of commits) {
    const known = cache.get(commit.commit) ?? (couldBeVolatile(commit) ? undefined : false);
    if (known === undefined) asked.push(commit.commit);
    else judged.set(commit.commit, known);
  }
  const fresh = new Map<string, boolean>();
  for (let at = 0; at < asked.length; at += mostAtOnce) {
    const part = await askPatches(git, asked.slice(at, at + mostAtOnce), signal);
    if (!part.ok) return part;
    for (const [commit, volatileOnly] of part.value) fresh.set(commit, volatileOnly);
  }
  await cache.add(fresh);
  for (const [commit, volatileOnly] of fresh) judged.set(commit, volatileOnly);
  return ok(judged);
}

/** Spares git the patches of merges, of new, deleted or renamed files, and of what is no YAML. */
function couldBeVolatile({ parents, changes }: LogCommit): boolean {
  if (parents.length !== 1) return false;
  return (
    changes === null ||
    (changes.length > 0 && changes.every(({ change, path }) => change === 'modified' && /\.ya?ml$/i.test(path)))
  );
}

async function askPatches(
  git: Git,
  commits: readonly string[],
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, boolean>>> {
  const answer = await git.run(
    [
      'diff-tree',
      '--stdin',
      '-r',
      '-p',
      '-U0',
      '--inter-hunk-context=0',
      '--text',
      '--no-color',
      '--no-ext-diff',
      '--no-textconv',
      '--no-renames',
      '--ignore-submodules=dirty',
    ],
    {
      input: `${commits.join('\n')}\n`,
      maxOutputBytes: largestAnswerBytes,
      ...(signal === undefined ? {} : { signal }),
    },
  );
  if (answer.ok) {
    const judged = judgePatches(answer.value.stdout.toString('latin1'));
    // Git says nothing about a commit without any change; that is no timestamp either.
    return ok(new Map(commits.map((commit) => [commit, judged.get(commit) ?? false])));
  }
  if (answer.failure.code !== 'git-failed' || answer.failure.exitCode !== null) return answer;
  // Too much output: a commit that is too large by itself did more than touch timestamps.
  if (commits.length === 1) return ok(new Map([[commits[0] ?? '', false]]));
  const half = Math.ceil(commits.length / 2);
  const first = await askPatches(git, commits.slice(0, half), signal);
  if (!first.ok) return first;
  const second = await askPatches(git, commits.slice(half), signal);
  return second.ok ? ok(new Map([...first.value, ...second.value])) : second;
}
