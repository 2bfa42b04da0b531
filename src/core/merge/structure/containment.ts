import type { YamlNode } from '../../yaml/nodes';
import type { SideName } from '../model';
import type { AlignedMembers } from './align-members';
import type { MergeContext } from './context';

/**
 * Whether one side made every change to these members that the other side made, and perhaps more: the combination is
 * then exactly what stands on that side, so nothing is put together that nobody has seen together.
 */
export function containsChanges(
  context: MergeContext,
  aligned: AlignedMembers,
  whole: SideName,
  part: SideName,
): boolean {
  return [...new Set([...aligned.base, ...aligned[part]])].every((name) => {
    const slot = aligned.slot(name);
    return includesChange(context, slot.base?.value ?? null, slot[whole]?.value ?? null, slot[part]?.value ?? null);
  });
}

function includesChange(
  context: MergeContext,
  base: YamlNode | null,
  whole: YamlNode | null,
  part: YamlNode | null,
): boolean {
  const same = (one: YamlNode | null, other: YamlNode | null): boolean =>
    one === null || other === null ? one === other : context.canon.of(one) === context.canon.of(other);
  if (same(part, base) || same(part, whole)) return true;
  if (part?.kind !== 'map' || whole?.kind !== 'map' || (base !== null && base.kind !== 'map')) return false;
  const valueOf = (node: YamlNode | null): ReadonlyMap<string, YamlNode> =>
    new Map(node?.kind === 'map' ? node.entries.map((entry) => [entry.key, entry.value]) : []);
  const [before, all, some] = [valueOf(base), valueOf(whole), valueOf(part)];
  return [...new Set([...before.keys(), ...some.keys()])].every((key) =>
    includesChange(context, before.get(key) ?? null, all.get(key) ?? null, some.get(key) ?? null),
  );
}
