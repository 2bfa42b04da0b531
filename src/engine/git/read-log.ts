import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Git } from './git';
import type { LogCommit } from './parse-log';
import { logFormat, parseLog } from './parse-log';
import { resolveCommit } from './resolve-commit';

export interface LogQuery {
  /** Revision where to begin; HEAD unless told. */
  readonly from?: string;
  /** Only commits that touch this path. */
  readonly path?: string;
  /** With `path`: goes on under the former name where it was renamed. True unless told. */
  readonly follow?: boolean;
  readonly limit: number;
  /** From the page before. */
  readonly cursor?: string | null;
  /** Whether `changes` are filled. Merges show what they brought to their first parent. */
  readonly withChanges?: boolean;
  readonly signal?: AbortSignal;
}

export interface LogPage {
  readonly commits: readonly LogCommit[];
  /** Null: this was the last page. */
  readonly next: string | null;
}

const logArgs = [
  'log',
  '-z',
  `--format=${logFormat}`,
  '--decorate=full',
  '--decorate-refs=HEAD',
  '--decorate-refs=refs/heads/',
  '--decorate-refs=refs/remotes/',
  '--decorate-refs=refs/tags/',
  '--no-notes',
  '--no-show-signature',
  '--no-ext-diff',
  '--no-textconv',
  '--ignore-submodules=dirty',
];

/**
 * One page of history, newest first. Pages stay in step while new commits arrive, because the cursor names the
 * commit that the first page began with. A repository without a commit has an empty history.
 *
 * Fails with `unknown-revision`; a cursor that is not ours is `bad-input`.
 */
export async function readLog(git: Git, query: LogQuery): Promise<Result<LogPage>> {
  const start = await startOf(git, query);
  if (!start.ok) return start;
  if (start.value === null) return ok({ commits: [], next: null });
  const { commit, skip } = start.value;
  const withChanges = query.withChanges ?? false;
  const follow = query.path !== undefined && query.follow !== false;
  const answer = await git.run(
    [
      ...logArgs,
      `--max-count=${query.limit + 1}`,
      `--skip=${skip}`,
      ...(withChanges ? ['--name-status', '--find-renames', '--diff-merges=first-parent'] : ['--no-patch']),
      ...(follow ? ['--follow'] : []),
      '--end-of-options',
      commit,
      '--',
      ...(query.path === undefined ? [] : [query.path]),
    ],
    query.signal === undefined ? {} : { signal: query.signal },
  );
  if (!answer.ok) return answer;
  const commits = parseLog(answer.value.stdout, withChanges);
  const more = commits.length > query.limit;
  return ok({
    commits: commits.slice(0, query.limit),
    next: more ? `${commit}.${skip + query.limit}` : null,
  });
}

async function startOf(git: Git, query: LogQuery): Promise<Result<{ commit: string; skip: number } | null>> {
  if (typeof query.cursor === 'string') {
    const found = /^([0-9a-f]{40,64})\.(\d{1,9})$/.exec(query.cursor);
    if (found === null) return fail({ code: 'bad-input', where: 'cursor', problem: 'it is not from a page before' });
    return ok({ commit: found[1] ?? '', skip: Number(found[2]) });
  }
  const commit = await resolveCommit(git, query.from ?? 'HEAD', query.signal);
  if (commit.ok) return ok({ commit: commit.value, skip: 0 });
  const unborn = query.from === undefined && commit.failure.code === 'unknown-revision';
  return unborn ? ok(null) : commit;
}

/** More paths than this go to git in several turns: a command line has an end. */
const pathsAtOnce = 500;

/** When each path was last committed, ms since 1970; what no commit has is left out. One process for 500 paths. */
export async function readCommitTimes(
  git: Git,
  paths: readonly string[],
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, number>>> {
  const times = new Map<string, number>();
  const head = await resolveCommit(git, 'HEAD', signal);
  if (!head.ok) return head.failure.code === 'unknown-revision' ? ok(times) : head;
  for (let at = 0; at < paths.length; at += pathsAtOnce) {
    const some = paths.slice(at, at + pathsAtOnce);
    const answer = await git.run(
      [
        ...logArgs,
        ...['--name-status', '--no-renames', '--diff-merges=first-parent', '--end-of-options', head.value, '--'],
        ...some,
      ],
      signal === undefined ? {} : { signal },
    );
    if (!answer.ok) return answer;
    for (const { changes, committedAt } of parseLog(answer.value.stdout, true))
      for (const { path } of changes ?? []) if (!times.has(path)) times.set(path, Date.parse(committedAt));
  }
  return ok(times);
}

/** These commits and no others, in this order; revisions may be used. One process. Fails with `unknown-revision`. */
export async function readCommits(
  git: Git,
  revisions: readonly string[],
  signal?: AbortSignal,
): Promise<Result<readonly LogCommit[]>> {
  const answer = await git.run(
    [...logArgs, '--no-patch', '--no-walk=unsorted', '--end-of-options', ...revisions, '--'],
    signal === undefined ? {} : { signal },
  );
  return answer.ok ? ok(parseLog(answer.value.stdout, false)) : answer;
}

/**
 * Commits of either side that touch a path, since their common ancestor, and not in the history of `notBefore`; the
 * newest first, at most `limit` in all. One process.
 */
export async function readSideCommits(
  git: Git,
  query: {
    readonly ours: string;
    readonly theirs: string;
    readonly path: string;
    readonly notBefore?: string | null;
    readonly limit: number;
    readonly signal?: AbortSignal;
  },
): Promise<Result<readonly LogCommit[]>> {
  const answer = await git.run(
    [
      ...logArgs,
      '--no-patch',
      '--left-right',
      `--max-count=${query.limit}`,
      '--end-of-options',
      `${query.ours}...${query.theirs}`,
      ...(query.notBefore === undefined || query.notBefore === null ? [] : [`^${query.notBefore}`]),
      '--',
      query.path,
    ],
    query.signal === undefined ? {} : { signal: query.signal },
  );
  return answer.ok ? ok(parseLog(answer.value.stdout, false)) : answer;
}
