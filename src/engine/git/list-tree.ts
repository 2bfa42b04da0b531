import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import { pathFromBytes } from '../files/path-bytes';
import type { Git } from './git';

/** One path in a commit or in the index. */
export interface TreeEntry {
  readonly path: string;
  /** "100644", "100755", "120000" (symlink), "160000" (submodule), "040000" (folder). */
  readonly mode: string;
  readonly objectId: string;
}

/**
 * What stands in a commit at these paths; paths that are not there are left out. Fails with `unknown-revision`.
 *
 * Up to 100 paths are asked for one by one; above that the whole tree is listed and filtered.
 */
export async function listTree(
  git: Git,
  treeish: string,
  paths: readonly string[] | 'everything',
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, TreeEntry>>> {
  const few = paths !== 'everything' && paths.length <= 100 && paths.every((path) => !/[\ud800-\udfff]/.test(path));
  if (few && paths.length === 0) return ok(new Map());
  // Behind --end-of-options, ls-tree would take `--` for a path.
  const answer = await git.run(
    ['ls-tree', '-z', ...(few ? [] : ['-r']), '--full-tree', '--end-of-options', treeish, ...(few ? paths : [])],
    signal === undefined ? {} : { signal },
  );
  if (!answer.ok) return answer;
  const wanted = paths === 'everything' ? null : new Set(paths);
  const entries = parseTree(answer.value.stdout).filter((entry) => wanted === null || wanted.has(entry.path));
  return ok(new Map(entries.map((entry) => [entry.path, entry])));
}

/** Reads `ls-tree -z`. */
export function parseTree(bytes: Uint8Array): TreeEntry[] {
  return pathFromBytes(bytes)
    .split('\0')
    .slice(0, -1)
    .flatMap((record) => {
      const found = /^(\d{6}) [a-z]+ ([0-9a-f]{40,64})\t(.+)$/s.exec(record);
      return found === null ? [] : [{ mode: found[1] ?? '', objectId: found[2] ?? '', path: found[3] ?? '' }];
    });
}
