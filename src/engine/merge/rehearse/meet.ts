import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import { diffBlobs } from '../../git/diff-blobs';
import type { BlobChange } from '../../git/diff-blobs';
import type { Git } from '../../git/git';
import { mergeCommits } from '../../git/merge-commits';
import type { MergedCommits } from '../../git/merge-commits';

/** Two commits, what each changed since their common ancestor, and what git makes of them. */
export interface Meeting {
  readonly ours: string;
  readonly theirs: string;
  readonly base: string;
  readonly oursChanges: ReadonlyMap<string, BlobChange>;
  readonly theirsChanges: ReadonlyMap<string, BlobChange>;
  readonly merged: MergedCommits;
  /** From ours to git's result. */
  readonly mergedChanges: ReadonlyMap<string, BlobChange>;
}

/** The tree without files, which git knows without being told. */
const emptyTree = (id: string): string =>
  id.length === 64
    ? '6ef19b41225c5369f1c104d45d8d85efa9b057b53b14b4b9b939dd74decc5321'
    : '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

/** Merges two commits by git, and looks at what each side changed. Four git processes, three of them at once. */
export async function meet(
  git: Git,
  ours: string,
  theirs: string,
  base: string | null,
  signal: AbortSignal,
): Promise<Result<Meeting>> {
  const from = base ?? emptyTree(ours);
  const [merged, oursChanges, theirsChanges] = await Promise.all([
    mergeCommits(git, ours, theirs, signal),
    diffBlobs(git, from, ours, signal),
    diffBlobs(git, from, theirs, signal),
  ]);
  if (!merged.ok) return merged;
  if (!oursChanges.ok) return oursChanges;
  if (!theirsChanges.ok) return theirsChanges;
  const mergedChanges = await diffBlobs(git, ours, merged.value.tree, signal);
  if (!mergedChanges.ok) return mergedChanges;
  return ok({
    ...{ ours, theirs, base: from },
    oursChanges: oursChanges.value,
    theirsChanges: theirsChanges.value,
    merged: merged.value,
    mergedChanges: mergedChanges.value,
  });
}
