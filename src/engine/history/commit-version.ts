import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Git } from '../git/git';
import type { TreeEntry } from '../git/list-tree';
import { listTree } from '../git/list-tree';
import { parseNameStatus } from '../git/parse-log';
import { resolveCommit } from '../git/resolve-commit';

/**
 * A path in a commit, also under the name that it had there. Null: the commit does not have it.
 *
 * The former name is looked for only when the path is missing in the commit and there in `newer`: that it was
 * deleted or not yet made is the usual case.
 */
export async function entryInCommit(
  git: Git,
  commit: string,
  path: string,
  newer: string,
  signal?: AbortSignal,
): Promise<Result<TreeEntry | null>> {
  const direct = await listTree(git, commit, [path], signal);
  if (!direct.ok) return direct;
  const found = direct.value.get(path);
  if (found !== undefined) return ok(found);
  const former = await formerName(git, commit, path, newer, signal);
  if (!former.ok) return former;
  if (former.value === null) return ok(null);
  const under = await listTree(git, commit, [former.value], signal);
  return under.ok ? ok(under.value.get(former.value) ?? null) : under;
}

/** The name at `commit` of what is called `path` in `newer`, by the renames between the two. Null: no rename. */
async function formerName(
  git: Git,
  commit: string,
  path: string,
  newer: string,
  signal?: AbortSignal,
): Promise<Result<string | null>> {
  const end = await resolveCommit(git, newer, signal);
  if (!end.ok) return end.failure.code === 'unknown-revision' ? ok(null) : end;
  if (end.value === commit) return ok(null);
  const there = await listTree(git, end.value, [path], signal);
  if (!there.ok) return there;
  if (!there.value.has(path)) return ok(null);
  const log = await git.run(
    [
      'log',
      '-z',
      '--format=',
      '--follow',
      '--name-status',
      '--diff-filter=R',
      '--no-ext-diff',
      '--no-textconv',
      '--end-of-options',
      `${commit}..${end.value}`,
      '--',
      path,
    ],
    signal === undefined ? {} : { signal },
  );
  if (!log.ok) return log;
  // Newest first, each naming what it was called before: the last one names what it was called first.
  const first = parseNameStatus(log.value.stdout).at(-1)?.from ?? null;
  return ok(first);
}

/**
 * A blob's bytes as a checkout would write them: line ends and encoding of the working tree, no foreign filter.
 *
 * Fails with `corrupt-repository` when git does not have the object, `file-too-large` beyond a gigabyte.
 */
export async function checkedOutBytes(git: Git, entry: TreeEntry, signal?: AbortSignal): Promise<Result<Buffer>> {
  const filtered = entry.mode === '120000' ? [] : ['--filters', `--path=${entry.path}`];
  const answer = await git.run(['cat-file', ...(filtered.length > 0 ? filtered : ['blob']), entry.objectId], {
    maxOutputBytes: largestBytes,
    ...(signal === undefined ? {} : { signal }),
  });
  if (answer.ok) return ok(answer.value.stdout);
  const { failure } = answer;
  if (failure.code !== 'git-failed') return answer;
  if (failure.exitCode === null) {
    return fail({ code: 'file-too-large', path: entry.path, sizeBytes: largestBytes, limitBytes: largestBytes });
  }
  return fail({ code: 'corrupt-repository', detail: `Object ${entry.objectId} of ${entry.path} cannot be read` });
}

const largestBytes = 1_000_000_000;
