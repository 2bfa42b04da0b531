import type { YamlNode } from '../../yaml/nodes';
import type { MergePath, SideName, VersionName } from '../model';
import type { AlignedMembers, Containers } from './align-members';
import { containsChanges } from './containment';
import type { MergeContext } from './context';
import { overlappingRanges } from './intervals';
import { shareWord } from './related-names';

/** The version whose member stands in the result as it is; null: the member is merged. */
export type TakenFrom = (name: string) => VersionName | null;

/**
 * Asks, with a suggestion, where the changes of the two sides can be put together but perhaps do not belong together.
 *
 * Tells whose members to take when the person wants one side's only; null when there was nothing to doubt.
 */
export function doubtfulChoices(
  context: MergeContext,
  aligned: AlignedMembers,
  nodes: Containers,
  path: MergePath,
): TakenFrom | null {
  if (
    nodes.base &&
    [nodes.ours, nodes.theirs].some(
      (side) => side && context.canon.of(side) === context.canon.of(nodes.base as YamlNode),
    )
  )
    return null;
  const overlap = nodes.ours?.kind === 'list' ? overlappingRanges(context, aligned) : null;
  const why = overlap ?? doubt(context, aligned, nodes, path);
  if (why === null) return null;
  const choice = context.ask({
    reason: overlap === null ? 'coupled' : 'rule-broken',
    tier: overlap === null ? 'suggest' : 'ask',
    path,
    base: context.source('base', nodes.base),
    ours: context.source('ours', nodes.ours),
    theirs: context.source('theirs', nodes.theirs),
    why,
    alternatives:
      overlap === null ? [{ choice: 'both', label: 'Take both changes', why: 'They do not exclude each other.' }] : [],
  });
  if (choice === 'both' || choice === 'git' || typeof choice === 'object') return () => null;
  return () => choice;
}

/** Lists whose entries are one condition. */
const CONDITIONS = new Set(['when', 'changed_when', 'failed_when', 'until', 'that']);

function doubt(context: MergeContext, aligned: AlignedMembers, nodes: Containers, path: MergePath): string | null {
  const isMap = nodes.ours?.kind === 'map';
  const fresh = { ours: added(aligned, 'ours'), theirs: added(aligned, 'theirs') };
  if (
    !isMap &&
    aligned.matchedBy === 'content' &&
    fresh.ours.size > 0 &&
    fresh.theirs.size > 0 &&
    holdsObjects(nodes.ours)
  ) {
    return 'Both sides added entries to a list whose entries have no name: they may be two forms of one entry.';
  }
  if (!isMap && CONDITIONS.has(path.at(-1) ?? '') && fresh.ours.size > 0 && fresh.theirs.size > 0) {
    return 'Both sides added a condition: all of them must hold, so that together they let less through than either.';
  }
  const shared = isMap ? null : sharedRepository(context, aligned);
  if (shared !== null) return `Both sides changed entries of ${shared}, which are mostly raised together.`;
  if (besideChangedStep(context, aligned, nodes)) {
    return 'One side added an entry next to one that the other changed, in a list that is worked through in order.';
  }
  // The result is then what one side has already, whatever was added, removed and changed beside each other.
  const isOneSide =
    containsChanges(context, aligned, 'ours', 'theirs') || containsChanges(context, aligned, 'theirs', 'ours');
  for (const remover of ['ours', 'theirs'] as const) {
    const other: SideName = remover === 'ours' ? 'theirs' : 'ours';
    if (!isOneSide && clearedOut(aligned, remover) && fresh[other].size > 0) {
      return words(remover, 'removed most of the members where', other, 'added one.');
    }
    const found = beside(context, aligned, remover, other, fresh, isMap, isOneSide);
    if (found !== null) return found;
  }
  return null;
}

/** The side removed at least three members and more than two fifths of them. */
function clearedOut(aligned: AlignedMembers, side: SideName): boolean {
  const kept = new Set(aligned[side]);
  const removed = aligned.base.filter((name) => !kept.has(name)).length;
  return removed >= 3 && removed * 5 >= aligned.base.length * 2;
}

/** A repository of which the sides changed different entries: references to one commit are raised together. */
function sharedRepository(context: MergeContext, aligned: AlignedMembers): string | null {
  const touched = (side: SideName): Map<string, string> => {
    const found = new Map<string, string>();
    for (const name of aligned[side]) {
      const { base, [side]: own } = aligned.slot(name);
      const repository = own?.value.kind === 'scalar' ? repositoryOf(own.value.content) : null;
      const changed = own && (!base || context.canon.of(base.value) !== context.canon.of(own.value));
      if (repository !== null && changed) found.set(name, repository);
    }
    return found;
  };
  const ours = touched('ours');
  for (const [name, repository] of touched('theirs')) {
    const apart = [...ours].some(([own, other]) => own !== name && other === repository);
    if (apart && !ours.has(name)) return repository;
  }
  return null;
}

