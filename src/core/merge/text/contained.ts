import type { LineChange } from '../../diff/lines';
import { diffLines } from '../../diff/lines';
import type { SideName } from '../model';

/**
 * The side whose lines hold every change that the other side made to these lines, and more: the combination is then
 * what that side has already. Also where the sides differ in nothing but blank lines and blanks at the ends of lines.
 * Null where each side changed something that the other has not.
 */
export function sideWithAllChanges(
  base: readonly string[],
  ours: readonly string[],
  theirs: readonly string[],
): SideName | null {
  const [before, own, other] = [base, ours, theirs].map(withoutBlanks) as [string[], string[], string[]];
  if (isSame(own, other)) return ours.join('\n') >= theirs.join('\n') ? 'ours' : 'theirs';
  if (isSame(other, before)) return 'ours';
  if (isSame(own, before)) return 'theirs';
  if (holdsAll(base, ours, theirs)) return 'ours';
  return holdsAll(base, theirs, ours) ? 'theirs' : null;
}

function holdsAll(base: readonly string[], whole: readonly string[], part: readonly string[]): boolean {
  const all = diffLines(base, whole);
  return diffLines(base, part).every((change) => all.some((known) => covers(known, whole, change, part)));
}

/** A change at the same lines or around them that put all of the other's new lines there, in their order. */
function covers(known: LineChange, whole: readonly string[], change: LineChange, part: readonly string[]): boolean {
  if (known.before.start > change.before.start || known.before.end < change.before.end) return false;
  const [there, sought] = [
    whole.slice(known.after.start, known.after.end),
    part.slice(change.after.start, change.after.end),
  ];
  const isSameRange = known.before.start === change.before.start && known.before.end === change.before.end;
  // A removal is only held by the same one: with other lines in the place it may have been meant for them too.
  if (withoutBlanks(sought).length === 0) return isSameRange && isSame(there, sought);
  let at = -1;
  return sought.every((line) => (at = there.indexOf(line, at + 1)) >= 0);
}

const withoutBlanks = (lines: readonly string[]): string[] =>
  lines.map((line) => line.trimEnd()).filter((line) => line !== '');

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((line, at) => line === other[at]);
