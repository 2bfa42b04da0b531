import type { YamlEntry, YamlItem, YamlNode, YamlScalar } from './nodes';
import { QuickFlow, isPlainKey, refuse, scalarAt, unusual } from './quick-scalar';
import type { TextRange } from './split';

/**
 * Reads what nearly every resource file is made of into the same tree as the whole reader, places included: block
 * mappings and lists of one-line values, one-line flow collections of plain words, comments. Many times as quick.
 *
 * The whole reader stays the judge: whatever is unusual (anchors, block scalars, tabs, duplicate keys, odd
 * indentation, …) is answered with null, and a property test holds both to the same trees.
 */
export function quickTree(text: string, { start, end }: TextRange): { readonly root: YamlNode | null } | null {
  try {
    return { root: new QuickTreeReader(text, start, end).document() };
  } catch (error) {
    if (error === unusual) return null;
    throw error;
  }
}

/** Everything else than line breaks and plain printable characters is left to the whole reader. */
const odd = /[^\n\x20-\x7e\u00a1-\u1fff\u2030-\ud7ff]/;
const LONGEST = 900;
const DEEPEST = 60;
const SPACE = 0x20;
const HASH = 0x23;
const DASH = 0x2d;

class QuickTreeReader {
  /** The current content line: its columns of indentation (-1 at the end), where its content starts and ends. */
  private indent = -1;
  private at = 0;
  private contentEnd = 0;
  private next: number;

  constructor(
    private readonly text: string,
    private readonly shift: number,
    private readonly end: number,
  ) {
    this.next = shift;
    if (odd.test(text.slice(shift, end))) refuse();
  }

  document(): YamlNode | null {
    this.advance();
    if (this.indent === 0 && this.contentEnd - this.at === 3 && this.text.startsWith('---', this.at)) this.advance();
    if (this.indent < 0) return null;
    if (this.indent !== 0) refuse();
    const root = this.isItem() ? this.list(0, 0) : this.map(0, 0);
    if (this.indent >= 0) refuse();
    return root;
  }

  /** Goes to the next line with content. */
  private advance(): void {
    const { text, end } = this;
    while (this.next < end) {
      const lineStart = this.next;
      let lineEnd = text.indexOf('\n', lineStart);
      if (lineEnd < 0 || lineEnd > end) lineEnd = end;
      let at = lineStart;
      while (at < lineEnd && text.charCodeAt(at) === SPACE) at++;
      this.next = lineEnd + 1;
      const first = text.charCodeAt(at);
      if (at === lineEnd || first === HASH) continue;
      if (lineEnd - lineStart > LONGEST) refuse();
      let contentEnd = lineEnd;
      while (text.charCodeAt(contentEnd - 1) === SPACE) contentEnd--;
      this.indent = at - lineStart;
      this.at = at;
      this.contentEnd = contentEnd;
      if (this.indent === 0 && (first === 0x25 || text.startsWith('...', at))) refuse();
      return;
    }
    this.indent = -1;
  }

  private isItem(): boolean {
    const { text, at } = this;
    return text.charCodeAt(at) === DASH && (at + 1 === this.contentEnd || text.charCodeAt(at + 1) === SPACE);
  }

  private map(indent: number, depth: number): YamlNode {
    if (depth > DEEPEST) refuse();
    const { text } = this;
    const start = this.at;
    const entries: YamlEntry[] = [];
    const seen = new Set<string>();
    let previousEnd = start;
    while (this.indent === indent && !this.isItem()) {
      const keyStart = this.at;
      const colon = this.colon();
      const quoted = text[keyStart] === '"' || text[keyStart] === "'";
      const written = text.slice(keyStart, colon);
      if (!isPlainKey(written)) refuse();
      const key = quoted ? written.slice(1, -1) : written;
      if (seen.has(key)) refuse();
      seen.add(key);
      const head = colon + 1;
      const value = this.valueBehind(head, indent, depth, true);
      const place = this.place(keyStart, Math.max(value.end, head), previousEnd, head, value);
      entries.push({ ...place, key, keyRange: { start: keyStart, end: colon }, simpleKey: true, value });
      previousEnd = place.lineEnd;
    }
    if (this.indent > indent) refuse();
    const end = entries.at(-1)?.end ?? start;
    return { kind: 'map', flow: false, entries, start, valueStart: start, end, anchor: null, tag: null };
  }

  private list(indent: number, depth: number): YamlNode {
    if (depth > DEEPEST) refuse();
    const start = this.at;
    const items: YamlItem[] = [];
    let previousEnd = start;
    while (this.indent === indent && this.isItem()) {
      const dash = this.at;
      const value = this.valueBehind(dash + 1, indent, depth, false);
      const place = this.place(dash, Math.max(value.end, dash + 1), previousEnd, dash + 1, value);
      items.push({ ...place, value });
      previousEnd = place.lineEnd;
    }
    if (this.indent > indent) refuse();
    const end = items.at(-1)?.end ?? start;
    return { kind: 'list', flow: false, items, start, valueStart: start, end, anchor: null, tag: null };
  }

