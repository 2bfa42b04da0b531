/** How often each thing (a leaf with its value, a comment) stands in a version. */
export type Tally = ReadonlyMap<string, number>;

export function tally(things: Iterable<string>): Map<string, number> {
  const counts = new Map<string, number>();
  for (const thing of things) counts.set(thing, (counts.get(thing) ?? 0) + 1);
  return counts;
}

export interface Imbalance {
  readonly thing: string;
  readonly expected: readonly [number, number];
  readonly found: number;
}

/**
 * The bookkeeping law of a merge without questions: each thing stands in the result as often as in the base, plus what
 * each side added, less what each side removed. Where both sides added (or both removed) the same thing it may be one
 * and the same act, so a range is allowed. Knows nothing of how the merge was made, which is its worth.
 */
export function imbalances(base: Tally, ours: Tally, theirs: Tally, result: Tally): Imbalance[] {
  const found: Imbalance[] = [];
  for (const thing of new Set([...base.keys(), ...ours.keys(), ...theirs.keys(), ...result.keys()])) {
    const before = base.get(thing) ?? 0;
    const byOurs = (ours.get(thing) ?? 0) - before;
    const byTheirs = (theirs.get(thing) ?? 0) - before;
    const both = before + byOurs + byTheirs;
    const sameAct = before + (byOurs > 0 ? Math.max(byOurs, byTheirs) : Math.min(byOurs, byTheirs));
    const shared = byOurs !== 0 && byTheirs !== 0 && byOurs > 0 === byTheirs > 0;
    const range: [number, number] = shared
      ? [Math.max(0, Math.min(both, sameAct)), Math.max(both, sameAct)]
      : [both, both];
    const count = result.get(thing) ?? 0;
    if (count < range[0] || count > range[1]) found.push({ thing, expected: range, found: count });
  }
  return found;
}
