/** A stretch of a text in UTF-16 units, `end` exclusive. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** One document's share of a file. The shares of all documents cover the file without gap or overlap. */
export interface DocumentSlice {
  readonly index: number;
  /** Whole share: leading comments, separator line and content. */
  readonly range: TextRange;
  /** The `---` line with its line end; null for a first document without one. */
  readonly separator: TextRange | null;
  /** Where the parser starts to read: the separator, or the start of the share. */
  readonly parseStart: number;
  /** `%` directives stand before the separator. */
  readonly hasDirectives: boolean;
}

/**
 * Cuts a file into its documents by `---` and `...` lines, which end any YAML node, block scalars included.
 *
 * A comment block directly above a `---`, itself after a blank line, belongs to the document below it, and so do comments
 * at the start of the file. A file without any separator is one document; an empty file has none.
 */
export function splitDocuments(text: string): DocumentSlice[] {
  if (text === '') return [];
  const marks = separators(text);
  const slices: DocumentSlice[] = [];
  let start = 0;
  let separator: TextRange | null = null;
  let directives = false;
  const push = (end: number): void => {
    const parseStart = directives ? start : (separator?.start ?? start);
    slices.push({ index: slices.length, range: { start, end }, separator, parseStart, hasDirectives: directives });
  };
  for (const mark of marks) {
    const own = ownLead(text, Math.max(start, separator?.end ?? start), mark.start);
    const onlyTrivia = separator === null && isTrivia(text.slice(start, mark.start));
    if (onlyTrivia) directives = /^%/m.test(text.slice(start, mark.start));
    else {
      push(own);
      directives = /^%/m.test(text.slice(own, mark.start));
      start = own;
    }
    separator = { start: mark.start, end: mark.end };
  }
  push(text.length);
  return slices;
}

/** `---` lines; a `...` line stays in the document that it ends. */
function separators(text: string): TextRange[] {
  return Array.from(text.matchAll(/^\uFEFF?---(?=[ \t\r\n]|$)[^\n]*\n?/gm), (match) => {
    const bom = match[0].startsWith('\uFEFF') ? 1 : 0;
    return { start: match.index + bom, end: match.index + match[0].length };
  });
}

function isTrivia(text: string): boolean {
  return /^\uFEFF?(?:[ \t]*(?:#[^\n]*|%[^\n]*)?(?:\r?\n|$))*$/.test(text);
}

/** Start of the comment block that stands directly above `separatorStart` and speaks about what follows. */
function ownLead(text: string, from: number, separatorStart: number): number {
  let start = separatorStart;
  while (start > from) {
    const lineStart = text.lastIndexOf('\n', start - 2) + 1;
    const line = text.slice(Math.max(lineStart, from), start);
    if (!/^[#%]/.test(line)) return line.trim() === '' || /^\.\.\.\s*$/.test(line) ? start : separatorStart;
    start = Math.max(lineStart, from);
  }
  return separatorStart;
}
