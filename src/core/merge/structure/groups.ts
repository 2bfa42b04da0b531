import type { ConflictAlternative, ConflictChoice, MergePath, VersionName } from '../model';
import type { ItemGroup } from '../lists/align-items';
import type { AlignedMembers } from './align-members';
import type { MergeContext } from './context';

export interface ChosenItems {
  /** Whether a member of a group is shown; members outside of groups are not in it. */
  readonly shown: ReadonlyMap<string, boolean>;
  readonly groupOf: (name: string) => ItemGroup | undefined;
  /** What a person wrote in the place of a group, by the one member of it that is shown. */
  readonly written: ReadonlyMap<string, string>;
}

const WHY: Readonly<Record<ItemGroup['reason'], string>> = {
  'both-replaced': 'Both sides replaced the same entry, each with something else.',
  'look-alike': 'Both sides added almost the same entry; keeping both would double it.',
  'both-renamed': 'Both sides gave the same entry another name.',
  'delete-modify': 'One side renamed what the other removed.',
  order: 'Both sides added entries at the same place of a list whose order counts.',
};

/**
 * Asks about the groups of members that exclude each other, and tells which of them are shown. `isDoubted`: a person is
 * asked whether the additions of both sides go together at all, so that their order is no second question.
 */
export function chosenItems(
  context: MergeContext,
  aligned: AlignedMembers,
  path: MergePath,
  isDoubted: boolean,
): ChosenItems {
  const shown = new Map<string, boolean>();
  const owner = new Map<string, ItemGroup>();
  const written = new Map<string, string>();
  for (const group of [...aligned.groups, ...(isDoubted ? [] : addedAtOnePlace(aligned))]) {
    const show = (names: readonly string[], isShown: boolean): void => {
      for (const name of names) {
        shown.set(name, isShown);
        owner.set(name, group);
      }
    };
    const open = context.conflicts.length;
    const choice = ask(context, group, aligned, path);
    if (context.conflicts.length === open) {
      const others = [...group.base, ...group.ours, ...group.theirs].slice(1);
      for (const name of others) context.decided([...path, name], `a person's choice: ${group.reason}`, 'merged');
    }
    show(group.base, choice === 'base');
    show(group.ours, choice === 'ours' || choice === 'both');
    show(group.theirs, choice === 'theirs' || choice === 'both');
    const place = group.ours[0] ?? group.theirs[0];
    if (typeof choice !== 'object' || place === undefined) continue;
    shown.set(place, true);
    written.set(place, choice.value);
  }
  return { shown, groupOf: (name) => owner.get(name), written };
}

function ask(context: MergeContext, group: ItemGroup, aligned: AlignedMembers, path: MergePath): ConflictChoice {
  const written = (side: VersionName, names: readonly string[]): string | null => {
    const texts = names.map((name) => context.source(side, aligned.slot(name)[side]?.value));
    return texts.length === 0 ? null : texts.join('\n');
  };
  const ours = written('ours', group.ours);
  const theirs = written('theirs', group.theirs);
  const keepsBoth: ConflictAlternative = {
    choice: 'both',
    label: 'Keep both, ours first',
    why: 'Both entries are wanted.',
  };
  const take = (choice: 'ours' | 'theirs', text: string | null): ConflictAlternative => ({
    choice,
    label: text === null ? `Remove it, as ${choice}` : `Take ${choice}`,
    why: '',
  });
  return context.ask({
    reason: group.reason,
    tier: group.reason === 'order' ? 'suggest' : 'ask',
    path: [...path, group.ours[0] ?? group.theirs[0] ?? ''],
    base: written('base', group.base),
    ours,
    theirs,
    why: group.why ?? WHY[group.reason],
    alternatives:
      group.reason === 'order'
        ? [keepsBoth]
        : [take('ours', ours), take('theirs', theirs), ...(group.why === undefined ? [keepsBoth] : [])],
  });
}

/** New items of both sides behind the same neighbour, in a list whose order counts. */
export const addedAtOnePlace = (aligned: AlignedMembers): ItemGroup[] =>
  aligned.ordered === 'yes' ? addedTogether(aligned) : [];

/** New items of both sides behind the same neighbour. */
export function addedTogether(aligned: AlignedMembers): ItemGroup[] {
  const taken = new Set(aligned.groups.flatMap((group) => [...group.ours, ...group.theirs]));
  const known = new Set(aligned.base);
  const places = (side: 'ours' | 'theirs', other: 'ours' | 'theirs'): Map<string, string[]> => {
    const there = new Set(aligned[other]);
    const found = new Map<string, string[]>();
    let anchor = '';
    for (const name of aligned[side]) {
      if (known.has(name) || there.has(name)) anchor = there.has(name) ? name : anchor;
      else if (!taken.has(name)) {
        const behind = found.get(anchor);
        if (behind) behind.push(name);
        else found.set(anchor, [name]);
      }
    }
    return found;
  };
  const theirs = places('theirs', 'ours');
  const groups: ItemGroup[] = [];
  for (const [anchor, names] of places('ours', 'theirs')) {
    const others = theirs.get(anchor);
    if (others) groups.push({ reason: 'order', base: [], ours: names, theirs: others });
  }
  return groups;
}
