import type { YamlNode } from '../../yaml/nodes';
import type { ConflictReason } from '../model';
import type { Canon } from '../structure/canon';
import { nameForm, nameKinship } from '../structure/related-names';
import { similarity } from '../structure/similarity';
import type { ItemKey } from './item-keys';
import { compositeKey, findItemKey, normalisedEntry } from './item-keys';
import { orderOfList } from './list-order';
import type { ListMeaning } from './list-policy';
import type { Pairing } from './pair-items';
import { pairItems } from './pair-items';
import { textOf } from './evident-sets';
import { areTwins, repeatedKeyParts, subjectsOf } from './twin-entries';

/** Items that only a person can choose among; names as in {@link ListAlignment}. */
export interface ItemGroup {
  readonly reason: Extract<ConflictReason, 'both-replaced' | 'look-alike' | 'both-renamed' | 'order' | 'delete-modify'>;
  /** Said instead of what the reason usually says; the two can then not stand together. */
  readonly why?: string;
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/** The items of three lists under names: items of one name are the same item. */
export interface ListAlignment {
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  readonly groups: readonly ItemGroup[];
  /** Whether the order of items carries meaning. `unknown`: perhaps. */
  readonly ordered: 'yes' | 'no' | 'unknown';
  /** What items were matched by, in words. */
  readonly matchedBy: string;
}

export interface ThreeLists {
  readonly base: readonly YamlNode[];
  readonly ours: readonly YamlNode[];
  readonly theirs: readonly YamlNode[];
}

const LOOKS_ALIKE = 0.8;

/** Matches the items of three versions of a list by its meaning. `name`: the key that the list stands under. */
export function alignItems(
  lists: ThreeLists,
  { meaning, name }: { readonly meaning: ListMeaning | null; readonly name: string },
  canon: Canon,
): ListAlignment {
  const found = findItemKey([lists.base, lists.ours, lists.theirs], meaning);
  const key = found?.key ?? null;
  const anyKeys = meaning?.kind === 'any-key' ? meaning.keys.map((path) => compositeKey([path])) : [];
  const rules = { canon, key, anyKeys };
  const ours = pairItems(lists.base, lists.ours, rules);
  const theirs = pairItems(lists.base, lists.theirs, rules);
  if (!key) {
    const sides = [
      { from: lists.ours, pairing: ours },
      { from: lists.theirs, pairing: theirs },
    ] as const;
    followTwin(lists.base, sides[0], sides[1], canon);
    followTwin(lists.base, sides[1], sides[0], canon);
  }
  const shown = key ?? firstOf(anyKeys);
  const names = nameItems(lists, ours, theirs, { same: key ?? ((node) => String(canon.of(node))), shown });
  const replaced = bothReplaced(lists.base.length, names, ours, theirs);
  const taken = new Set(replaced.flatMap((group) => [...group.ours, ...group.theirs]));
  const groups = [...replaced, ...lookAlikes(lists, names, taken, { canon, key, anyKeys })];
  return {
    ...names,
    groups,
    ordered: orderOfList(meaning, name, lists),
    matchedBy: found?.named ?? (anyKeys.length > 0 ? 'either end' : 'content'),
  };
}

/** `seq=10,name=red` → `red` of a composite key's name. */
function lastValue(name: string | null): string {
  return name?.split('=').at(-1) ?? '';
}

interface PairedSide {
  readonly from: readonly YamlNode[];
  readonly pairing: Pairing;
}

/** What both sides made the same of one base item is that item on both, also where only one of them looks like it. */
function followTwin(base: readonly YamlNode[], side: PairedSide, other: PairedSide, canon: Canon): void {
  const taken = new Set(other.pairing);
  const free = new Map<number, number>();
  other.from.forEach((node, index) => {
    if (other.pairing[index] === -1 && !free.has(canon.of(node))) free.set(canon.of(node), index);
  });
  if (free.size === 0) return;
  side.from.forEach((node, index) => {
    const baseAt = side.pairing[index] as number;
    const twin = free.get(canon.of(node));
    if (baseAt < 0 || twin === undefined) return;
    if (taken.has(baseAt)) {
      // The other side has both: likeness took the new entry for the old one.
      if (canon.of(base[baseAt] as YamlNode) !== canon.of(node)) side.pairing[index] = -1;
      return;
    }
    other.pairing[twin] = baseAt;
    taken.add(baseAt);
    free.delete(canon.of(node));
  });
}

function listed<K>(lists: Map<K, string[]>, key: K, name: string): void {
  const known = lists.get(key);
  if (known) known.push(name);
  else lists.set(key, [name]);
}

type Names = Pick<ListAlignment, 'base' | 'ours' | 'theirs'>;

/** Base items are named by their place; new items of both sides share a name when their key (or content) is equal. */
function nameItems(
  lists: ThreeLists,
  ours: Pairing,
  theirs: Pairing,
  { same, shown }: { same: ItemKey; shown: ItemKey },
): Names {
  const usedNames = new Set<string>();
  const counts = new Map<string, number>();
  const named = (node: YamlNode, mark: string, index: number): string => {
    const name = `${mark}${shown(node) ?? index}`;
    let candidate = `[${name}]`;
    for (let count = counts.get(name) ?? 2; usedNames.has(candidate); count++) {
      candidate = `[${name}#${count}]`;
      counts.set(name, count + 1);
    }
    usedNames.add(candidate);
    return candidate;
  };
  const base = lists.base.map((node, index) => named(node, '', index));
  const added = new Map<string, string[]>();
  const nameOf = (side: readonly YamlNode[], pairing: Pairing, isOurs: boolean): string[] =>
    side.map((node, index) => {
      const paired = pairing[index] as number;
      if (paired >= 0) return base[paired] as string;
      const own = same(node) ?? '';
      const known = isOurs ? undefined : added.get(own)?.shift();
      if (known !== undefined) return known;
      const name = named(node, shown(node) === null ? '+' : '', index);
      if (isOurs) listed(added, own, name);
      return name;
    });
  const oursNames = nameOf(lists.ours, ours, true);
  return { base, ours: oursNames, theirs: nameOf(lists.theirs, theirs, false) };
}

/** The first of several names that an item has. */
function firstOf(keys: readonly ItemKey[]): ItemKey {
  return (node) => {
    for (const key of keys) {
      const name = key(node);
      if (name !== null) return name;
    }
    return null;
  };
}

/**
 * In one gap of the base both sides removed the same items and put different ones: two changes of one thing,
 * however unlike they are. Taking both would keep two versions of one entry.
 */
function bothReplaced(baseLength: number, names: Names, ours: Pairing, theirs: Pairing): ItemGroup[] {
  const oursGaps = newInGaps(baseLength, names.ours, ours);
  const theirsGaps = newInGaps(baseLength, names.theirs, theirs);
  const groups: { base: Set<string>; ours: Set<string>; theirs: Set<string> }[] = [];
  for (let index = 0; index < baseLength; index++) {
    const oursNew = oursGaps.removed.get(index);
    const theirsNew = theirsGaps.removed.get(index);
    if (!oursNew?.length || !theirsNew?.length) continue;
    const onlyOurs = oursNew.filter((name) => !theirsNew.includes(name));
    const onlyTheirs = theirsNew.filter((name) => !oursNew.includes(name));
    if (onlyOurs.length === 0 || onlyTheirs.length === 0) continue;
    const known = groups.find((group) => onlyOurs.some((name) => group.ours.has(name)));
    const group = known ?? { base: new Set(), ours: new Set(), theirs: new Set() };
    if (!known) groups.push(group);
    group.base.add(names.base[index] as string);
    for (const name of onlyOurs) group.ours.add(name);
    for (const name of onlyTheirs) group.theirs.add(name);
  }
  return groups.map((group) => ({
    reason: 'both-replaced',
    base: [...group.base],
    ours: [...group.ours],
    theirs: [...group.theirs],
  }));
}

/** For each base item that a side removed, the new items that stand in its gap on that side. */
function newInGaps(baseLength: number, names: readonly string[], pairing: Pairing): { removed: Map<number, string[]> } {
  const kept = new Uint8Array(baseLength);
  for (const paired of pairing) if (paired >= 0) kept[paired] = 1;
  const behind = new Map<number, string[]>();
  let anchor = -1;
  pairing.forEach((paired, index) => {
    if (paired >= 0) anchor = paired;
    else listed(behind, anchor, names[index] as string);
  });
  const removed = new Map<number, string[]>();
  let last = -1;
  for (let index = 0; index < baseLength; index++) {
    if (kept[index] === 1) last = index;
    else removed.set(index, behind.get(last) ?? []);
  }
  return { removed };
}

/** One name begins with the other: `search` and `search-services`. */
const isLonger = (one: string, other: string): boolean => one.startsWith(other) || other.startsWith(one);

function sameMembers(one: YamlNode, other: YamlNode): boolean {
  if (one.kind !== 'map' || other.kind !== 'map') return false;
  const names = (node: typeof one): string =>
    node.entries
      .map(({ key }) => key)
      .sort()
      .join('\n');
  return one.entries.length > 2 && names(one) === names(other);
}

interface FreshItem {
  readonly name: string;
  readonly node: YamlNode;
}

/** The plain entries that may be about the same as a text, in their order: long lists are not compared each with each. */
function bySubject(items: readonly FreshItem[], repeated: ReadonlySet<string>): (text: string) => readonly FreshItem[] {
  const places = new Map<string, number[]>();
  items.forEach(({ node }, at) => {
    for (const subject of new Set(subjectsOf(textOf(node) ?? '', repeated))) {
      const known = places.get(subject);
      if (known) known.push(at);
      else places.set(subject, [at]);
    }
  });
  return (text) => {
    const found = new Set(subjectsOf(text, repeated).flatMap((subject) => places.get(subject) ?? []));
    return [...found].sort((one, other) => one - other).map((at) => items[at] as FreshItem);
  };
}

/** New items of the two sides that are not equal but almost: taking both would double an entry. */
function lookAlikes(
  lists: ThreeLists,
  names: Names,
  taken: ReadonlySet<string>,
  { canon, key, anyKeys }: { canon: Canon; key: ItemKey | null; anyKeys: readonly ItemKey[] },
): ItemGroup[] {
  const inBase = new Set(names.base);
  const fresh = (side: 'ours' | 'theirs', other: 'ours' | 'theirs'): FreshItem[] => {
    const there = new Set(names[other]);
    return lists[side]
      .map((node, index) => ({ name: names[side][index] as string, node }))
      .filter(({ name }) => !inBase.has(name) && !there.has(name) && !taken.has(name));
  };
  const groups: ItemGroup[] = [];
  const repeated = repeatedKeyParts(
    [lists.base, lists.ours, lists.theirs].map((items) => items.flatMap((item) => textOf(item) ?? [])),
  );
  const theirs = fresh('theirs', 'ours');
  const used = new Set<string>();
  const alike = theirs.every(({ node }) => textOf(node) !== null) && key !== null ? bySubject(theirs, repeated) : null;
  for (const own of fresh('ours', 'theirs')) {
    const text = textOf(own.node);
    const candidates = alike && text !== null ? alike(text) : theirs;
    const twin = candidates.find(({ name, node }) => !used.has(name) && isTwin(own.node, node));
    if (!twin) continue;
    used.add(twin.name);
    groups.push({ reason: 'look-alike', base: [], ours: [own.name], theirs: [twin.name] });
  }
  return groups;

  function isTwin(one: YamlNode, other: YamlNode): boolean {
    const sameEnd = anyKeys.some((end) => end(one) !== null && end(one) === end(other));
    if (sameEnd) return true;
    const name = normalisedEntry(one);
    if (name !== null && name === normalisedEntry(other)) return true;
    if (one.kind === 'scalar' && other.kind === 'scalar') {
      const form = nameForm(one.content);
      if (form !== null && form === nameForm(other.content)) return true;
      const [text, another] = [textOf(one), textOf(other)];
      if (text !== null && another !== null && areTwins(text, another, repeated)) return true;
    } else if (key !== null) {
      const kinship = nameKinship(lastValue(key(one)), lastValue(key(other)));
      const likeness = kinship === 'within' ? similarity(one, other, canon) : 0;
      if (kinship === 'same' || likeness >= 0.5) return true;
      if (kinship === 'within' && isLonger(lastValue(key(one)), lastValue(key(other))) && sameMembers(one, other))
        return true;
    }
    return key === null && similarity(one, other, canon) >= LOOKS_ALIKE;
  }
}
