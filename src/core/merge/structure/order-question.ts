import type { MergePath } from '../model';
import type { AlignedMembers } from './align-members';
import type { ConflictDraft, MergeContext } from './context';
import { addedTogether } from './groups';
import { addedBesideMoved, mergeOrder, mergeOrderBackwards, sortAdditions } from './order';

/** The order of a collection's members; asks where the order counts and the sides leave more than one. */
export function orderOfMembers(context: MergeContext, aligned: AlignedMembers, path: MergePath): readonly string[] {
  const { base, ours, theirs } = aligned;
  const { order, moved } = mergeOrder(base, ours, theirs);
  const isNamed = aligned.ordered !== 'yes' && aligned.matchedBy !== 'content';
  if (moved === 'both' && aligned.ordered !== 'no') {
    const choice = context.ask({
      ...shown(aligned, path),
      why: 'Both sides moved entries of this list, to different places.',
      alternatives: [],
    });
    return choice === 'theirs' ? mergeOrder(base, theirs, ours).order : order;
  }
  if (aligned.ordered === 'yes' && moved !== 'none' && moved !== 'both' && addedBesideMoved(base, ours, theirs)) {
    const adder = moved === 'ours' ? 'theirs' : 'ours';
    const choice = context.ask({
      ...shown(aligned, path),
      why: `${moved === 'ours' ? 'Ours' : 'Theirs'} moved entries of this list, and ${adder} added one between them.`,
      alternatives: [
        {
          choice: 'both',
          label: 'Move, and keep the new entry before what it stands before',
          why: 'In a list that is read from the top, an entry is mostly put before what it should win over.',
        },
        { choice: moved, label: `Move, as ${moved}`, why: 'The new entry stays behind what it stands behind.' },
        { choice: adder, label: `Do not move, as ${adder}`, why: '' },
      ],
    });
    if (choice === 'both') return mergeOrderBackwards(base, ours, theirs);
    return choice === adder ? mergeOrder(base, ours, theirs, adder).order : order;
  }
  const arranged = isNamed ? sortAdditions(order, base) : order;
  if (aligned.ordered === 'unknown' && isOursFirst(aligned, arranged)) {
    context.notice(
      path,
      'Both sides added entries at one place of this list: ours stand first. Their order may count.',
    );
  }
  return arranged;
}

/** Whether new entries of both sides stand at one place, in an order that is only that of the sides. */
function isOursFirst(aligned: AlignedMembers, arranged: readonly string[]): boolean {
  const { base, ours, theirs } = aligned;
  const together = addedTogether(aligned);
  if (together.length === 0) return false;
  const swapped = mergeOrder(base, theirs, ours).order;
  const mirrored = aligned.matchedBy === 'content' ? swapped : sortAdditions(swapped, base);
  return mirrored.some((name, at) => arranged[at] !== name);
}

const shown = (
  aligned: AlignedMembers,
  path: MergePath,
): Pick<ConflictDraft, 'reason' | 'tier' | 'path' | 'base' | 'ours' | 'theirs'> => ({
  reason: 'order',
  tier: 'suggest',
  path,
  base: aligned.base.join('\n'),
  ours: aligned.ours.join('\n'),
  theirs: aligned.theirs.join('\n'),
});
