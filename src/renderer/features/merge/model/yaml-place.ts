/** Where a line of YAML stands, for people: "VPC vpc-1" and "spec.subnets.default.vlan". */
export interface YamlPlace {
  readonly resource: string | null;
  readonly path: string | null;
}

const farthestLines = 5_000;
const entry = /^(\s*)((?:- +)*)(?:"([^"]+)"|'([^']+)'|([^\s#:"'{}[\],&*!|>%@`-][^#:]*?)):(?:\s|$)/;
const item = /^(\s*)-(?:\s|$)/;

interface Entry {
  readonly indent: number;
  readonly key: string;
  /** Indentation of each dash before the key. */
  readonly dashes: readonly number[];
}

function readEntry(line: string): Entry | null {
  const match = entry.exec(line);
  if (match === null) return null;
  const [, space = '', bullets = '', double, single, plain] = match;
  const dashes: number[] = [];
  for (let at = 0; at < bullets.length; at++) if (bullets[at] === '-') dashes.push(space.length + at);
  return { indent: space.length + bullets.length, key: double ?? single ?? plain ?? '', dashes };
}

/** Which item of its list the dash at `indent` is, counted from 0 upwards from `line`. */
function itemNumber(lines: readonly string[], line: number, indent: number): number {
  let number = 0;
  for (let at = line - 1; at >= 0 && line - at < farthestLines; at--) {
    const text = lines[at] ?? '';
    if (text.trim() === '' || text.trimStart().startsWith('#')) continue;
    const own = text.length - text.trimStart().length;
    if (own < indent || text.startsWith('---')) break;
    if (own > indent) continue;
    if (!item.test(text)) break;
    number += 1;
  }
  return number;
}

/**
 * The place of a line, read from indentation alone: quick, and right for block YAML as people write it. Says null
 * where it cannot tell. `lines` is any version of the file that has the line.
 */
export function yamlPlace(lines: readonly string[], line: number): YamlPlace {
  return { resource: resourceAt(lines, line), path: pathAt(lines, line) };
}

/** Walks from a line to the top of its document, from each container to the one around it. */
class Ascent {
  readonly steps: string[] = [];
  /** Only what starts left of this is around where we are. */
  indent = Infinity;
  /** The last step was an item: its list may stand as far left as the key that holds it. */
  #isInList = false;

  constructor(readonly lines: readonly string[]) {}

  get isAtTop(): boolean {
    return this.indent === 0 && !this.#isInList;
  }

  visit(at: number): void {
    const text = this.lines[at] ?? '';
    const found = readEntry(text);
    if (found === null) {
      const dash = item.exec(text)?.[1]?.length ?? Infinity;
      if (dash < this.indent) this.#enterItems(at, [dash]);
      return;
    }
    if (found.indent < this.indent || (this.#isInList && found.indent === this.indent && found.dashes.length === 0)) {
      this.steps.unshift(found.key);
      this.indent = found.indent;
      this.#isInList = false;
      this.#enterItems(at, found.dashes);
    } else if (found.indent === this.indent && !this.#isInList) {
      // A key of the same item, on the line of its dash.
      this.#enterItems(at, found.dashes);
    }
  }

  #enterItems(at: number, dashes: readonly number[]): void {
    for (const dash of [...dashes].reverse()) {
      this.steps.unshift(`[${itemNumber(this.lines, at, dash)}]`);
      this.indent = dash;
      this.#isInList = true;
    }
  }
}

function pathAt(lines: readonly string[], line: number): string | null {
  const ascent = new Ascent(lines);
  for (let at = line; at >= 0 && line - at < farthestLines && !ascent.isAtTop; at--) {
    if (lines[at]?.startsWith('---') === true) break;
    ascent.visit(at);
  }
  const path = ascent.steps.reduce(
    (text, step) => text + (step.startsWith('[') || text === '' ? step : `.${step}`),
    '',
  );
  return path === '' ? null : path;
}

function resourceAt(lines: readonly string[], line: number): string | null {
  let start = Math.min(line, lines.length - 1);
  while (start > 0 && line - start < farthestLines && lines[start]?.startsWith('---') !== true) start--;
  let kind: string | null = null;
  let inMetadata = false;
  for (let at = start; at < lines.length && at - start < farthestLines; at++) {
    const text = lines[at] ?? '';
    if (at > start && text.startsWith('---')) break;
    const top = /^(\w+):\s*(\S*)/.exec(text);
    if (top?.[1] === 'kind') kind = top[2] ?? null;
    if (top !== null) inMetadata = top[1] === 'metadata';
    const name = inMetadata ? /^\s+name:\s*["']?([^"'\s#]+)/.exec(text) : null;
    if (name !== null && kind !== null) return `${kind} ${name[1] ?? ''}`;
  }
  return null;
}