/** `github.com/owner/name` of an entry that names a commit of it. */
function repositoryOf(entry: string): string | null {
  return (
    /^(?:https?:\/\/|git@|ssh:\/\/)?([\w.-]+[/:][\w.-]+\/[\w.-]+?)(?:\.git)?(?:\/[^?]*)?\?(?:.*&)?ref=/.exec(
      entry,
    )?.[1] ?? null
  );
}

/** New names of one side by the name that stands before them there; without those that are asked about in a group. */
function added(aligned: AlignedMembers, side: SideName): Map<string, string[]> {
  const asked = new Set(aligned.groups.flatMap((group) => group[side]));
  const known = new Set([...aligned.base, ...aligned[side === 'ours' ? 'theirs' : 'ours']]);
  const found = new Map<string, string[]>();
  let anchor = '';
  for (const name of aligned[side]) {
    if (known.has(name)) anchor = name;
    else if (!asked.has(name)) {
      const behind = found.get(anchor);
      if (behind) behind.push(name);
      else found.set(anchor, [name]);
    }
  }
  return found;
}

function beside(
  context: MergeContext,
  aligned: AlignedMembers,
  remover: SideName,
  other: SideName,
  fresh: Readonly<Record<SideName, ReadonlyMap<string, readonly string[]>>>,
  isMap: boolean,
  isOneSide: boolean,
): string | null {
  const kept = { [remover]: new Set(aligned[remover]), [other]: new Set(aligned[other]) };
  let before = '';
  for (let at = 0; at < aligned.base.length; at++) {
    const name = aligned.base[at] as string;
    if (kept[remover]?.has(name)) {
      before = name;
      continue;
    }
    const replaced = fresh[remover].has(before);
    if (kept[other]?.has(name)) {
      if (isOneSide) continue;
      const previous = aligned.base[at - 1] ?? '';
      const addedThere = fresh[other].has(name) || fresh[other].has(previous) || fresh[other].has(before);
      if (replaced && addedThere)
        return words(remover, 'replaced a member where', other, 'added one: it may have been meant for the old one.');
      const neighbours = [aligned.base[at - 1], aligned.base[at + 1]];
      const changed = neighbours.some(
        (neighbour) => neighbour !== undefined && isChanged(context, aligned, neighbour, other),
      );
      if (isMap && replaced && changed)
        return words(remover, 'replaced a member whose neighbour', other, 'changed: they may belong together.');
    } else if (aligned.groups.some((group) => group.base.includes(name))) {
      continue;
    } else if (replaced && !fresh[other].has(lastKept(aligned, at, kept[other]))) {
      const renamed = fresh[remover].get(before)?.some((now) => mayLiveOn(context, aligned, remover, name, now));
      if (renamed === true || !containsChanges(context, aligned, remover, other))
        return words(remover, 'replaced a member that', other, 'removed.');
    }
  }
  return null;
}

/** Tasks and steps without names: an entry that one side put next to one that the other side changed. */
function besideChangedStep(context: MergeContext, aligned: AlignedMembers, nodes: Containers): boolean {
  if (aligned.ordered !== 'yes' || aligned.matchedBy !== 'content' || !holdsObjects(nodes.ours)) return false;
  if (containsChanges(context, aligned, 'ours', 'theirs') || containsChanges(context, aligned, 'theirs', 'ours'))
    return false;
  const known = new Set(aligned.base);
  return (['ours', 'theirs'] as const).some((adder) => {
    const other: SideName = adder === 'ours' ? 'theirs' : 'ours';
    const names = aligned[adder];
    return names.some((name, at) => {
      if (known.has(name) || aligned.slot(name)[other] !== null) return false;
      return [names[at - 1], names[at + 1]].some(
        (beside) => beside !== undefined && isChanged(context, aligned, beside, other),
      );
    });
  });
}

/** Whether a removed member may be found again in a new one, under another name or inside of it. */
function mayLiveOn(
  context: MergeContext,
  aligned: AlignedMembers,
  side: SideName,
  removed: string,
  now: string,
): boolean {
  const inside = context.source(side, aligned.slot(now)[side]?.value) ?? '';
  return shareWord(removed, now) || inside.includes(removed);
}

function lastKept(aligned: AlignedMembers, from: number, kept: ReadonlySet<string> | undefined): string {
  for (let at = from; at >= 0; at--) if (kept?.has(aligned.base[at] as string)) return aligned.base[at] as string;
  return '';
}

function isChanged(context: MergeContext, aligned: AlignedMembers, name: string, side: SideName): boolean {
  const slot = aligned.slot(name);
  const value = (version: VersionName): number | null => {
    const member = slot[version];
    return member ? context.canon.of(member.value) : null;
  };
  return value(side) !== null && value('base') !== null && value(side) !== value('base');
}

function words(remover: SideName, did: string, other: SideName, also: string): string {
  return `${remover === 'ours' ? 'Ours' : 'Theirs'} ${did} ${other} ${also}`;
}

function holdsObjects(node: YamlNode | null): boolean {
  return node?.kind === 'list' && node.items.some((item) => item.value.kind !== 'scalar');
}
