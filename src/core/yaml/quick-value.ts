import type { TextRange } from './split';

/**
 * Reads what nearly every resource file is made of: block mappings and lists of one-line plain or quoted values, with
 * comments. About a hundred times as quick as the whole reader, which stays the judge: whatever is unusual (anchors,
 * flow collections, block scalars, tabs, duplicate keys, odd indentation, …) is answered with null, and a property
 * test holds both to the same values.
 */
export function quickValue(text: string, { start, end }: TextRange): { readonly value: QuickValue } | null {
  try {
    return { value: new QuickReader(text, start, end).document() };
  } catch (error) {
    if (error === unusual) return null;
    throw error;
  }
}

export type QuickValue = string | number | boolean | null | QuickValue[] | { [key: string]: QuickValue };

/** Thrown and caught here only; not an error object, which would cost a stack trace each time. */
const unusual = Symbol('unusual');

function refuse(): never {
  throw unusual;
}

/** Objects without inherited members, but with a shape that engines make fast. */
const Bare = function () {} as unknown as new () => { [key: string]: QuickValue };
Bare.prototype = Object.create(null) as object;

/** A value made of plain JSON objects with the same protection: no inherited members. */
export function bareValue(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(bareValue);
  if (typeof value !== 'object' || value === null) return value;
  const bare = new Bare() as { [key: string]: unknown };
  for (const [key, inner] of Object.entries(value)) bare[key] = bareValue(inner);
  return bare;
}

/** Everything else than line breaks and plain printable characters is left to the whole reader. */
const odd = /[^\n\x20-\x7e\u00a1-\u1fff\u2030-\ud7ff]/;
const longest = 900;
const deepest = 60;
const keyForm = /^(?:[A-Za-z/_][A-Za-z0-9/_.-]*|'[^'\\]*'|"[^"\\]*")$/;
const words = /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE)$/;
const plainInteger = /^(?:0|[1-9]\d{0,14})$/;
const numberLike =
  /^[-+]?(?:0[ox]?[\da-fA-F_]*|[\d_]+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|\.(?:inf|Inf|INF|nan|NaN|NAN))$/;
/** Characters that mean something at the start of a plain value. */
const indicators = new Set('[]{}#&*!|>\'"%@`,?:-');

class QuickReader {
  /** The current content line: its indentation and its content. */
  #indent = -1;
  #content = '';
  #next: number;

  constructor(
    private readonly text: string,
    start: number,
    private readonly end: number,
  ) {
    this.#next = start;
    if (odd.test(text.slice(start, end))) refuse();
  }

