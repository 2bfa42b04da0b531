import type { ConflictAnswer, ConflictValue } from '../../../contract/merge-values';

/** A conflict and the file it is in. */
export interface PlacedConflict {
  readonly path: string;
  readonly conflict: ConflictValue;
}

/**
 * Other conflicts that the same answer would fit: of the same kind of resource, at the same path whichever list item
 * it is in, asked for the same reason, with values on the same sides. An answer that was written by hand fits only
 * where the three values are the same too.
 */
export function findAlike(
  chosen: PlacedConflict,
  choice: ConflictAnswer,
  others: readonly PlacedConflict[],
): readonly (PlacedConflict & { readonly after: string | null })[] {
  const wanted = shapeOf(chosen.conflict, typeof choice === 'object');
  return others
    .filter(({ path, conflict }) => path !== chosen.path || conflict.id !== chosen.conflict.id)
    .filter(({ conflict }) => shapeOf(conflict, typeof choice === 'object') === wanted)
    .filter(({ conflict }) => isOffered(conflict, choice))
    .map((one) => ({ ...one, after: valueAfter(one.conflict, choice) }));
}

function shapeOf({ resource, path, reason, level, base, ours, theirs }: ConflictValue, withValues: boolean): string {
  const kind = resource?.split(' ', 1)[0] ?? null;
  const places = path.map((part) => (/^\[.*\]$/.test(part) ? '[*]' : part));
  const values = [base, ours, theirs];
  return JSON.stringify([kind, places, reason, level, withValues ? values : values.map((value) => value === null)]);
}

/** "Both" and git's own result can be taken only where they are offered. */
function isOffered({ alternatives }: ConflictValue, choice: ConflictAnswer): boolean {
  if (choice !== 'both' && choice !== 'git') return true;
  return alternatives.some((alternative) => alternative.choice === choice);
}

function valueAfter(conflict: ConflictValue, choice: ConflictAnswer): string | null {
  if (typeof choice === 'object') return choice.value;
  if (choice === 'both' || choice === 'git') return null;
  return conflict[choice];
}
