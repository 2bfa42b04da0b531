import type { MergePath, SideName, VersionName } from '../model';
import type { AlignedMembers } from './align-members';
import type { MergeContext } from './context';
import type { MemberSlot } from './leaf';
import type { TakenFrom } from './doubts';
import { similarity } from './similarity';

/** Sibling keys whose values only make sense together. */
export const COUPLED: readonly (readonly string[])[] = [
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

/**
 * Asks when the sides changed different members of a set of values that belong together: each change alone was
 * consistent, the combination is nobody's. Tells whose members to take when the person wants one side's only.
 */
export function coupledChoices(context: MergeContext, aligned: AlignedMembers, path: MergePath): TakenFrom {
  const taken = new Map<string, VersionName>();
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
    if (choice === 'both' || choice === 'git' || typeof choice === 'object') continue;
    for (const key of keys) taken.set(key, choice);
  }
  return (name) => taken.get(name) ?? null;
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
