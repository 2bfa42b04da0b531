import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';

import { pathFromBytes, toDisk } from '../files/path-bytes';
import { diffNames } from '../git/diff-names';
import type { Git } from '../git/git';
import { listIndex } from '../git/list-stages';
import { readHeadCommit } from '../git/resolve-commit';

/**
 * Git protects untracked files from a merge, but overwrites ignored ones without a word. An ignored file is a
 * person's file too: fails with `would-overwrite` when what the other side adds would land on one.
 */
export async function refuseIgnoredFiles(git: Git, commit: string, signal: AbortSignal): Promise<Result<null>> {
  const head = await readHeadCommit(git, signal);
  if (!head.ok) return head;
  const changes = await diffNames(git, head.value, commit, { renames: false, signal });
  if (!changes.ok) return changes;
  const added = changes.value.filter(({ change }) => change === 'added').map(({ path }) => path);
  const inTheWay = new Set<string>();
  const folders: string[] = [];
  for (const path of added) {
    const found = await findInTheWay(git.place.root, path);
    if (found?.folder === true) folders.push(found.path);
    else if (found !== null) inTheWay.add(found.path);
  }
  const tracked = await listIndex(git, [...inTheWay], signal);
  if (!tracked.ok) return tracked;
  for (const { path } of tracked.value) inTheWay.delete(path);
  const inside = await listUntracked(git, folders, signal);
  if (!inside.ok) return inside;
  const paths = [...inTheWay, ...inside.value];
  return paths.length === 0 ? ok(null) : fail({ code: 'would-overwrite', paths });
}

/** What stands at a path, or the file that stands where one of its folders should be. */
async function findInTheWay(root: string, path: string): Promise<{ path: string; folder: boolean } | null> {
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
  return ok(splitPaths(answer.value.stdout).filter((path) => folders.some((folder) => path.startsWith(`${folder}/`))));
}

const splitPaths = (bytes: Buffer): string[] => pathFromBytes(bytes).split('\0').slice(0, -1);
