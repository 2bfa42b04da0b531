import type { YamlDocument } from '../../yaml/documents';
import type { TextRange } from '../../yaml/split';
import { describeId } from '../identity';

/**
 * What of a document's share of its file is its own. Resources that somebody commented out above or below its content
 * have nothing to do with it, though they lie in its share: they stay when it goes.
 */
export type OwnShare =
  | {
      readonly ok: true;
      readonly range: TextRange;
      readonly staysAbove: boolean;
      readonly staysBelow: boolean;
    }
  | { readonly ok: false; readonly reason: string };

const commentLine = /^\uFEFF?[ \t]*#/;
const contentLine = /^(?!\uFEFF?[ \t]*(?:#|\r?\n|$)|---[ \t]*(?:#[^\n]*)?\r?\n?$|\.\.\.[ \t]*(?:#[^\n]*)?\r?\n?$|%)/;

interface Line extends TextRange {
  readonly text: string;
}

function linesOf(text: string, { start, end }: TextRange): Line[] {
  let at = start;
  const lines = text.slice(start, end).split(/(?<=\n)/);
  return lines.map((line) => ({ text: line, start: at, end: (at += line.length) }));
}

/** Where the content begins and ends; null: there is none. A block of text may end in lines that look like comments. */
function contentOf({ root }: YamlDocument, lines: readonly Line[]): TextRange | null {
  const written = lines.filter((line) => contentLine.test(line.text));
  const [first, last] = [written[0], written.at(-1)];
  if (!first || !last) return null;
  return { start: Math.min(first.start, root?.start ?? first.start), end: Math.max(last.end, root?.end ?? last.end) };
}

/** Runs of comment lines. */
function commentsIn(lines: readonly Line[]): TextRange[] {
  const blocks: { start: number; end: number }[] = [];
  for (const { text, start, end } of lines) {
    if (!commentLine.test(text)) continue;
    const last = blocks.at(-1);
    if (last?.end === start) last.end = end;
    else blocks.push({ start, end });
  }
  return blocks;
}

/** The document's own part. Who points at comments alone means all of them. */
export function ownShare(text: string, document: YamlDocument): OwnShare {
  const { range, disabled } = document;
  const whole = { ok: true, range, staysAbove: false, staysBelow: false } as const;
  const lines = disabled.length === 0 ? [] : linesOf(text, range);
  const content = contentOf(document, lines);
  if (content === null) return whole;
  let { start, end } = range;
  for (const block of commentsIn(lines)) {
    const held = disabled.find((one) => one.range.start >= block.start && one.range.end <= block.end);
    if (!held) continue;
    if (block.end <= content.start) start = block.end;
    else if (block.start >= content.end) end = Math.min(end, block.start);
    else return { ok: false, reason: `a commented-out ${describeId(held.identity)} stands in the midst of it` };
  }
  const staysBelow = end < range.end;
  const { separator } = document;
  const line = separator ? text.slice(separator.start, separator.end) : '';
  if (staysBelow && separator && start <= separator.start && !/^---[ \t]*(#[^\n]*)?\r?\n?$/.test(line))
    return { ok: false, reason: 'its content begins on the line of its separator, and commented-out resources follow' };
  return {
    ok: true,
    range: { start, end },
    staysAbove: start > range.start,
    staysBelow,
  };
}

/** A document's own part without its separator line, as the start of a file of its own. */
export function ownText(text: string, { separator, hasDirectives }: YamlDocument, { start, end }: TextRange): string {
  if (!separator || separator.start < start) return text.slice(start, end);
  const lead = text.slice(start, separator.start);
  // Directives need their separator, and so does content on the separator's own line.
  const line = text.slice(separator.start, separator.end);
  const keep = hasDirectives || !/^---[ \t]*\r?\n?$/.test(line);
  return keep ? text.slice(start, end) : lead + text.slice(separator.end, end);
}

/**
 * A file without one document. Its separator stays where commented-out resources below it would else become part of the
 * document above; the first document that is left needs none.
 */
export function withoutOwn(text: string, { separator }: YamlDocument, own: OwnShare & { readonly ok: true }): string {
  const { start, end } = own.range;
  const kept =
    own.staysBelow && separator && separator.start >= start ? text.slice(separator.start, separator.end) : '';
  return text.slice(0, start) + kept + text.slice(end);
}

/** Lines of comments that are the document's own and no part of its content. */
export function ownComments(text: string, document: YamlDocument, range: TextRange): number {
  const lines = linesOf(text, range);
  const content = contentOf(document, lines);
  const outside = (line: Line): boolean => content === null || line.end <= content.start || line.start >= content.end;
  return lines.filter((line) => commentLine.test(line.text) && outside(line)).length;
}
