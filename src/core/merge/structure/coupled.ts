import type { MergePath, SideName } from '../model';
import type { AlignedMembers } from './align-members';
import type { MergeContext } from './context';
import type { MemberSlot } from './leaf';
import { similarity } from './similarity';

/** Sibling keys whose values only make sense together. */
const COUPLED: readonly (readonly string[])[] = [
  ['repository', 'tag', 'digest'],
  ['newName', 'newTag', 'digest'],
  ['image', 'tag', 'digest'],
  ['subnet', 'gateway', 'dhcp'],
  ['from', 'to'],
  ['repository', 'version'],
  ['repo', 'rev'],
  ['url', 'version'],
  ['url', 'rev'],
  ['url', 'sha256', 'checksum', 'digest'],
];

type SlotOf = (name: string) => MemberSlot | null;

/**
 * Asks when the sides changed different members of a set of values that belong together: each change alone was
 * consistent, the combination is nobody's. Returns the slots to use instead of the aligned ones.
 */
export function coupledChoices(context: MergeContext, aligned: AlignedMembers, path: MergePath): SlotOf {
  const replaced = new Map<string, MemberSlot>();
  for (const keys of [...COUPLED, ...(context.options.policy.coupled ?? [])]) {
    const ours = keys.filter((key) => changed(context, aligned.slot(key), 'ours'));
    const theirs = keys.filter((key) => changed(context, aligned.slot(key), 'theirs'));
    const apart = ours.some((key) => !theirs.includes(key)) && theirs.some((key) => !ours.includes(key));
    if (!apart || ours.length + theirs.length < 2 || ours.some((key) => theirs.includes(key))) continue;
    const choice = context.ask({
      reason: 'coupled',
      tier: 'suggest',
      path: [...path, [...ours, ...theirs].join('+')],
      base: shown(context, aligned, keys, 'base'),
      ours: shown(context, aligned, keys, 'ours'),
      theirs: shown(context, aligned, keys, 'theirs'),
      why: `Ours changed ${ours.join(', ')} and theirs ${theirs.join(', ')}; these values belong together.`,
      alternatives: [{ choice: 'both', label: 'Take both changes', why: 'The changes do not exclude each other.' }],
    });
    if (choice === 'both' || typeof choice === 'object') continue;
    for (const key of keys) {
      const { base, ours: own, theirs: other } = aligned.slot(key);
      if (choice === 'ours') replaced.set(key, { base, ours: own, theirs: base });
      else if (choice === 'theirs') replaced.set(key, { base, ours: base, theirs: other });
      else replaced.set(key, { base, ours: base, theirs: base });
    }
  }
  return (name) => replaced.get(name) ?? null;
}

function changed(context: MergeContext, slot: MemberSlot, side: SideName): boolean {
  const { base } = slot;
  const own = slot[side];
  if (!base || !own) return false;
  return similarity(base.value, own.value, context.canon) < 1;
}

function shown(
  context: MergeContext,
  aligned: AlignedMembers,
  keys: readonly string[],
  side: SideName | 'base',
): string {
  const lines = keys.flatMap((key) => {
    const member = aligned.slot(key)[side];
    return member ? [`${key}: ${context.source(side, member.value) ?? ''}`] : [];
  });
  return lines.join('\n');
}
