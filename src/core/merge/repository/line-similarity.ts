import { tally } from '../gate/tally';

/** The share of lines that two texts have in common, 0 to 1; blank lines do not count. */
export function similarityOfLines(one: string, other: string): number {
  const [first, second] = [linesOf(one), linesOf(other)];
  if (first.length + second.length === 0) return 0;
  const counts = tally(first);
  let shared = 0;
  for (const line of second) {
    const left = counts.get(line) ?? 0;
    if (left > 0) {
      shared++;
      counts.set(line, left - 1);
    }
  }
  return (2 * shared) / (first.length + second.length);
}

const linesOf = (text: string): string[] =>
  text
    .split('\n')
    .map((line) => line.trim())
    .filter((line) => line !== '');
