/** Thrown when a document cannot be merged by structure; it is then merged as text, with this reason. */
export class NotByStructure extends Error {}

/**
 * Moves lines by `delta` columns. Blank lines stay. Comment lines that stand too far left lose what they have; any
 * other line that would leave the page cannot be moved.
 */
export function shiftLines(text: string, delta: number): string {
  if (delta === 0) return text;
  return text
    .split('\n')
    .map((line) => shiftLine(line, delta))
    .join('\n');
}

function shiftLine(line: string, delta: number): string {
  if (line.trim() === '') return line;
  if (delta > 0) return ' '.repeat(delta) + line;
  const indent = line.length - line.trimStart().length;
  if (indent + delta >= 0 && !line.slice(0, indent).includes('\t')) return line.slice(-delta);
  if (line.trimStart().startsWith('#')) return line.trimStart();
  throw new NotByStructure('a value of several lines cannot be moved to another indentation');
}

/** The lines without their common indentation, for comparing and for showing. */
export function dedent(text: string): string {
  const lines = text.split('\n');
  let common = Infinity;
  for (const line of lines) if (line.trim() !== '') common = Math.min(common, line.length - line.trimStart().length);
  if (common === Infinity || common === 0) return text;
  return lines.map((line) => line.slice(Math.min(common, line.length))).join('\n');
}
