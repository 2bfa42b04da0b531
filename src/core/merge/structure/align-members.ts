import type { YamlNode } from '../../yaml/nodes';
import type { ItemGroup } from '../lists/align-items';
import { alignItems } from '../lists/align-items';
import { BUILT_IN_LISTS } from '../lists/built-in';
import type { ListRule } from '../lists/list-policy';
import { findListRule } from '../lists/list-policy';
import type { MergePath, VersionName } from '../model';
import { excludedKeys } from './alternatives';
import type { MergeContext } from './context';
import { NotByStructure } from './indent';
import type { MemberSlot } from './leaf';
import { nameKinship } from './related-names';
import { leaves, similarity } from './similarity';
import type { BlockContainer, Member } from './version';
import { membersOf } from './version';

/** The members of one collection in three versions, under names that are equal for what is the same member. */
export interface AlignedMembers {
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  readonly groups: readonly ItemGroup[];
  readonly ordered: 'yes' | 'no' | 'unknown';
  readonly atomic: boolean;
  readonly matchedBy: string;
  slot(name: string): MemberSlot;
}

export type Containers = Readonly<Record<VersionName, BlockContainer | null>>;

export function alignMembers(context: MergeContext, nodes: Containers, path: MergePath): AlignedMembers {
  const kind = (nodes.ours ?? nodes.theirs)?.kind;
  return kind === 'map' ? alignKeys(context, nodes, path) : alignList(context, nodes, path);
}

function alignKeys(context: MergeContext, nodes: Containers, path: MergePath): AlignedMembers {
  const keys = (side: VersionName): string[] => {
    const node = nodes[side];
    if (node?.kind !== 'map') return [];
    if (node.entries.some((entry) => !entry.simpleKey)) throw new NotByStructure('a key that is not a plain word');
    return node.entries.map((entry) => entry.key);
  };
  const names = { base: keys('base'), ours: keys('ours'), theirs: keys('theirs') };
  const members = indexed(nodes, names);
  const renamed = renamedByBoth(context, names, members);
  const taken = new Set(renamed.flatMap((group) => [...group.base, ...group.ours, ...group.theirs]));
  return {
    ...names,
    groups: [...renamed, ...excludedKeys(context, path, names, members, taken)],
    ordered: 'no',
    atomic: false,
    matchedBy: 'key',
    slot: members,
  };
}

function alignList(context: MergeContext, nodes: Containers, path: MergePath): AlignedMembers {
  const values = (side: VersionName): YamlNode[] => {
    const node = nodes[side];
    return node?.kind === 'list' ? node.items.map((item) => item.value) : [];
  };
  const meaning = listRuleAt(context, path)?.meaning ?? null;
  const lists = { base: values('base'), ours: values('ours'), theirs: values('theirs') };
  const aligned = alignItems(lists, { meaning, name: keyAt(path) }, context.canon);
  return { ...aligned, atomic: meaning?.kind === 'atomic', slot: indexed(nodes, aligned) };
}

/** The last key of a path; places in lists are passed over. */
export const keyAt = (path: MergePath): string => path.findLast((step) => !step.startsWith('[')) ?? '';

/** What is known about the list at a path: by the repository's policy, else built in. */
export function listRuleAt(context: MergeContext, path: MergePath): ListRule | null {
  const { file, kind, policy } = context.options;
  return findListRule({ file, kind, path: path.filter((step) => !step.startsWith('[')) }, policy, BUILT_IN_LISTS);
}

function indexed(
  nodes: Containers,
  names: Readonly<Record<VersionName, readonly string[]>>,
): (name: string) => MemberSlot {
  const index = (side: VersionName): Map<string, Member> => {
    const node = nodes[side];
    const members = node ? membersOf(node) : [];
    return new Map(names[side].map((name, at) => [name, members[at] as Member]));
  };
  const [base, ours, theirs] = [index('base'), index('ours'), index('theirs')];
  const slots = new Map<string, MemberSlot>();
  return (name) => {
    let slot = slots.get(name);
    if (!slot) {
      slot = { base: base.get(name) ?? null, ours: ours.get(name) ?? null, theirs: theirs.get(name) ?? null };
      slots.set(name, slot);
    }
    return slot;
  };
}

const SAME_THING = 0.6;

/**
 * Keys that both sides gave a new name, differently: the base has what both removed, each side has its likeness under
 * another key. And: both sides added the same subtree under two keys. Taking both would double it.
 */
function renamedByBoth(
  context: MergeContext,
  names: Readonly<Record<VersionName, readonly string[]>>,
  slot: (name: string) => MemberSlot,
): ItemGroup[] {
  const known = new Set(names.base);
  const fresh = (side: 'ours' | 'theirs', other: 'ours' | 'theirs'): string[] => {
    const there = new Set(names[other]);
    return names[side].filter((name) => !known.has(name) && !there.has(name));
  };
  const ours = fresh('ours', 'theirs');
  const theirs = fresh('theirs', 'ours');
  if (ours.length === 0 || theirs.length === 0) return [];
  const kept = new Set([...names.ours, ...names.theirs]);
  const removed = names.base.filter((name) => !kept.has(name));
  const groups: ItemGroup[] = [];
  const used = new Set<string>();
  for (const own of ours) {
    const ownNode = slot(own).ours?.value;
    if (!ownNode) continue;
    for (const other of theirs) {
      const otherNode = slot(other).theirs?.value;
      if (!otherNode || used.has(other)) continue;
      const source = removed.find((name) => {
        const node = slot(name).base?.value;
        return node && same(context, node, ownNode) && same(context, node, otherNode);
      });
      const likeness = similarity(ownNode, otherNode, context.canon);
      const isTwin = areKin(own, other, likeness) || sayTheSame(context, ownNode, otherNode, likeness);
      if (source === undefined && !isTwin) continue;
      used.add(other);
      groups.push({
        reason: source === undefined ? 'look-alike' : 'both-renamed',
        base: source === undefined ? [] : [source],
        ours: [own],
        theirs: [other],
      });
      break;
    }
  }
  return groups;
}

/** Two new members with mostly the same content; a few leaves alone are alike by chance. */
function sayTheSame(context: MergeContext, one: YamlNode, other: YamlNode, likeness: number): boolean {
  // A text of several lines is not the same by chance.
  if (one.kind === 'scalar') return likeness === 1 && one.content.trim().includes('\n');
  const count = Math.min(leaves(one, context.canon).length, leaves(other, context.canon).length);
  if (isSmall(one) && likeness === 1) return count > 1;
  return isSmall(one) ? likeness >= 0.85 && count > 3 : likeness >= 0.9;
}

/** Two names of one thing: the same words, or one name within the other and values that are mostly alike. */
function areKin(one: string, other: string, likeness: number): boolean {
  const kinship = nameKinship(one, other);
  return kinship === 'same' || (kinship === 'within' && likeness >= 0.5);
}

function same(context: MergeContext, one: YamlNode, other: YamlNode): boolean {
  return similarity(one, other, context.canon) >= SAME_THING;
}

/** A scalar, or a collection of two members at most: likeness says nothing. */
function isSmall(node: YamlNode): boolean {
  if (node.kind === 'map') return node.entries.length < 3;
  return node.kind === 'list' ? node.items.length < 3 : true;
}
