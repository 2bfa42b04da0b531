import { diffSequences } from '../../diff/sequence';
import type { YamlNode } from '../../yaml/nodes';
import type { Canon } from '../structure/canon';
import { similarity } from '../structure/similarity';
import type { ItemKey } from './item-keys';
import { compositeKey, normalisedEntry, withoutVersion } from './item-keys';

/** For each item of a side the index of the base item that it is, or -1. Every base item is used once at most. */
export type Pairing = Int32Array;

export interface PairingRules {
  readonly canon: Canon;
  readonly key: ItemKey | null;
  /** Any one of these names is enough. */
  readonly anyKeys: readonly ItemKey[];
}

/** Names that only some entries of a list have, such as the steps of a job: good where they are unique among the rest. */
const PARTIAL_KEYS: readonly ItemKey[] = [compositeKey(['name']), compositeKey(['id']), withoutVersion('uses')];

const LIKENESS = 0.5;
const GAP_LIMIT = 60;

/**
 * Finds a side's items in the base: by name, else by equal content in order, then equal content that moved, then what
 * stands in the same gap and is alike, and last a single item that replaced a single item.
 */
export function pairItems(base: readonly YamlNode[], side: readonly YamlNode[], rules: PairingRules): Pairing {
  const pairing = new Int32Array(side.length).fill(-1);
  const used = new Uint8Array(base.length);
  const pair = (at: number, baseAt: number): void => {
    pairing[at] = baseAt;
    used[baseAt] = 1;
  };
  if (rules.key) pairByKey(base, side, rules.key, pairing, pair);
  else {
    pairByContent(base, side, rules.canon, pair);
    for (const key of rules.anyKeys) pairUnique(base, side, key, pairing, used, pair);
    pairUnique(base, side, (node) => String(rules.canon.of(node)), pairing, used, pair);
    if (rules.anyKeys.length === 0) for (const key of PARTIAL_KEYS) pairUnique(base, side, key, pairing, used, pair);
  }
  pairInGaps(base, side, rules, pairing, used, pair);
  return pairing;
}

type Pair = (at: number, baseAt: number) => void;

function pairByKey(base: readonly YamlNode[], side: readonly YamlNode[], key: ItemKey, _: Pairing, pair: Pair): void {
  const places = new Map(base.map((node, index) => [key(node), index]));
  side.forEach((node, index) => {
    const baseAt = places.get(key(node));
    if (baseAt !== undefined) pair(index, baseAt);
  });
}

function pairByContent(base: readonly YamlNode[], side: readonly YamlNode[], canon: Canon, pair: Pair): void {
  const before = Int32Array.from(base, (node) => canon.of(node));
  const after = Int32Array.from(side, (node) => canon.of(node));
  let at = 0;
  let baseAt = 0;
  const pairUpTo = (baseEnd: number): void => {
    while (baseAt < baseEnd) pair(at++, baseAt++);
  };
  for (const change of diffSequences(before, after)) {
    pairUpTo(change.before.start);
    at = change.after.end;
    baseAt = change.before.end;
  }
  pairUpTo(base.length);
}

/** Pairs leftovers whose name occurs once among the leftovers of each list. */
function pairUnique(
  base: readonly YamlNode[],
  side: readonly YamlNode[],
  key: ItemKey,
  pairing: Pairing,
  used: Uint8Array,
  pair: Pair,
): void {
  const count = (nodes: readonly YamlNode[], isFree: (index: number) => boolean): Map<string, number[]> => {
    const places = new Map<string, number[]>();
    nodes.forEach((node, index) => {
      const name = isFree(index) ? key(node) : null;
      const known = name === null ? undefined : places.get(name);
      if (known) known.push(index);
      else if (name !== null) places.set(name, [index]);
    });
    return places;
  };
  const inBase = count(base, (index) => used[index] === 0);
  for (const [name, places] of count(side, (index) => pairing[index] === -1)) {
    const there = inBase.get(name);
    if (places.length === 1 && there?.length === 1) pair(places[0] as number, there[0] as number);
  }
}

function pairInGaps(
  base: readonly YamlNode[],
  side: readonly YamlNode[],
  rules: PairingRules,
  pairing: Pairing,
  used: Uint8Array,
  pair: Pair,
): void {
  for (const gap of gapsOf(base.length, pairing, used)) {
    if (gap.base.length === 0 || gap.side.length === 0) continue;
    const alike: { at: number; baseAt: number; score: number }[] = [];
    for (const at of gap.side.slice(0, GAP_LIMIT)) {
      for (const baseAt of gap.base.slice(0, GAP_LIMIT)) {
        const score = likeness(base[baseAt] as YamlNode, side[at] as YamlNode, rules);
        if (score >= LIKENESS) alike.push({ at, baseAt, score });
      }
    }
    alike.sort((a, b) => b.score - a.score || a.baseAt - b.baseAt || a.at - b.at);
    for (const { at, baseAt } of alike) if (pairing[at] === -1 && used[baseAt] === 0) pair(at, baseAt);
    const only = { at: gap.side[0] as number, baseAt: gap.base[0] as number };
    const single = gap.side.length === 1 && gap.base.length === 1 && pairing[only.at] === -1 && used[only.baseAt] === 0;
    const sameKind = base[only.baseAt]?.kind === side[only.at]?.kind;
    if (single && sameKind && !rules.key) pair(only.at, only.baseAt);
  }
}

function likeness(one: YamlNode, other: YamlNode, rules: PairingRules): number {
  if (one.kind === 'scalar' && other.kind === 'scalar') {
    const name = normalisedEntry(one);
    if (name !== null && name === normalisedEntry(other)) return 1;
  }
  return similarity(one, other, rules.canon);
}

/** Leftovers between two items that stand in the same order on both sides. */
function gapsOf(baseLength: number, pairing: Pairing, used: Uint8Array): { base: number[]; side: number[] }[] {
  const gaps: { base: number[]; side: number[] }[] = [];
  let baseAt = 0;
  let side: number[] = [];
  const close = (baseEnd: number): void => {
    const base: number[] = [];
    for (; baseAt < baseEnd; baseAt++) if (used[baseAt] === 0) base.push(baseAt);
    gaps.push({ base, side });
    side = [];
  };
  pairing.forEach((paired, at) => {
    if (paired === -1) side.push(at);
    else if (paired >= baseAt) {
      close(paired);
      baseAt = paired + 1;
    }
  });
  close(baseLength);
  return gaps;
}
