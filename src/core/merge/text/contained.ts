import type { LineChange } from '../../diff/lines';
import { diffLines } from '../../diff/lines';
import type { SideName } from '../model';
import { indentOf, isBalanced, isContent } from './template-lines';

/**
 * The side whose lines hold, to the byte, every change that the other side made to these lines, and more; null where
 * each side changed something that the other has not. Likely what is meant, never certain: a line means what the lines
 * around it make of it, and those are others on the two sides.
 */
export function sideWithAllChanges(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): SideName | null {
  if (holdsAll(base, ours, theirs)) return 'ours';
  return holdsAll(base, theirs, ours) ? 'theirs' : null;
}

/**
 * The side that made both changes: what the other put in place of some lines stands at the start or the end of what this
 * one put in place of the very same lines. Its text is then the other's, and further lines before or after it.
 */
export function sideThatMadeBoth(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): SideName | null {
  if (holdsAll(base, ours, theirs, isAtOneEnd)) return 'ours';
  return holdsAll(base, theirs, ours, isAtOneEnd) ? 'theirs' : null;
}

/**
 * The side that changed lines around which both sides put the very same new ones. The other side left them as they
 * were, so that its whole change stands on this one: nothing is put together that nobody has seen together.
 */
export function sideThatChangedBetween(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): SideName | null {
  const shorter = Math.min(ours.length, theirs.length);
  let before = 0;
  while (before < shorter && ours[before] === theirs[before]) before++;
  let after = 0;
  while (after < shorter - before && ours.at(-1 - after) === theirs.at(-1 - after)) after++;
  const known = new Set(base.filter((line) => line.trim() !== ''));
  const around = [...ours.slice(0, before), ...ours.slice(ours.length - after)];
  if (known.size === 0) return null;
  // Of a line that stands there already nobody can tell which of the two is the new one.
  if (around.some((line) => known.has(line)) || !isBalanced(around)) return null;
  const behind = ours.slice(ours.length - after);
  const isTaken = (side: readonly string[]): boolean =>
    takesIn(
      side.slice(before, side.length - after).filter((line) => !known.has(line)),
      behind,
    );
  if (isTaken(ours) || isTaken(theirs)) return null;
  const isLeft = (side: readonly string[]): boolean =>
    side.length - before - after === base.length && base.every((line, at) => side[before + at] === line);
  if (isLeft(theirs)) return 'ours';
  return isLeft(ours) ? 'theirs' : null;
}

type Covers = (known: LineChange, whole: readonly string[], change: LineChange, part: readonly string[]) => boolean;

function holdsAll(
  base: readonly string[],
  whole: readonly string[],
  part: readonly string[],
  holds: Covers = covers,
): boolean {
  const all = diffLines(base, whole);
  return diffLines(base, part).every((change) => all.some((known) => holds(known, whole, change, part)));
}

function isAtOneEnd(known: LineChange, whole: readonly string[], change: LineChange, part: readonly string[]): boolean {
  if (known.before.start !== change.before.start || known.before.end !== change.before.end) return false;
  const there = whole.slice(known.after.start, known.after.end);
  const sought = part.slice(change.after.start, change.after.end);
  const stands = (from: number): boolean => from >= 0 && sought.every((line, index) => line === there[from + index]);
  // A removal, or a blank line, is only held by the same one.
  if (sought.every((line) => line.trim() === '')) return there.length === sought.length && stands(0);
  if (!isBalanced(sought)) return false;
  const ahead = there.length - sought.length;
  return stands(0) || (stands(ahead) && !takesIn(there.slice(0, ahead), sought));
}

/** Whether one of these lines would be what the lines behind them stand in: there they belong to something else. */
function takesIn(ahead: readonly string[], behind: readonly string[]): boolean {
  const first = behind.find(isContent);
  if (first === undefined) return false;
  const isEntry = (line: string): boolean => /^\s*-(?:\s|$)/.test(line);
  const reach = (line: string): number => indentOf(line) - (isEntry(first) && !isEntry(line) ? 1 : 0);
  return ahead.some((line) => isContent(line) && reach(line) < indentOf(first));
}

/** A change at the same lines or around them that put all of the other's new lines there, as one piece. */
function covers(known: LineChange, whole: readonly string[], change: LineChange, part: readonly string[]): boolean {
  if (known.before.start > change.before.start || known.before.end < change.before.end) return false;
  const there = whole.slice(known.after.start, known.after.end);
  const sought = part.slice(change.after.start, change.after.end);
  // A removal is only held by the same one: with other lines in the place it may have been meant for them too.
  if (sought.every((line) => line.trim() === '')) {
    const isSameRange = known.before.start === change.before.start && known.before.end === change.before.end;
    return isSameRange && there.length === sought.length && sought.every((line, at) => line === there[at]);
  }
  return there.some((_, at) => sought.every((line, index) => line === there[at + index]));
}
