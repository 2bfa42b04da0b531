import type { YamlDocument } from '../../yaml/documents';
import type { TextRange } from '../../yaml/split';
import { ownShare } from './own-share';

/** The first line of a block that we commented out; `enable` takes it away again. */
const mark = '# Disabled by Selvedge';

export type TextChange = { readonly ok: true; readonly text: string } | { readonly ok: false; readonly reason: string };
const refuse = (reason: string): TextChange => ({ ok: false, reason });

const lineEndOf = (text: string): string => (/\r\n/.test(text) ? '\r\n' : '\n');

/**
 * Comments one document out, byte by byte reversible: every line of its content, comments and blank lines included,
 * gets `# ` in front, and a line above says why.
 *
 * A comment block right above a separator belongs to the document below it, so a blank line is added there, and a
 * separator before the first document; blank lines part it from what was commented out before in its share, which
 * stays as it is. The mark remembers them, and `enableDocument` takes them away again.
 */
export function disableDocument(text: string, slice: YamlDocument, reason: string): TextChange {
  const own = ownShare(text, slice);
  if (!own.ok) return own;
  const { end } = own.range;
  const start = Math.max(slice.separator?.end ?? slice.range.start, own.range.start);
  const separator = slice.separator ? text.slice(slice.separator.start, slice.separator.end) : '';
  if (!/^(---[ \t]*(#[^\n]*)?\r?\n?)?$/.test(separator)) return refuse('Content stands on the separator line itself');
  if (slice.hasDirectives) return refuse('The document has directives');
  const body = text.slice(start, end);
  if (body.trim() === '') return refuse('There is nothing to comment out');
  const newline = lineEndOf(text);
  const bom = body.startsWith('\uFEFF') ? '\uFEFF' : '';
  const others = end < text.length;
  const first = slice.separator === null && slice.range.end < text.length && !own.staysAbove;
  const above = own.staysAbove && start === own.range.start;
  const added = [above ? '+above' : '', first ? '+separator' : '', others ? '+blank' : ''].filter(Boolean).join(' ');
  const lines = body.slice(bom.length).split(/(?<=\n)/);
  const told = `${mark}${added === '' ? '' : ` [${added}]`}: ${reason.replace(/\s+/g, ' ').slice(0, 200)}${newline}`;
  const block = `${above ? newline : ''}${first ? `---${newline}` : ''}${told}${lines.map((line) => `# ${line}`).join('')}${others ? newline : ''}`;
  return { ok: true, text: text.slice(0, start) + bom + block + text.slice(end) };
}

const lineAt = (text: string, start: number): string => text.slice(start, text.indexOf('\n', start) + 1 || text.length);
const previousLine = (text: string, start: number): number => (start === 0 ? 0 : text.lastIndexOf('\n', start - 2) + 1);

/** The start of our mark above a run of comment lines; null when the run is not ours. */
function markAbove(text: string, from: number): number | null {
  for (let at = from; ; at = previousLine(text, at)) {
    const line = lineAt(text, at).replace('\uFEFF', '');
    if (line.startsWith(mark)) return at;
    if (at === 0 || !line.startsWith('#')) return null;
  }
}

/** Did we comment this out ourselves, so that it comes back exactly? `range` is where the reader found it. */
export const isOurs = (text: string, range: TextRange): boolean =>
  markAbove(text, text.lastIndexOf('\n', range.start - 1) + 1) !== null;

/** Brings back a block that we commented out, whose mark starts at `at`. */
function enableOurs(text: string, at: number): TextChange {
  const told = lineAt(text, at);
  const added = /\[([^\]]*)\]/.exec(told)?.[1] ?? '';
  const bom = told.startsWith('\uFEFF') ? '\uFEFF' : '';
  const bodyStart = at + told.length;
  let end = bodyStart;
  while (end < text.length && text[end] === '#') end += lineAt(text, end).length;
  const lines = text.slice(bodyStart, end).split(/(?<=\n)/);
  const bare = lines.map((line) => line.replace(/^# ?/, '')).join('');
  const after = added.includes('+blank') ? end + (/^\r?\n/.exec(text.slice(end, end + 2))?.[0].length ?? 0) : end;
  const above = previousLine(text, at);
  const isAdded =
    (added.includes('+separator') && /^\uFEFF?---\r?\n$/.test(text.slice(above, at))) ||
    (added.includes('+above') && /^\r?\n$/.test(text.slice(above, at)));
  const head = isAdded ? text.slice(0, above) + (text.startsWith('\uFEFF', above) ? '\uFEFF' : '') : text.slice(0, at);
  return { ok: true, text: head + bom + bare + text.slice(after) };
}

/**
 * Takes the comment signs away from a commented-out resource. `range` is where the reader found it (whole lines). A
 * block that we commented out comes back exactly; of one that somebody else did, each line loses one sign and, when
 * all lines have it, one blank. `above` and `below` go around what somebody else commented out.
 */
export function enableDocument(text: string, range: TextRange, above = '', below = ''): TextChange {
  const start = text.lastIndexOf('\n', range.start - 1) + 1;
  const ours = markAbove(text, start);
  if (ours !== null) return enableOurs(text, ours);
  const bom = text.startsWith('\uFEFF', start) ? '\uFEFF' : '';
  const lines = text
    .slice(start + bom.length, range.end)
    .split(/(?<=\n)/)
    .filter((line) => line !== '');
  if (lines.length === 0 || !lines.every((line) => /^[ \t]*#/.test(line)))
    return refuse('These lines are not all comments');
  const spaced = lines.every((line) => /^[ \t]*#( |\r?\n|$)/.test(line));
  const bare = lines.map((line) => line.replace(spaced ? /^[ \t]*# ?/ : /^[ \t]*#/, '')).join('');
  return { ok: true, text: text.slice(0, start) + bom + above + bare + below + text.slice(range.end) };
}
