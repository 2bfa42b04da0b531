import type { LineRange, SequenceChange } from './sequence';
import { diffSequences } from './sequence';

export type { LineRange } from './sequence';
/** A stretch of lines of `before` that became a stretch of lines of `after`. */
export type LineChange = SequenceChange;

/**
 * The lines of a text whose line ends are `\n`. `join('\n')` gives the text back; a final newline shows as a last,
 * empty line, as editors show it.
 */
export function splitLines(text: string): string[] {
  return text.split('\n');
}

/**
 * Line changes that turn `before` into `after`, in order, never touching each other.
 *
 * A group that could sit higher or lower (its lines repeat at the edge) is put where it starts at the smallest
 * indentation, after a blank line if there is one, otherwise as low as possible: in YAML this keeps whole items and
 * whole keys together.
 */
export function diffLines(before: readonly string[], after: readonly string[]): LineChange[] {
  const numbers = new Map<string, number>();
  const a = numbered(before, numbers);
  const b = numbered(after, numbers);
  return settle(diffSequences(a, b), before, after);
}

function numbered(lines: readonly string[], numbers: Map<string, number>): Int32Array {
  const result = new Int32Array(lines.length);
  lines.forEach((line, index) => {
    let number = numbers.get(line);
    if (number === undefined) numbers.set(line, (number = numbers.size));
    result[index] = number;
  });
  return result;
}

function settle(changes: LineChange[], before: readonly string[], after: readonly string[]): LineChange[] {
  const settled: LineChange[] = [];
  for (let index = 0; index < changes.length; index++) {
    const change = changes[index] as LineChange;
    const previous = settled.at(-1);
    const next = changes[index + 1];
    const insertion = change.before.start === change.before.end;
    const deletion = change.after.start === change.after.end;
    if (!insertion && !deletion) {
      settled.push(change);
      continue;
    }
    const lines = insertion ? after : before;
    const own = insertion ? change.after : change.before;
    const lowest = previous ? (insertion ? previous.after.end : previous.before.end) + 1 : 0;
    const highest = next ? (insertion ? next.after.start : next.before.start) - 1 : lines.length;
    settled.push(shift(change, bestShift(lines, own, lowest, highest)));
  }
  return settled;
}

/** How far the group may move up (negative) or down, and which place reads best. */
function bestShift(lines: readonly string[], own: LineRange, lowest: number, highest: number): number {
  let up = 0;
  while (own.start - up - 1 >= lowest && lines[own.start - up - 1] === lines[own.end - up - 1]) up++;
  let down = 0;
  while (
    own.end + down + 1 <= highest &&
    own.end + down < lines.length &&
    lines[own.start + down] === lines[own.end + down]
  )
    down++;
  let best = down;
  let bestScore = Infinity;
  for (let offset = down; offset >= -up; offset--) {
    const score = startScore(lines, own.start + offset, own.end + offset);
    if (score < bestScore) {
      best = offset;
      bestScore = score;
    }
  }
  return best;
}

/** Smaller is better: the indentation of the first line of the group and of the first line after it. */
function startScore(lines: readonly string[], start: number, end: number): number {
  const first = indentOf(lines[start]);
  const after = end >= lines.length ? 0 : indentOf(lines[end]);
  const blankBefore = start === 0 || (lines[start - 1] ?? '').trim() === '' ? 0 : 1;
  return (first + after) * 2 + blankBefore;
}

function indentOf(line: string | undefined): number {
  if (line === undefined) return 0;
  const indent = line.search(/\S/);
  if (indent < 0) return 200;
  return line.startsWith('- ', indent) ? indent : indent + 0.5;
}

function shift(change: LineChange, by: number): LineChange {
  if (by === 0) return change;
  return {
    before: { start: change.before.start + by, end: change.before.end + by },
    after: { start: change.after.start + by, end: change.after.end + by },
  };
}
