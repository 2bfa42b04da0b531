import { splitDocuments } from '../../yaml/split';

/** Where somebody is in a text: 0-based, the column in UTF-16 units. */
export interface Cursor {
  readonly line: number;
  readonly column: number;
}

/**
 * What a cursor stands in, read from indentation alone, so that it can be told while the text is half written and no
 * valid YAML. Block style only: inside `{…}`, `[…]` and block scalars there is no answer.
 */
export interface CursorPlace {
  readonly document: number;
  /** Keys and list places from the top of the document to the mapping or value that the cursor is in. */
  readonly path: readonly (string | number)[];
  /** `key`: a key is written, or may be; `value`: what stands behind a colon or a dash. */
  readonly role: 'key' | 'value';
  /** What is written of it so far, left and right of the cursor, and where it starts on the line. */
  readonly written: string;
  readonly startColumn: number;
  readonly endColumn: number;
  /** Keys that stand beside it in the same mapping. */
  readonly siblings: readonly string[];
}

interface Line {
  readonly number: number;
  /** Column of the content behind dashes. */
  readonly column: number;
  /** Columns of dashes on this line. */
  readonly dashes: readonly number[];
  readonly key: string | null;
  /** Column where the value behind the colon starts; the end of the line when there is none. */
  readonly valueColumn: number;
  readonly value: string;
}

