import { basename } from 'node:path';
import type { Place } from '../git/git';

/**
 * Which of a repository's working trees: the name that git gives a linked one, null for the first. All of them share
 * vault, log and lock; what was done in one can be taken back there only.
 */
export type Worktree = string | null;

export const worktreeOf = ({ gitDir, commonDir }: Place): Worktree => (gitDir === commonDir ? null : basename(gitDir));

/** Null when it was made here, else a sentence that says where to go. */
export function madeElsewhere(made: string | undefined, here: Worktree): string | null {
  if ((made ?? null) === here) return null;
  const where = made === undefined ? 'the repository’s first working tree' : `the working tree “${made}”`;
  return `It was made in ${where}: open that one to go back there.`;
}
