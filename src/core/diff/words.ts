import { diffSequences } from './sequence';

/** A stretch of a text in UTF-16 units, `end` exclusive. */
export interface CharacterRange {
  readonly start: number;
  readonly end: number;
}

export interface WordChange {
  readonly before: CharacterRange;
  readonly after: CharacterRange;
}

/** A changed stretch within one line of a block of lines: `line` counts from the block's first line. */
export interface LineSpan extends CharacterRange {
  readonly line: number;
}

const TOKEN = /[\p{L}\p{N}_]+|\s+|[^\p{L}\p{N}_\s]/gu;
const TOKEN_LIMIT = 40_000;

interface Token extends CharacterRange {
  readonly text: string;
}

/**
 * The words that differ between two texts. Changes that only a blank separates are joined, so that a rewritten
 * phrase reads as one. Texts of more than 40,000 words count as changed whole.
 */
export function diffWords(before: string, after: string): WordChange[] {
  if (before === after) return [];
  const a = tokens(before);
  const b = tokens(after);
  if (a.length > TOKEN_LIMIT || b.length > TOKEN_LIMIT) {
    return [{ before: { start: 0, end: before.length }, after: { start: 0, end: after.length } }];
  }
  const numbers = new Map<string, number>();
  const changes = diffSequences(numbered(a, numbers), numbered(b, numbers)).map((change) => ({
    before: span(a, change.before.start, change.before.end, before.length),
    after: span(b, change.after.start, change.after.end, after.length),
  }));
  return joined(changes, before);
}

/**
 * The changed words inside a block of lines that replaced another, as spans within lines. A side that is empty has
 * no spans. A line end that came or went is not a span.
 */
export function diffWordsOfLines(
  before: readonly string[],
  after: readonly string[],
): { before: LineSpan[]; after: LineSpan[] } {
  const changes = diffWords(before.join('\n'), after.join('\n'));
  return {
    before: onLines(
      before,
      changes.map((change) => change.before),
    ),
    after: onLines(
      after,
      changes.map((change) => change.after),
    ),
  };
}

function tokens(text: string): Token[] {
  return Array.from(text.matchAll(TOKEN), (match) => ({
    text: match[0],
    start: match.index,
    end: match.index + match[0].length,
  }));
}

function numbered(list: readonly Token[], numbers: Map<string, number>): Int32Array {
  return Int32Array.from(list, (token) => {
    let number = numbers.get(token.text);
    if (number === undefined) numbers.set(token.text, (number = numbers.size));
    return number;
  });
}

function span(list: readonly Token[], from: number, to: number, length: number): CharacterRange {
  const start = list[from]?.start ?? length;
  return { start, end: from === to ? start : (list[to - 1]?.end ?? length) };
}

function joined(changes: readonly WordChange[], before: string): WordChange[] {
  const result: WordChange[] = [];
  for (const change of changes) {
    const last = result.at(-1);
    const between = last ? before.slice(last.before.end, change.before.start) : '';
    if (last && /^[ \t]+$/.test(between)) {
      result[result.length - 1] = {
        before: { start: last.before.start, end: change.before.end },
        after: { start: last.after.start, end: change.after.end },
      };
    } else result.push(change);
  }
  return result;
}

function onLines(lines: readonly string[], ranges: readonly CharacterRange[]): LineSpan[] {
  const spans: LineSpan[] = [];
  let lineStart = 0;
  let next = 0;
  lines.forEach((line, number) => {
    const lineEnd = lineStart + line.length;
    for (let at = next; at < ranges.length; at++) {
      const range = ranges[at] as CharacterRange;
      if (range.start > lineEnd) break;
      if (range.end <= lineStart) {
        next = at + 1;
        continue;
      }
      const start = Math.max(range.start, lineStart) - lineStart;
      const end = Math.min(range.end, lineEnd) - lineStart;
      if (end > start) spans.push({ line: number, start, end });
    }
    lineStart = lineEnd + 1;
  });
  return spans;
}