  /** The value behind a colon or a dash: on the rest of the line, or on the lines below. */
  private valueBehind(head: number, indent: number, depth: number, ofKey: boolean): YamlNode {
    const { text } = this;
    let at = head;
    while (at < this.contentEnd && text.charCodeAt(at) === SPACE) at++;
    if (at === this.contentEnd || text.charCodeAt(at) === HASH) {
      this.advance();
      return this.nested(head, indent, depth, ofKey);
    }
    if (!ofKey) {
      const lineStart = this.at - indent;
      if (text.charCodeAt(at) === DASH && (at + 1 === this.contentEnd || text.charCodeAt(at + 1) === SPACE)) refuse();
      if (this.looksLikeEntry(at)) {
        // `- key: value`: the mapping starts behind the dash, as if on a line of its own.
        this.indent = at - lineStart;
        this.at = at;
        return this.map(this.indent, depth + 1);
      }
    }
    const value = this.oneLine(at);
    this.advance();
    if (this.indent > indent) refuse();
    return value;
  }

  /** What stands on the lines below a key or a dash. A key's list may be as far left as it. */
  private nested(head: number, indent: number, depth: number, ofKey: boolean): YamlNode {
    if (this.indent > indent)
      return this.isItem() ? this.list(this.indent, depth + 1) : this.map(this.indent, depth + 1);
    if (ofKey && this.indent === indent && this.isItem()) return this.list(indent, depth + 1);
    const nothing: YamlScalar = {
      kind: 'scalar',
      style: 'empty',
      value: null,
      content: '',
      start: head,
      valueStart: head,
      end: head,
      anchor: null,
      tag: null,
    };
    return nothing;
  }

  private looksLikeEntry(at: number): boolean {
    const content = this.text.slice(at, this.contentEnd);
    const comment = content.search(/ #/);
    const quoted = content[0] === '"' || content[0] === "'";
    const own = comment < 0 || quoted ? content : content.slice(0, comment).trimEnd();
    if (own[0] === '[' || own[0] === '{') return false;
    return /^(?:"[^"]*"|'[^']*'|[^"'\s][^\s]*):(?: |$)/.test(own) || own.includes(': ') || own.endsWith(':');
  }

  private oneLine(at: number): YamlNode {
    const { text } = this;
    const first = text[at];
    if (first === '[' || first === '{') {
      const flow = new QuickFlow(text, at, this.contentEnd);
      const node = flow.read();
      this.onlyComment(node.end);
      return node;
    }
    const node = scalarAt(text, at, this.contentEnd);
    if (node.style !== 'plain') this.onlyComment(node.end);
    return node;
  }

  private onlyComment(from: number): void {
    if (from !== this.contentEnd && !/^ +#/.test(this.text.slice(from, this.contentEnd))) refuse();
  }

  /** Where the colon behind the current line's key stands. */
  private colon(): number {
    const { text, at, contentEnd } = this;
    const quote = text[at];
    if (quote === '"' || quote === "'") {
      const colon = text.indexOf(quote, at + 1) + 1;
      if (colon === 0 || colon >= contentEnd || text[colon] !== ':') return refuse();
      return colon + 1 === contentEnd || text.charCodeAt(colon + 1) === SPACE ? colon : refuse();
    }
    const spaced = text.indexOf(': ', at);
    if (spaced >= 0 && spaced < contentEnd) return spaced;
    return text[contentEnd - 1] === ':' ? contentEnd - 1 : refuse();
  }

  private place(
    start: number,
    end: number,
    previousEnd: number,
    headEnd: number,
    value: YamlNode,
  ): Omit<YamlItem, 'value'> {
    const { text } = this;
    const lineStart = text.lastIndexOf('\n', start - 1) + 1;
    const newline = text.indexOf('\n', end);
    const lineEnd = newline < 0 ? text.length : newline + 1;
    const firstBreak = text.indexOf('\n', start);
    const isOneLine = newline < 0 || firstBreak >= end;
    let at = lineStart;
    while (at < start && text.charCodeAt(at) === SPACE) at++;
    return {
      start,
      end,
      leadStart: at === start ? this.leadStart(lineStart, start - lineStart, previousEnd) : start,
      lineEnd,
      comment: isOneLine ? this.commentAt(end) : value.kind === 'scalar' ? null : this.commentAt(headEnd),
      indent: start - lineStart,
    };
  }

  /** Start of the comment lines directly above, at the same column. */
  private leadStart(lineStart: number, indent: number, previousEnd: number): number {
    const { text } = this;
    const limit = Math.max(previousEnd, this.shift);
    let start = lineStart;
    while (start > limit) {
      const before = text.lastIndexOf('\n', start - 2) + 1;
      if (before < previousEnd) break;
      let at = before;
      while (text.charCodeAt(at) === SPACE) at++;
      if (at - before !== indent || text.charCodeAt(at) !== HASH) break;
      start = before;
    }
    return start;
  }

  private commentAt(offset: number): TextRange | null {
    const { text } = this;
    let at = offset;
    while (text.charCodeAt(at) === SPACE) at++;
    if (text.charCodeAt(at) !== HASH) return null;
    const newline = text.indexOf('\n', at);
    return { start: at, end: newline < 0 ? text.length : newline };
  }
}
