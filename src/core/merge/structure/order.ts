import type { SideName } from '../model';

const HEAD = '\u0000head';

/** How three orders of the same names came together. */
export interface OrderMerge {
  readonly order: readonly string[];
  /** Which side changed the order of names that all three have. `both`: in different ways. */
  readonly moved: 'none' | 'ours' | 'theirs' | 'both';
}

/**
 * Merges three sequences of unique names. Names that all three have keep the order of the side that changed it, ours
 * if none or both did. A name of one side only goes behind its neighbour there; at the same place ours come first.
 * Names that only the base has keep their place too, so that a removed one can be shown where it was. `first`: the side
 * whose order stands, whatever moved.
 */
export function mergeOrder(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
  first?: SideName,
): OrderMerge {
  const inBase = new Set(base);
  const inOurs = new Set(ours);
  const inTheirs = new Set(theirs);
  const isCommon = (name: string): boolean => inBase.has(name) && inOurs.has(name) && inTheirs.has(name);
  const common = base.filter(isCommon);
  const oursMoved = !sameOrder(common, ours.filter(isCommon));
  const theirsMoved = !sameOrder(common, theirs.filter(isCommon));
  const [ownShared, otherShared] = [
    ours.filter((name) => inTheirs.has(name)),
    theirs.filter((name) => inOurs.has(name)),
  ];
  // Names that both added in two orders: neither is the one that moved.
  const contradict = !oursMoved && !theirsMoved && !sameOrder(ownShared, otherShared);
  const disagree = oursMoved && theirsMoved && !sameOrder(ours.filter(isCommon), theirs.filter(isCommon));
  const primaryIsTheirs = first === undefined ? theirsMoved && !oursMoved : first === 'theirs';
  const chain = new Chain(primaryIsTheirs ? theirs : ours);
  const isOursOnly = (name: string): boolean => inOurs.has(name) && !inBase.has(name) && !inTheirs.has(name);
  if (primaryIsTheirs) chain.weave(ours, () => false);
  else chain.weave(theirs, isOursOnly);
  chain.weave(base, () => false);
  const moved = disagree || contradict ? 'both' : primaryIsTheirs ? 'theirs' : oursMoved ? 'ours' : 'none';
  return { order: chain.names(), moved };
}

/** The same, with each name of one side only before its neighbour there instead of behind it. */
export function mergeOrderBackwards(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): readonly string[] {
  const turned = (names: readonly string[]): readonly string[] => [...names].reverse();
  return turned(mergeOrder(turned(base), turned(ours), turned(theirs)).order);
}

/**
 * Whether one side put a new name between two that the other side moved apart: behind the one and before the other are
 * two places then.
 */
export function addedBesideMoved(base: readonly string[], ours: readonly string[], theirs: readonly string[]): boolean {
  const sides = { ours, theirs };
  const [inBase, inOurs, inTheirs] = [new Set(base), new Set(ours), new Set(theirs)];
  const isCommon = (name: string): boolean => inBase.has(name) && inOurs.has(name) && inTheirs.has(name);
  return (['ours', 'theirs'] as const).some((adder) => {
    const there = sides[adder === 'ours' ? 'theirs' : 'ours'].filter(isCommon);
    const follower = new Map(there.map((name, at) => [name, there[at + 1] ?? HEAD]));
    follower.set(HEAD, there[0] ?? HEAD);
    let before = HEAD;
    let isBroken = false;
    let holdsNew = false;
    for (const name of [...sides[adder], HEAD]) {
      if (name !== HEAD && !isCommon(name)) {
        holdsNew ||= !inBase.has(name) && !(adder === 'ours' ? inTheirs : inOurs).has(name);
        continue;
      }
      isBroken ||= holdsNew && follower.get(before) !== name;
      before = name;
      holdsNew = false;
    }
    return isBroken;
  });
}

/**
 * Puts new names that stand together in their sorted places, when the base is sorted by name; any other order stays.
 * Keeps what is sorted sorted, and makes the order the same whichever side is called ours.
 */
export function sortAdditions(order: readonly string[], base: readonly string[]): readonly string[] {
  const isNumbered = base.length > 0 && [...base, ...order].every((name) => NUMBERED.test(name));
  if ((base.length < 3 && !isNumbered) || !isSorted(base)) return order;
  const known = new Set(base);
  const result: string[] = [];
  let run: string[] = [];
  const close = (): void => {
    result.push(...run.sort(byName));
    run = [];
  };
  for (const name of order) {
    if (!known.has(name)) run.push(name);
    else {
      close();
      result.push(name);
    }
  }
  close();
  return result;
}

/** Named by a number, which is their order: `[seq=10]`; or a number: `[n10]`. */
const NUMBERED = /^\[(?:seq=|n)(\d{1,15}(?:\.\d{1,9})?)\]$/;

function byName(one: string, other: string): number {
  const [own, another] = [NUMBERED.exec(one)?.[1], NUMBERED.exec(other)?.[1]];
  if (own !== undefined && another !== undefined) return Number(own) - Number(another);
  return one < other ? -1 : one > other ? 1 : 0;
}

function isSorted(names: readonly string[]): boolean {
  return names.every((name, at) => at === 0 || byName(names[at - 1] as string, name) <= 0);
}

function sameOrder(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((name, index) => other[index] === name);
}

class Chain {
  private readonly next = new Map<string, string>();

  constructor(names: readonly string[]) {
    let previous = HEAD;
    for (const name of names) {
      this.next.set(previous, name);
      previous = name;
    }
    this.next.set(previous, HEAD);
  }

  private has(name: string): boolean {
    return this.next.has(name);
  }

  /** Adds the names that are missing, each behind the name before it; `skip` names at that place stay in front. */
  weave(names: readonly string[], skip: (name: string) => boolean): void {
    let anchor = HEAD;
    let pending: string[] = [];
    for (const name of names) {
      if (!this.has(name)) pending.push(name);
      else {
        this.insert(anchor, pending, skip);
        pending = [];
        anchor = name;
      }
    }
    this.insert(anchor, pending, skip);
  }

  private insert(anchor: string, names: readonly string[], skip: (name: string) => boolean): void {
    if (names.length === 0) return;
    let at = anchor;
    for (
      let after = this.next.get(at);
      after !== undefined && after !== HEAD && skip(after);
      after = this.next.get(at)
    ) {
      at = after;
    }
    const behind = this.next.get(at) ?? HEAD;
    for (const name of names) {
      this.next.set(at, name);
      at = name;
    }
    this.next.set(at, behind);
  }

  names(): string[] {
    const names: string[] = [];
    for (let at = this.next.get(HEAD); at !== undefined && at !== HEAD; at = this.next.get(at)) names.push(at);
    return names;
  }
}
