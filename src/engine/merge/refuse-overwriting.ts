import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { pathFromBytes, toDisk } from '../files/path-bytes';
import { diffNames } from '../git/diff-names';
import { findMergeBases } from '../git/find-merge-base';
import type { Git } from '../git/git';
import { listIndex } from '../git/list-stages';
import type { PathChange } from '../git/parse-log';
import { readStatus } from '../git/read-status';
import { readHeadCommit } from '../git/resolve-commit';

/**
 * Fails with `would-overwrite`, and every path by its name, when a merge of `commit` would meet changes that are not
 * committed. Asked before anything is begun, so that a refusal leaves no trace.
 *
 * Stricter than git in one thing: git overwrites ignored files without a word, and an ignored file is a person's file too.
 */
export async function refuseOverwriting(git: Git, commit: string, signal: AbortSignal): Promise<Result<null>> {
  const head = await readHeadCommit(git, signal);
  if (!head.ok) return head;
  const changes = await foreseeChanges(git, head.value, commit, signal);
  if (!changes.ok) return changes;
  const uncommitted = await findUncommitted(git, head.value, commit, changes.value, signal);
  if (!uncommitted.ok) return uncommitted;
  const inTheWay = await findInTheWay(git, changes.value, signal);
  if (!inTheWay.ok) return inTheWay;
  const paths = [...new Set([...uncommitted.value, ...inTheWay.value])].sort();
  return paths.length === 0 ? ok(null) : fail({ code: 'would-overwrite', paths });
}

/** What the merge would do to the committed files: it is made in the object database alone, and compared. */
async function foreseeChanges(
  git: Git,
  head: string | null,
  commit: string,
  signal: AbortSignal,
): Promise<Result<readonly PathChange[]>> {
  if (head === null) return diffNames(git, null, commit, { renames: false, signal });
  const merged = await git.run(['merge-tree', '--write-tree', '--no-messages', '--name-only', head, commit], {
    answers: [0, 1],
    signal,
  });
  // Git refuses strangers itself, and says so better.
  if (!merged.ok) return merged.failure.code === 'git-failed' ? ok([]) : merged;
  const tree = /^[0-9a-f]{40,64}/.exec(merged.value.stdout.toString('latin1'))?.[0];
  return tree === undefined ? ok([]) : diffNames(git, head, tree, { renames: false, signal });
}

/** Changed paths that would be written; and all that is staged, because a merge begins with an index like the commit. */
async function findUncommitted(
  git: Git,
  head: string | null,
  commit: string,
  changes: readonly PathChange[],
  signal: AbortSignal,
): Promise<Result<readonly string[]>> {
  const status = await readStatus(git, { signal });
  if (!status.ok) return status;
  const changed = status.value.lines.filter((line) => line.kind === 'changed');
  if (changed.length === 0) return ok([]);
  const bases = head === null ? ok([]) : await findMergeBases(git, head, commit, signal);
  if (!bases.ok) return bases;
  const fastForward = head === null || bases.value[0] === head;
  const touched = new Set(changes.map(({ path }) => path));
  const nothingToDo = bases.value[0] === commit;
  return ok(
    changed
      .filter((line) => touched.has(line.path) || (!fastForward && !nothingToDo && line.staged !== 'unchanged'))
      .map(({ path }) => path),
  );
}

/** Files that are no part of the repository and stand where the merge would put one. */
async function findInTheWay(
  git: Git,
  changes: readonly PathChange[],
  signal: AbortSignal,
): Promise<Result<readonly string[]>> {
  const files = new Set<string>();
  const folders: string[] = [];
  for (const { path, change } of changes) {
    if (change !== 'added') continue;
    const found = await whatStandsAt(git.place.root, path);
    if (found?.folder === true) folders.push(found.path);
    else if (found !== null) files.add(found.path);
  }
  const tracked = await listIndex(git, [...files], signal);
  if (!tracked.ok) return tracked;
  for (const { path } of tracked.value) files.delete(path);
  const inside = await listUntracked(git, folders, signal);
  return inside.ok ? ok([...files, ...inside.value]) : inside;
}

/** What stands at a path, or the file that stands where one of its folders should be. */
async function whatStandsAt(root: string, path: string): Promise<{ path: string; folder: boolean } | null> {
  const parts = path.split('/');
  for (let count = 1; count <= parts.length; count += 1) {
    const part = parts.slice(0, count).join('/');
    const found = await lstat(toDisk(join(root, part))).catch(() => null);
    if (found === null) return null;
    if (!found.isDirectory()) return { path: part, folder: false };
  }
  return { path, folder: true };
}

async function listUntracked(git: Git, folders: readonly string[], signal: AbortSignal): Promise<Result<string[]>> {
  if (folders.length === 0) return ok([]);
  const answer = await git.run(['ls-files', '-z', '--others'], { signal });
  if (!answer.ok) return answer;
  const paths = pathFromBytes(answer.value.stdout).split('\0').slice(0, -1);
  return ok(paths.filter((path) => folders.some((folder) => path.startsWith(`${folder}/`))));
}
