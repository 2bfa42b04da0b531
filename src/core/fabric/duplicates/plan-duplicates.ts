import { describeId } from '../identity';
import type { Fabric } from '../model/fabric-model';
import type { Plan, PlanStep, PlannedStep } from '../plan/plan-step';
import type { Copy, DuplicateGroup } from './find-duplicates';

type Action = 'delete' | 'disable' | 'move' | 'review';

/** What happens to a copy that does not win, before limits. */
function actionFor(copy: Copy, winner: Copy, fabric: Fabric): Action {
  const { identical, different } = fabric.policy.duplicates;
  if (copy.likeness === 'bytes') return identical;
  if (copy.area === 'managed' && winner.area === 'managed') return 'move';
  return different;
}

const below = (root: string, path: string): string => (root === '' ? path : `${root}/${path}`);

/** A path in `unmanaged/` that nothing has yet. */
function refuge(copy: Copy, fabric: Fabric, taken: Set<string>): string {
  const stem = (copy.resource.path.split('/').at(-1) ?? 'resource').replace(/\.ya?ml$/, '');
  for (let count = 1; ; count += 1) {
    const path = below(fabric.root, `${fabric.policy.directories.unmanaged}/${stem}_conflict_${count}.yaml`);
    if (taken.has(path)) continue;
    taken.add(path);
    return path;
  }
}

interface Wanted {
  readonly group: DuplicateGroup;
  readonly copy: Copy;
  readonly winner: Copy;
  readonly action: Action;
}

function stepFor({ copy, winner, action }: Wanted, fabric: Fabric, taken: Set<string>): PlannedStep | null {
  const { resource } = copy;
  const where = { path: resource.path, document: resource.documentIndex, expect: resource.key };
  const name = describeId(resource.id);
  const kept = `${winner.resource.path} is kept`;
  const told = (step: PlanStep, why: string): PlannedStep => ({ step, why });
  switch (action) {
    case 'delete':
      return told({ action: 'delete', ...where }, `${name} stands in ${winner.resource.path} byte by byte`);
    case 'disable':
      return told(
        { action: 'disable', ...where, reason: `${name} stands in ${winner.resource.path} too` },
        `${kept}; this copy is ${copy.likeness === 'meaning' ? 'the same in meaning' : 'different'}`,
      );
    case 'move': {
      const disable = `${name} stands in ${winner.resource.path} too`;
      return told(
        { action: 'move', ...where, to: refuge(copy, fabric, taken), disable },
        `${kept}; this managed copy differs and is put aside`,
      );
    }
    case 'review':
      return null;
  }
}

/**
 * What to do about duplicates, on single documents: losers of identical files are deleted, others commented out or put
 * aside, as the policy says. Too many deletions or moves, and what the decision table leaves open, go to a person.
 * After the plan is done there are no duplicates left but those for review, so doing it twice changes nothing more.
 */
export function planDuplicates(fabric: Fabric, groups: readonly DuplicateGroup[]): Plan {
  const { deleteLimit, moveLimit } = fabric.policy.duplicates;
  const wanted = groups.flatMap((group): Wanted[] => {
    const winner = group.copies.find((copy) => copy.resource === group.decision.winner);
    if (!winner) return [];
    return group.copies.flatMap((copy) =>
      copy === winner ? [] : [{ group, copy, winner, action: actionFor(copy, winner, fabric) }],
    );
  });
  const count = (action: Action): number => wanted.filter((one) => one.action === action).length;
  const tooMany = new Set<Action>([
    ...(count('delete') > deleteLimit ? (['delete'] as const) : []),
    ...(count('move') > moveLimit ? (['move'] as const) : []),
  ]);
  const taken = new Set(fabric.files.map((file) => file.path));
  const done = wanted.filter((one) => !tooMany.has(one.action) && one.action !== 'review');
  const left = wanted.filter((one) => !done.includes(one));
  const open = groups.filter((group) => group.decision.winner === null);
  return {
    title: `Clear up duplicates of ${new Set(done.map((one) => one.group.key)).size} resources`,
    steps: done.flatMap((one) => stepFor(one, fabric, taken) ?? []),
    review: [
      ...open.map((group) => ({
        what: describeId(
          group.copies[0]?.resource.id ?? { group: '', kind: 'resource', namespace: '', name: group.key },
        ),
        why: group.decision.reason,
        paths: group.copies.map((copy) => copy.resource.path),
      })),
      ...left.map(({ copy, winner, action }) => ({
        what: describeId(copy.resource.id),
        why: tooMany.has(action)
          ? `the plan would ${action} more than ${action === 'delete' ? deleteLimit : moveLimit} copies`
          : 'the policy asks for a look',
        paths: [winner.resource.path, copy.resource.path],
      })),
    ],
  };
}
