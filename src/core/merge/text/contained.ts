import type { LineChange } from '../../diff/lines';
import { diffLines } from '../../diff/lines';
import type { SideName } from '../model';

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

function holdsAll(base: readonly string[], whole: readonly string[], part: readonly string[]): boolean {
  const all = diffLines(base, whole);
  return diffLines(base, part).every((change) => all.some((known) => covers(known, whole, change, part)));
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
