import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import { diffNames } from '../git/diff-names';
import { findMergeBases } from '../git/find-merge-base';
import type { Git } from '../git/git';
import type { Sides } from './describe-sides';

/** New name → former name, for each side since the base. */
export interface Renames {
  readonly ours: ReadonlyMap<string, string>;
  readonly theirs: ReadonlyMap<string, string>;
}

export const noRenames: Renames = { ours: new Map(), theirs: new Map() };

/** What each side renamed. Three git processes at most; nothing is known for sides without a commit. */
export async function findRenames(git: Git, sides: Sides, signal?: AbortSignal): Promise<Result<Renames>> {
  const { ours, theirs } = sides;
  if (ours.commit === null || theirs.commit === null) return ok(noRenames);
  const base = await baseOf(git, sides, ours.commit, theirs.commit, signal);
  if (!base.ok) return base;
  if (base.value === null) return ok(noRenames);
  const ourChanges = await renamesBetween(git, base.value, ours.commit, signal);
  if (!ourChanges.ok) return ourChanges;
  const theirChanges = await renamesBetween(git, base.value, theirs.commit, signal);
  return theirChanges.ok ? ok({ ours: ourChanges.value, theirs: theirChanges.value }) : theirChanges;
}

async function baseOf(
  git: Git,
  sides: Sides,
  ours: string,
  theirs: string,
  signal?: AbortSignal,
): Promise<Result<string | null>> {
  if (sides.base.commit !== null) return ok(sides.base.commit);
  const bases = await findMergeBases(git, ours, theirs, signal);
  return bases.ok ? ok(bases.value[0] ?? null) : bases;
}

async function renamesBetween(
  git: Git,
  from: string,
  to: string,
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, string>>> {
  const changes = await diffNames(git, from, to, signal === undefined ? {} : { signal });
  if (!changes.ok) return changes;
  return ok(
    new Map(
      changes.value.flatMap(({ path, from: former, change }): [string, string][] =>
        change === 'renamed' && former !== null ? [[path, former]] : [],
      ),
    ),
  );
}
