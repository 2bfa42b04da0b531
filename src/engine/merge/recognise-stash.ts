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
 * nowhere. Null: none of the newest five, so it was something else. One git process.
 */
export async function recogniseStash(
  git: Git,
  conflicts: readonly ConflictStages[],
  signal?: AbortSignal,
): Promise<Result<Stash | null>> {
  const telling = conflicts.find(({ path, theirs }) => isThere(theirs) && !/[\n\ud800-\udfff]/.test(path));
  if (telling === undefined) return ok(null);
  const names = Array.from({ length: lookedAt }, (_, at) => `stash@{${at}}`);
  const answer = await git.text(['cat-file', '--batch-check=%(objectname)'], {
    input: names.map((name) => `${name}\n${name}:${telling.path}\n`).join(''),
    ...(signal === undefined ? {} : { signal }),
  });
  if (!answer.ok) return answer;
  const lines = answer.value.split('\n');
  for (const [at, name] of names.entries()) {
    const commit = lines[at * 2] ?? '';
    if (lines[at * 2 + 1] === telling.theirs.objectId && /^[0-9a-f]{40,64}$/.test(commit)) return ok({ name, commit });
  }
  return ok(null);
}

export const isThere = (side: StageFacts): boolean => side.mode !== '000000' && side.mode !== '';
