import type { YamlEntry, YamlItem, YamlNode, YamlScalar } from './nodes';

/** Thrown by the quick tree reader and caught there; not an error object, which would cost a stack trace each time. */
export const unusual = Symbol('unusual');

export function refuse(): never {
  throw unusual;
}

const keyForm = /^(?:[A-Za-z0-9/_][A-Za-z0-9/_.-]*|'[^'\\]+'|"[^"\\]+")$/;
const words = /^(?:~|null|Null|NULL|true|True|TRUE|false|False|FALSE)$/;
const integer = /^(?:0|-?[1-9]\d{0,14})$/;
const fraction = /^-?\d{1,15}\.\d{1,15}$/;
const numberLike =
  /^[-+]?(?:0[ox]?[\da-fA-F_]*|[\d_]+(?:\.\d*)?(?:[eE][-+]?\d+)?|\.\d+(?:[eE][-+]?\d+)?|\.(?:inf|Inf|INF|nan|NaN|NAN))$/;
/** Characters that mean something at the start of a plain value. */
const indicators = new Set('[]{}#&*!|>\'"%@`,?:-');

/** A key as it is written whose content is plain to see. */
export const isPlainKey = (written: string): boolean => keyForm.test(written) && !words.test(written);

const place = (
  start: number,
  end: number,
): { start: number; valueStart: number; end: number; anchor: null; tag: null } => ({
  start,
  valueStart: start,
  end,
  anchor: null,
  tag: null,
});

/** The plain or quoted value that starts at `at`, on a line whose content ends at `lineEnd`. */
export function scalarAt(text: string, at: number, lineEnd: number): YamlScalar {
  const quote = text[at];
  if (quote === '"' || quote === "'") return quotedAt(text, at, lineEnd, quote);
  let written = text.slice(at, lineEnd);
  const comment = written.indexOf(' #');
  if (comment >= 0) written = written.slice(0, comment).trimEnd();
  if (written.includes(': ') || written.endsWith(':')) refuse();
  return plain(written, at);
}

function quotedAt(text: string, at: number, lineEnd: number, quote: '"' | "'"): YamlScalar {
  const close = text.indexOf(quote, at + 1);
  if (close < 0 || close >= lineEnd || text[close + 1] === quote) refuse();
  const content = text.slice(at + 1, close);
  if (content.includes('\\')) refuse();
  const style = quote === '"' ? 'double' : 'single';
  return { kind: 'scalar', style, value: content, content, ...place(at, close + 1) };
}

function plain(written: string, at: number): YamlScalar {
  const first = written[0] ?? '';
  const isNumber = integer.test(written) || fraction.test(written);
  if (!isNumber && (indicators.has(first) || numberLike.test(written))) refuse();
  return {
    kind: 'scalar',
    style: 'plain',
    value: isNumber ? Number(written) : words.test(written) ? wordValue(written) : written,
    content: written,
    ...place(at, at + written.length),
  };
}

function wordValue(written: string): boolean | null {
  const word = written.toLowerCase();
  return word === 'true' ? true : word === 'false' ? false : null;
}

/** Flow collections on one line, of plain words and quoted texts: `[default, web]`, `{ a: 1 }`. */
export class QuickFlow {
  private depth = 0;

  constructor(
    private readonly text: string,
    private at: number,
    private readonly lineEnd: number,
  ) {}

  read(): YamlNode {
    if (++this.depth > 20) refuse();
    const first = this.text[this.at];
    const node = first === '[' ? this.list() : first === '{' ? this.map() : this.scalar();
    this.depth--;
    return node;
  }

  private skip(): string {
    while (this.text[this.at] === ' ') this.at++;
    return this.at < this.lineEnd ? (this.text[this.at] ?? '') : refuse();
  }

  /** Behind a member: a comma and then another member (true), or the closing bracket (false). */
  private goesOn(close: string): boolean {
    const sign = this.skip();
    if (sign !== ',' && sign !== close) refuse();
    this.at++;
    if (sign === close) return false;
    if (this.text[this.at] !== ' ') refuse();
    if (this.skip() === close) refuse();
    return true;
  }

  private list(): YamlNode {
    const start = this.at++;
    const items: YamlItem[] = [];
    if (this.skip() === ']') this.at++;
    else {
      do {
        const value = this.read();
        items.push({ ...this.member(value.start, value.end), value });
      } while (this.goesOn(']'));
    }
    return { kind: 'list', flow: true, items, ...place(start, this.at) };
  }

  private map(): YamlNode {
    const start = this.at++;
    const entries: YamlEntry[] = [];
    if (this.text[this.at] === '{') refuse();
    if (this.skip() === '}') this.at++;
    else {
      do entries.push(this.entry(entries));
      while (this.goesOn('}'));
    }
    return { kind: 'map', flow: true, entries, ...place(start, this.at) };
  }

  private entry(before: readonly YamlEntry[]): YamlEntry {
    const key = this.scalar();
    const written = this.text.slice(key.start, key.end);
    if (!isPlainKey(written) || before.some((entry) => entry.key === key.content)) refuse();
    if (this.text[this.at] !== ':' || this.text[this.at + 1] !== ' ') refuse();
    this.at += 2;
    this.skip();
    const value = this.read();
    const keyRange = { start: key.start, end: key.end };
    return { ...this.member(key.start, value.end), key: key.content, keyRange, simpleKey: true, value };
  }

  private member(start: number, end: number): Omit<YamlItem, 'value'> {
    return { start, end, leadStart: start, lineEnd: end, comment: null, indent: 0 };
  }

  private scalar(): YamlScalar {
    const { text } = this;
    const first = text[this.at];
    let node: YamlScalar;
    if (first === '"' || first === "'") node = quotedAt(text, this.at, this.lineEnd, first);
    else {
      let end = this.at;
      while (end < this.lineEnd && /[A-Za-z0-9_./-]/.test(text[end] ?? '')) end++;
      if (end === this.at) refuse();
      node = plain(text.slice(this.at, end), this.at);
    }
    this.at = node.end;
    return node;
  }
}
