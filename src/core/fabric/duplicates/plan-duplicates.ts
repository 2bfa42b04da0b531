import { describeId } from '../identity';
import { belowRoot, underRoot } from '../model/areas';
import type { Fabric } from '../model/fabric-model';
import type { Resource } from '../model/model-file';
import type { Plan, PlanStep, PlannedStep } from '../plan/plan-step';
import type { LoserAction } from '../policy/policy';
import type { Copy, DuplicateGroup } from './find-duplicates';

/** What a person decided beside the policy. */
export interface DuplicateChoice {
  /** The same for every copy that does not win; null: as the policy says. */
  readonly action: Exclude<LoserAction, 'review'> | null;
  /** Which copy stays, by the key of the group. */
  readonly winners: ReadonlyMap<string, Resource>;
}

const byPolicy: DuplicateChoice = { action: null, winners: new Map() };

/** What happens to a copy that does not win, before limits. */
function actionFor(copy: Copy, winner: Copy, fabric: Fabric): LoserAction {
  const { identical, different } = fabric.policy.duplicates;
  if (copy.likeness === 'bytes') return identical;
  if (copy.area === 'managed' && winner.area === 'managed') return 'move';
  return different;
}

/** A path in `unmanaged/` that nothing has yet. */
function refuge(copy: Copy, fabric: Fabric, taken: Set<string>): string {
  const stem = (copy.resource.path.split('/').at(-1) ?? 'resource').replace(/\.ya?ml$/, '');
  for (let count = 1; ; count += 1) {
    const path = underRoot(fabric.root, `${fabric.policy.directories.unmanaged}/${stem}_conflict_${count}.yaml`);
    if (taken.has(path)) continue;
    taken.add(path);
    return path;
  }
}

interface Wanted {
  readonly group: DuplicateGroup;
  readonly copy: Copy;
  readonly winner: Copy;
  readonly action: LoserAction;
}

const likenessWords: Readonly<Record<Copy['likeness'], string>> = {
  bytes: 'the same byte by byte',
  meaning: 'the same in meaning',
  different: 'different',
};

function stepFor({ copy, winner, action }: Wanted, fabric: Fabric, taken: Set<string>): PlannedStep | null {
  const { resource } = copy;
  const where = { path: resource.path, document: resource.documentIndex, expect: resource.key };
  const reason = `${describeId(resource.id)} stands in ${winner.resource.path} too`;
  const why = `${winner.resource.path} is kept; this copy is ${likenessWords[copy.likeness]}`;
  const told = (step: PlanStep): PlannedStep => ({ step, why });
  switch (action) {
    case 'delete':
      return told({ action: 'delete', ...where });
    case 'disable':
      return told({ action: 'disable', ...where, reason });
    case 'move':
      return told({ action: 'move', ...where, to: refuge(copy, fabric, taken), disable: reason });
    case 'archive': {
      // Archived copies take no part; several documents of one file stay together there.
      const to = underRoot(fabric.root, `.archive/${belowRoot(resource.path, fabric.root)}`);
      return told({ action: 'move', ...where, to });
    }
    case 'review':
      return null;
  }
}

function losersOf(group: DuplicateGroup, fabric: Fabric, { action, winners }: DuplicateChoice): Wanted[] {
  const chosen = winners.get(group.key);
  const winner = group.copies.find((copy) => copy.resource === (chosen ?? group.decision.winner));
  if (!winner) return [];
  return group.copies.flatMap((copy) =>
    copy === winner ? [] : [{ group, copy, winner, action: action ?? actionFor(copy, winner, fabric) }],
  );
}

/** The one resource by its name; several by how many they are. */
function whose(wanted: readonly Wanted[]): string {
  const [first] = wanted;
  const count = new Set(wanted.map(({ group }) => group.key)).size;
  return first && count === 1 ? describeId(first.copy.resource.id) : `${count} resources`;
}

/**
 * What to do about duplicates, on single documents: losers of identical files are deleted, others commented out or put
 * aside, as the policy says or as a person chose. Too many deletions or moves, and what the decision table leaves
 * open, go to a person. After the plan is done there are no duplicates left but those for review, so doing it twice
 * changes nothing more.
 */
export function planDuplicates(fabric: Fabric, groups: readonly DuplicateGroup[], choice = byPolicy): Plan {
  const { deleteLimit, moveLimit } = fabric.policy.duplicates;
  const wanted = groups.flatMap((group) => losersOf(group, fabric, choice));
  const count = (action: LoserAction): number => wanted.filter((one) => one.action === action).length;
  const tooMany = new Set<LoserAction>([
    ...(count('delete') > deleteLimit ? (['delete'] as const) : []),
    ...(count('move') > moveLimit ? (['move'] as const) : []),
  ]);
  const taken = new Set(fabric.files.map((file) => file.path));
  const done = wanted.filter((one) => !tooMany.has(one.action) && one.action !== 'review');
  const left = wanted.filter((one) => !done.includes(one));
  const open = groups.filter((group) => group.decision.winner === null && !choice.winners.has(group.key));
  return {
    title: `Clear up duplicates of ${whose(done)}`,
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
