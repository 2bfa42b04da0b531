import type { YamlNode } from '../../yaml/nodes';
import type { MergePath } from '../model';
import type { Containers } from './align-members';
import type { MergeContext } from './context';
import type { MemberSlot, RenderedMember } from './leaf';
import { handWritten } from './questions';

/**
 * A chart's version names its content. Both sides raised it to the same version with different content, so neither
 * may keep it: the next free one is suggested. Null when this is not the case.
 */
export function claimedRelease(
  context: MergeContext,
  slot: MemberSlot,
  nodes: Containers,
  path: MergePath,
): { readonly rendered: RenderedMember | null } | null {
  if (path.length !== 1 || path[0] !== 'version' || !/(?:^|\/)Chart\.ya?ml$/.test(context.options.file)) return null;
  const { base, ours, theirs } = slot;
  if (!base || !ours || !theirs || !nodes.ours || !nodes.theirs) return null;
  const id = (node: YamlNode): number => context.canon.of(node);
  const claimed = id(ours.value) === id(theirs.value) && id(ours.value) !== id(base.value);
  if (!claimed || id(nodes.ours) === id(nodes.theirs)) return null;
  const shown = context.source('ours', ours.value);
  const next = shown === null ? null : nextPatch(shown);
  if (next === null) return null;
  const choice = context.ask({
    reason: 'coupled',
    tier: 'suggest',
    path,
    base: context.source('base', base.value),
    ours: shown,
    theirs: context.source('theirs', theirs.value),
    why: 'Both sides gave this version to different contents.',
    alternatives: [
      { choice: { value: next }, label: `Use ${next}`, why: 'It is the next version that neither side has.' },
      { choice: 'ours', label: `Keep ${shown}`, why: '' },
    ],
  });
  if (typeof choice !== 'object') return null;
  return { rendered: handWritten(context, slot, choice.value) };
}

/** `1.2.3` → `1.2.4`, quotes kept; null for anything else. */
function nextPatch(written: string): string | null {
  const match = /^(["']?v?\d+\.\d+\.)(\d+)(["']?)$/.exec(written);
  return match ? `${match[1]}${Number(match[2]) + 1}${match[3]}` : null;
}
