import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { pathFromBytes } from '../files/path-bytes';
import type { Git } from './git';
import type { Stages } from './list-stages';
import { groupStages } from './list-stages';

/** What git makes of merging two commits, without a working tree. */
export interface MergedCommits {
  /** The tree of the merge; conflicted files hold markers in it. */
  readonly tree: string;
  /** Every path in conflict, with its versions. */
  readonly conflicts: ReadonlyMap<string, Stages>;
}

/**
 * Merges two commits (full ids) as `git merge` would, into objects only. The objects are written to the object folder
 * of `git`; give it a scratch repository. Commits without a common ancestor are merged against nothing.
 */
export async function mergeCommits(
  git: Git,
  ours: string,
  theirs: string,
  signal?: AbortSignal,
): Promise<Result<MergedCommits>> {
  const answer = await git.run(
    [
      'merge-tree',
      '--write-tree',
      '-z',
      '--no-messages',
      '--allow-unrelated-histories',
      '--end-of-options',
      ours,
      theirs,
    ],
    { answers: [0, 1], ...(signal === undefined ? {} : { signal }) },
  );
  if (!answer.ok) return answer;
  const parsed = parseMergeTree(answer.value.stdout);
  if (parsed !== null) return ok(parsed);
  const { exitCode, stderr } = answer.value;
  return fail({ code: 'git-failed', command: 'merge-tree', exitCode, summary: stderr.slice(0, 500) });
}

/** Reads `merge-tree --write-tree -z --no-messages`: the tree, then `MODE ID STAGE TAB path` each. */
function parseMergeTree(bytes: Uint8Array): MergedCommits | null {
  const [tree = '', ...records] = pathFromBytes(bytes).split('\0');
  if (!/^[0-9a-f]{40,64}$/.test(tree.trim())) return null;
  const entries = records.flatMap((record) => {
    const found = /^(\d{6}) ([0-9a-f]{40,64}) ([1-3])\t(.+)$/s.exec(record);
    if (found === null) return [];
    const stage = Number(found[3]) as 1 | 2 | 3;
    return [{ mode: found[1] ?? '', objectId: found[2] ?? '', stage, path: found[4] ?? '' }];
  });
  return { tree: tree.trim(), conflicts: groupStages(entries) };
}
