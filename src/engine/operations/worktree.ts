import { basename } from 'node:path';
import { readBytesIfThere } from '../files/read-bytes';
import type { FileSystem } from '../files/file-system';
import type { Place } from '../git/git';

/**
 * Which of a repository's working trees: the name that git gives a linked one, null for the first. All of them share
 * vault, log and lock; what was done in one can be taken back there only.
 */
export type Worktree = string | null;

export const worktreeOf = ({ gitDir, commonDir }: Place): Worktree => (gitDir === commonDir ? null : basename(gitDir));

/** The working trees of a repository, seen from one of them. */
export interface Worktrees {
  readonly here: Worktree;
  /** The linked ones that git knows; false: its folder is not there. */
  readonly linked: ReadonlyMap<string, boolean>;
}

export async function readWorktrees(host: {
  readonly fs: FileSystem;
  readonly place: Place;
  readonly worktree: Worktree;
}): Promise<Worktrees> {
  const { fs, place, worktree } = host;
  const folder = `${place.commonDir}/worktrees`;
  const names = (await fs.lstat(folder)) === null ? [] : await fs.readdir(folder);
  const linked = new Map<string, boolean>();
  for (const name of names) {
    const pointer = (await readBytesIfThere(fs, `${folder}/${name}/gitdir`))?.toString('utf8').trim() ?? '';
    linked.set(name, pointer !== '' && (await fs.lstat(pointer)) !== null);
  }
  return { here: worktree, linked };
}

/** Where something was made, when that working tree is gone; null: it is there. */
export const removedTree = (made: string | undefined, { here, linked }: Worktrees): string | null =>
  made === undefined || made === here || linked.get(made) === true ? null : made;

/** Null when it was made here, else a sentence that says where to go. */
export function madeElsewhere(made: string | undefined, trees: Worktrees): string | null {
  if ((made ?? null) === trees.here) return null;
  if (made === undefined) return 'It was made in the repository’s first working tree: open that one to go back there.';
  return removedTree(made, trees) === null
    ? `It was made in the working tree “${made}”: open that one to go back there.`
    : `It was made in the working tree “${made}”, which is not there any more, and cannot be put into another one. Its files can be exported, or restored one by one, from Backups.`;
}
