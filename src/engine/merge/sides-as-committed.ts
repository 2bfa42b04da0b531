import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import { readMarkers } from '../../core/merge/text/markers';
import { decodeText } from '../files/text-traits';
import type { Git } from '../git/git';
import { listTree } from '../git/list-tree';
import { readBlobs } from '../git/read-blobs';
import { readProgress } from '../git/read-progress';
import { describeSides } from './describe-sides';
import type { ConflictStages } from './recognise-stash';
import { isThere } from './recognise-stash';

const limitBytes = 16 * 1024 * 1024;

/**
 * Conflicts with each side as its commit has it where the index holds something else.
 *
 * When a file was renamed onto a path that the other side added, or to two names, git first merges the renamed file
 * and puts the result into the index as that side, with conflict markers in it where it failed: a text that no branch
 * ever had. A merge without markers stays: it carries what the other side changed under the former name. One git
 * process for conflicts without a base, more only where markers were found.
 */
export async function sidesAsCommitted<Conflict extends ConflictStages>(
  git: Git,
  conflicts: readonly Conflict[],
  signal?: AbortSignal,
): Promise<Result<readonly Conflict[]>> {
  const marked = await findMarked(git, conflicts, signal);
  if (!marked.ok) return marked;
  const suspects = conflicts.filter(({ ours, theirs }) =>
    [ours, theirs].some((side) => marked.value.has(side.objectId)),
  );
  if (suspects.length === 0) return ok(conflicts);
  const sides = await describeSides(git, await readProgress(git.place), conflicts, signal);
  if (!sides.ok) return sides;
  const paths = suspects.map(({ path }) => path);
  const inTree = async (commit: string | null): ReturnType<typeof listTree> =>
    commit === null ? ok(new Map()) : listTree(git, commit, paths, signal);
  const ours = await inTree(sides.value.ours.commit);
  if (!ours.ok) return ours;
  const theirs = await inTree(sides.value.theirs.commit);
  if (!theirs.ok) return theirs;
  const asIn = (trees: typeof ours.value, path: string, side: ConflictStages['ours']): ConflictStages['ours'] => {
    const committed = marked.value.has(side.objectId) ? trees.get(path) : undefined;
    return committed === undefined ? side : { mode: side.mode, objectId: committed.objectId };
  };
  return ok(
    conflicts.map((conflict) => ({
      ...conflict,
      ours: asIn(ours.value, conflict.path, conflict.ours),
      theirs: asIn(theirs.value, conflict.path, conflict.theirs),
    })),
  );
}

/** The objects among the sides of conflicts without a base that hold a whole conflict between markers. */
async function findMarked(
  git: Git,
  conflicts: readonly ConflictStages[],
  signal?: AbortSignal,
): Promise<Result<ReadonlySet<string>>> {
  const sides = conflicts.filter(({ base }) => !isThere(base)).flatMap(({ ours, theirs }) => [ours, theirs]);
  const ids = sides.filter((side) => isThere(side) && side.mode.startsWith('100')).map(({ objectId }) => objectId);
  const objects = await readBlobs(git, ids, { limitBytes, ...(signal === undefined ? {} : { signal }) });
  if (!objects.ok) return objects;
  const isMarked = (at: number): boolean => {
    const object = objects.value[at];
    const text = object?.kind === 'blob' ? decodeText(object.bytes)?.text : undefined;
    return text !== undefined && readMarkers(text).conflicts.length > 0;
  };
  return ok(new Set(ids.filter((_, at) => isMarked(at))));
}
