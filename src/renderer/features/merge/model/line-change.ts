/** Lines `[start, end)` of a text were replaced by `lines`. 0-based. */
export interface LineEdit {
  readonly start: number;
  readonly end: number;
  readonly lines: readonly string[];
}

/** An editor's change of characters. Lines and columns count from 1, as Monaco has them. */
export interface CharacterChange {
  readonly startLine: number;
  readonly startColumn: number;
  readonly endLine: number;
  readonly endColumn: number;
  readonly text: string;
}

/** The same change in whole lines, without the lines at its edges that stay as they were. */
export function lineEditOf(before: readonly string[], change: CharacterChange): LineEdit {
  const start = change.startLine - 1;
  const end = change.endLine;
  const head = (before[start] ?? '').slice(0, change.startColumn - 1);
  const tail = (before[end - 1] ?? '').slice(change.endColumn - 1);
  return trimEdges(before, { start, end, lines: (head + change.text + tail).split('\n') });
}

function trimEdges(before: readonly string[], edit: LineEdit): LineEdit {
  let { start, end } = edit;
  let first = 0;
  let last = edit.lines.length;
  while (start < end && first < last && before[start] === edit.lines[first]) {
    start++;
    first++;
  }
  while (start < end && first < last && before[end - 1] === edit.lines[last - 1]) {
    end--;
    last--;
  }
  return { start, end, lines: edit.lines.slice(first, last) };
}

/** The text with edits applied. They may not overlap; their positions are those of the text before all of them. */
export function applyLineEdits(before: readonly string[], edits: readonly LineEdit[]): string[] {
  const after: string[] = [];
  let at = 0;
  for (const edit of [...edits].sort((one, other) => one.start - other.start || one.end - other.end)) {
    for (; at < edit.start; at++) after.push(before[at] ?? '');
    for (const line of edit.lines) after.push(line);
    at = edit.end;
  }
  for (; at < before.length; at++) after.push(before[at] ?? '');
  return after;
}
