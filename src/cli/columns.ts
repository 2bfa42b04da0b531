import { revealCharacters } from '../core/text/reveal-characters';

/** Rows of cells in aligned columns, two blanks between them, nothing hidden in any cell, no blanks at a line's end. */
export function columns(rows: readonly (readonly string[])[]): string {
  const shown = rows.map((row) => row.map(revealCharacters));
  const widths: number[] = [];
  for (const row of shown) row.forEach((cell, index) => (widths[index] = Math.max(widths[index] ?? 0, cell.length)));
  return shown
    .map((row) =>
      row
        .map((cell, index) => cell.padEnd(widths[index] ?? 0))
        .join('  ')
        .trimEnd(),
    )
    .join('\n');
}