const keyed = /^("(?:[^"\\]|\\.)*"|'(?:[^']|'')*'|[^\s#'"[\]{},&*!|>%@`-][^#]*?|-[^\s#][^#]*?)\s*:(?=\s|$)/;

function readLine(text: string, number: number): Line | null {
  const dashes: number[] = [];
  let at = /^ */.exec(text)?.[0].length ?? 0;
  while (text[at] === '-' && (text[at + 1] === ' ' || at + 1 === text.length)) {
    dashes.push(at);
    at += 1;
    while (text[at] === ' ') at += 1;
  }
  const content = text.slice(at);
  if (content.startsWith('#') || (content === '' && dashes.length === 0)) return null;
  const found = keyed.exec(content);
  if (!found) return { number, column: at, dashes, key: null, valueColumn: at, value: withoutComment(content) };
  const rest = content.slice(found[0].length);
  const blank = /^\s*/.exec(rest)?.[0].length ?? 0;
  const valueColumn = at + found[0].length + blank;
  const key = (found[1] ?? '').replace(/^(["'])(.*)\1$/, '$2');
  return { number, column: at, dashes, key, valueColumn, value: withoutComment(rest.slice(blank)) };
}

const withoutComment = (text: string): string => (text.startsWith('#') ? '' : text.replace(/\s+#.*$/, '').trimEnd());

/** The document's lines around the cursor, without comments and blank lines. */
function linesOf(all: readonly string[], from: number, to: number): Line[] {
  const lines: Line[] = [];
  let scalarIndent: number | null = null;
  for (let number = from; number < to; number += 1) {
    const text = all[number] ?? '';
    const indent = /^ */.exec(text)?.[0].length ?? 0;
    if (scalarIndent !== null && (text.trim() === '' || indent > scalarIndent)) continue;
    scalarIndent = null;
    if (/^(---|\.\.\.)(\s|$)/.test(text)) continue;
    const line = readLine(text, number);
    if (!line) continue;
    lines.push(line);
    if (/^[|>][-+0-9]*$/.test(line.value)) scalarIndent = indent;
  }
  return lines;
}

/** Which items of a list come before a dash: those of the same column, up to where the list starts. */
function itemIndex(lines: readonly Line[], at: number, dash: number): number {
  let count = 0;
  for (let index = at - 1; index >= 0; index -= 1) {
    const line = lines[index];
    if (!line) break;
    const first = line.dashes[0] ?? line.column;
    if (line.dashes.includes(dash)) count += 1;
    if (first < dash || (first === dash && line.dashes.length === 0)) break;
  }
  return count;
}

/** The way from the top of the document to something at `column` on the line at `at`. */
function wayTo(lines: readonly Line[], at: number, column: number): (string | number)[] {
  const path: (string | number)[] = [];
  let limit = column;
  let fromDash = false;
  for (let index = at; index >= 0; index -= 1) {
    const line = lines[index];
    if (!line) break;
    // A key less indented than what we look for holds it; the items of a list may stand as far left as their key.
    const holds = line.column < limit || (fromDash && line.column === limit && line.dashes.length === 0);
    if (index !== at && line.key !== null && holds && line.value === '') {
      path.unshift(line.key);
      limit = line.column;
      fromDash = false;
    }
    for (const dash of [...line.dashes].reverse()) {
      if (dash >= limit) continue;
      path.unshift(itemIndex(lines, index, dash));
      limit = dash;
      fromDash = true;
    }
    if (limit === 0 && !fromDash) break;
  }
  return path;
}

function siblingsOf(lines: readonly Line[], at: number, column: number, own: number): string[] {
  const keys: string[] = [];
  const take = (line: Line): boolean => {
    if (line.column === column && line.key !== null && line.number !== own) keys.push(line.key);
    return line.column >= column;
  };
  for (let index = at - 1; index >= 0; index -= 1) {
    const line = lines[index];
    if (!line || !take(line) || (line.column === column && line.dashes.length > 0)) break;
  }
  for (let index = at; index < lines.length; index += 1) {
    const line = lines[index];
    if (!line) break;
    if (line.number === own) continue;
    if (line.column < column || line.dashes.some((dash) => dash < column)) break;
    take(line);
  }
  return keys;
}

/** What the cursor stands in; null in comments, flow style, block scalars and outside of every document. */
export function placeOfCursor(text: string, cursor: Cursor): CursorPlace | null {
  const all = text.split('\n');
  const current = all[cursor.line];
  if (current === undefined || cursor.column > current.length) return null;
  const bounds = documentAround(text, all, cursor.line);
  const lines = linesOf(all, bounds.from, bounds.to);
  const own = readLine(current, cursor.line);
  const inside = lines.some((line) => line.number === cursor.line);
  if (/^\s*#/.test(current) || /\s#/.test(current.slice(0, cursor.column))) return null;
  if (own !== null && !inside) return null;
  const before = lines.filter((line) => line.number < cursor.line).length;
  if (own === null) return blankPlace(lines, before, cursor, current, bounds.index);
  if (/^[[{|>&*!]/.test(own.value)) return null;
  const isValue = own.key !== null && cursor.column >= own.valueColumn && cursor.column > own.column;
  if (isValue && own.key !== null) {
    const path = [...wayTo(lines, before, own.column), own.key];
    const end = own.valueColumn + own.value.length;
    return place(bounds.index, path, 'value', own.value, own.valueColumn, Math.max(end, cursor.column), []);
  }
  if (cursor.column < own.column) return null;
  const path = wayTo(lines, before, own.column);
  const written = own.key ?? own.value;
  const siblings = siblingsOf(lines, before, own.column, own.number);
  const isItem = own.key === null && own.dashes.length > 0 && siblings.length === 0;
  return place(
    bounds.index,
    path,
    isItem ? 'value' : 'key',
    written,
    own.column,
    own.column + written.length,
    siblings,
  );
}

/** A line with nothing on it yet: a key may be written in the mapping whose column this is. */
function blankPlace(
  lines: readonly Line[],
  before: number,
  cursor: Cursor,
  current: string,
  document: number,
): CursorPlace {
  const { column } = cursor;
  const ghost: Line = { number: cursor.line, column, dashes: [], key: null, valueColumn: column, value: '' };
  const withGhost = [...lines.slice(0, before), ghost, ...lines.slice(before)];
  const path = wayTo(withGhost, before, column);
  return place(document, path, 'key', '', column, current.length, siblingsOf(withGhost, before, column, cursor.line));
}

const place = (
  document: number,
  path: CursorPlace['path'],
  role: CursorPlace['role'],
  written: string,
  startColumn: number,
  endColumn: number,
  siblings: readonly string[],
): CursorPlace => ({ document, path, role, written, startColumn, endColumn, siblings });

/** Which document a line is in, and the lines of that document. */
function documentAround(
  text: string,
  all: readonly string[],
  line: number,
): { readonly index: number; readonly from: number; readonly to: number } {
  const isMark = (number: number): boolean => /^---(\s|$)/.test(all[number] ?? '');
  let from = line;
  while (from > 0 && !isMark(from)) from -= 1;
  let to = line + 1;
  while (to < all.length && !isMark(to)) to += 1;
  const start = all.slice(0, from).reduce((sum, one) => sum + one.length + 1, 0);
  const slices = splitDocuments(text);
  const marked = isMark(from) ? slices.findIndex(({ separator }) => separator?.start === start) : 0;
  return { index: Math.max(marked, 0), from, to };
}