  document(): QuickValue {
    this.#advance();
    if (this.#content === '---' && this.#indent === 0) this.#advance();
    if (this.#indent < 0) return null;
    if (this.#indent !== 0) refuse();
    const value = this.#isItem() ? this.#list(0, 0) : this.#map(0, 0);
    if (this.#indent >= 0) refuse();
    return value;
  }

  /** Goes to the next line with content; indentation -1 at the end. */
  #advance(): void {
    while (this.#next < this.end) {
      let lineEnd = this.text.indexOf('\n', this.#next);
      if (lineEnd < 0 || lineEnd > this.end) lineEnd = this.end;
      let at = this.#next;
      while (at < lineEnd && this.text.charCodeAt(at) === 0x20) at += 1;
      const lineStart = this.#next;
      this.#next = lineEnd + 1;
      if (at === lineEnd || this.text.charCodeAt(at) === 0x23) continue;
      if (lineEnd - lineStart > longest) refuse();
      this.#indent = at - lineStart;
      this.#content = this.text.slice(at, lineEnd).trimEnd();
      if (this.#indent === 0 && /^(?:\.\.\.|%)/.test(this.#content)) refuse();
      return;
    }
    this.#indent = -1;
    this.#content = '';
  }

  #isItem(): boolean {
    return this.#content === '-' || this.#content.startsWith('- ');
  }

  #map(indent: number, depth: number): QuickValue {
    if (depth > deepest) refuse();
    const map = new Bare();
    while (this.#indent === indent && !this.#isItem()) {
      const colon = endOfKey(this.#content);
      const key = keyOf(this.#content.slice(0, colon));
      if (Object.hasOwn(map, key)) refuse();
      const rest = withoutComment(this.#content.slice(colon + 1).trimStart());
      if (rest !== '') {
        map[key] = scalar(rest);
        this.#advance();
        if (this.#indent > indent) refuse();
        continue;
      }
      this.#advance();
      map[key] = this.#nested(indent, depth, true);
    }
    if (this.#indent > indent) refuse();
    return map;
  }

  #list(indent: number, depth: number): QuickValue {
    if (depth > deepest) refuse();
    const list: QuickValue[] = [];
    while (this.#indent === indent && this.#isItem()) {
      const inner = this.#content.slice(1).trimStart();
      const column = indent + this.#content.length - inner.length;
      const rest = withoutComment(inner);
      if (rest === '') {
        this.#advance();
        list.push(this.#nested(indent, depth, false));
      } else if (rest.startsWith('- ') || rest === '-') refuse();
      else if (isEntry(rest)) {
        // `- key: value`: the mapping starts behind the dash, as if on a line of its own.
        this.#indent = column;
        this.#content = inner;
        list.push(this.#map(column, depth + 1));
      } else {
        list.push(scalar(rest));
        this.#advance();
        if (this.#indent > indent) refuse();
      }
    }
    if (this.#indent > indent) refuse();
    return list;
  }

  /** What stands on the lines below a key or a dash; null when nothing does. A key's list may be as far left as it. */
  #nested(indent: number, depth: number, ofKey: boolean): QuickValue {
    if (this.#indent > indent)
      return this.#isItem() ? this.#list(this.#indent, depth + 1) : this.#map(this.#indent, depth + 1);
    if (ofKey && this.#indent === indent && this.#isItem()) return this.#list(indent, depth + 1);
    return null;
  }
}

/** Where the colon behind a key stands. */
function endOfKey(content: string): number {
  const quote = content[0];
  if (quote === '"' || quote === "'") {
    const close = content.indexOf(quote, 1);
    const colon = close + 1;
    if (close < 0 || content[colon] !== ':' || !(colon + 1 === content.length || content[colon + 1] === ' ')) refuse();
    return colon;
  }
  const spaced = content.indexOf(': ');
  if (spaced >= 0) return spaced;
  const comment = content.indexOf(' #');
  if (comment >= 0 || !content.endsWith(':')) refuse();
  return content.length - 1;
}

function keyOf(text: string): string {
  if (!keyForm.test(text) || words.test(text)) refuse();
  const quoted = text[0] === '"' || text[0] === "'";
  const key = quoted ? text.slice(1, -1) : text;
  if (key === '__proto__' || key === '') refuse();
  return key;
}

/** Is this a member of a mapping and no plain value? */
const isEntry = (text: string): boolean =>
  /^(?:"[^"]*"|'[^']*'|[^"'\s][^\s]*):(?: |$)/.test(text) || text.includes(': ') || text.endsWith(':');

/** A quoted text keeps its number signs; unusual quotes are refused later. */
function withoutComment(text: string): string {
  if (text.startsWith('#')) return '';
  const quote = text[0];
  if (quote === '"' || quote === "'") {
    const close = text.indexOf(quote, 1);
    if (close < 0) refuse();
    const rest = text.slice(close + 1);
    return rest === '' || /^ +#/.test(rest) ? text.slice(0, close + 1) : text;
  }
  const comment = text.indexOf(' #');
  return comment < 0 ? text : text.slice(0, comment).trimEnd();
}

function scalar(text: string): QuickValue {
  const first = text[0] ?? '';
  if (first === '"' || first === "'") {
    const inner = text.slice(1, -1);
    if (text.length < 2 || !text.endsWith(first) || inner.includes(first) || inner.includes('\\')) refuse();
    return inner;
  }
  if (text === '{}') return new Bare();
  if (text === '[]') return [];
  if (indicators.has(first) || text.includes(': ') || text.endsWith(':')) refuse();
  if (plainInteger.test(text)) return Number(text);
  if (numberLike.test(text)) return refuse();
  if (!words.test(text)) return text;
  const word = text.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : null;
}
