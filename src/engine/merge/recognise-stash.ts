import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { Git } from '../git/git';
import type { StageFacts } from '../git/parse-status';

/** A path in conflict and its sides in the index. */
export interface ConflictStages {
  readonly path: string;
  readonly base: StageFacts;
  readonly ours: StageFacts;
  readonly theirs: StageFacts;
}

export interface Stash {
  /** "stash@{0}". */
  readonly name: string;
  readonly commit: string;
}

const lookedAt = 5;

/**
 * Which stash left these conflicts: the newest whose content is "theirs" of a conflicted path. Git writes that
 * nowhere. Null: none of the newest five, so it was something else. Two git processes.
 */
export async function recogniseStash(
  git: Git,
  conflicts: readonly ConflictStages[],
  signal?: AbortSignal,
): Promise<Result<Stash | null>> {
  const options = signal === undefined ? {} : { signal };
  const telling = conflicts.find(({ path, theirs }) => isThere(theirs) && !/[\n\ud800-\udfff]/.test(path));
  if (telling === undefined) return ok(null);
  const listed = await git.text(['stash', 'list', '--format=%H', `--max-count=${lookedAt}`], options);
  if (!listed.ok) return listed;
  const stashes = listed.value.split('\n').filter((line) => line !== '');
  if (stashes.length === 0) return ok(null);
  const answer = await git.text(['cat-file', '--batch-check=%(objectname)'], {
    input: stashes.map((commit) => `${commit}:${telling.path}\n`).join(''),
    ...options,
  });
  if (!answer.ok) return answer;
  const at = answer.value.split('\n').indexOf(telling.theirs.objectId);
  const commit = stashes[at];
  return ok(commit === undefined ? null : { name: `stash@{${at}}`, commit });
}

export const isThere = (side: StageFacts): boolean => side.mode !== '000000' && side.mode !== '';
