import type { MergePath } from '../model';
import type { AlignedMembers } from './align-members';
import type { MergeContext } from './context';
import type { BlockContainer } from './version';

/** What the merge of members rested on, as shown for the reason of a decision. */
const RULES = {
  addedTogether: 'both sides added members at the same place',
  addedApart: 'both sides added members at different places',
} as const;

/** Writes down on which rules the merge of one collection rests, beside the members that a person is asked about. */
export function narrate(
  context: MergeContext,
  aligned: AlignedMembers,
  container: BlockContainer | null,
  path: MergePath,
  isAsked: (name: string) => boolean,
): void {
  const known = new Set(aligned.base);
  const inOurs = new Set(aligned.ours);
  const inTheirs = new Set(aligned.theirs);
  const places = (names: readonly string[], other: ReadonlySet<string>): Set<string> => {
    const found = new Set<string>();
    let anchor = '';
    for (const name of names) {
      if (known.has(name) || other.has(name)) anchor = name;
      else if (!isAsked(name)) found.add(anchor);
    }
    return found;
  };
  const ours = places(aligned.ours, inTheirs);
  const theirs = places(aligned.theirs, inOurs);
  if (ours.size === 0 || theirs.size === 0) return;
  const together = [...ours].some((anchor) => theirs.has(anchor));
  const what = container?.kind === 'map' ? 'keys' : `items matched by ${aligned.matchedBy}`;
  context.decided(path, `${together ? RULES.addedTogether : RULES.addedApart} (${what})`, 'both');
}
