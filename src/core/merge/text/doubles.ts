import { isStatement } from './template-lines';

/** Something that stands twice where it may stand once; its lines without the blanks around them. */
export interface Double {
  readonly words: string;
  readonly lines: ReadonlySet<string>;
}

/** `a.yaml`, and with one more ending, as templates of it have: `a.yaml.j2`. */
export const isYamlOrTemplatePath = (path: string): boolean => /\.ya?ml(?:\.\w+)?$/i.test(path);

const isSettingsPath = (path: string): boolean => /(?:^|\/)\.env(?:\.[\w-]+)?$|\.(?:env|properties)$/i.test(path);

/** Keys, and resources of a YAML file, that stand more often twice in the result than in either side. */
export function newDoubles(path: string, sides: readonly string[], result: string): Double[] {
  const found = [...doublesOf(path, result)];
  // Reading the sides costs twice as much again: only where there is something to compare.
  if (found.length === 0) return [];
  const before = sides.map((text) => doublesOf(path, text));
  return found
    .filter(([id, lines]) => before.every((known) => (known.get(id)?.length ?? 0) < lines.length))
    .map(([id, lines]) => ({ words: id, lines: new Set(lines) }));
}

/** Whether one key of a file of settings has two values in these lines; which one counts depends on the reader. */
export const repeatsSetting = (path: string, lines: readonly string[]): boolean =>
  isSettingsPath(path) && settingsOf(lines).size > 0;

type Found = Map<string, readonly string[]>;

function doublesOf(path: string, text: string): Found {
  const lines = text.split('\n');
  if (isYamlOrTemplatePath(path)) return new YamlLines().read(lines);
  return isSettingsPath(path) ? settingsOf(lines) : new Map();
}

function settingsOf(lines: readonly string[]): Found {
  const seen = new Map<string, string[]>();
  for (const line of lines) {
    const key = /^\s*(?:export\s+)?([^\s#!=:][^\s=:]*)\s*[=:]/.exec(line)?.[1];
    if (key !== undefined) seen.set(key, [...(seen.get(key) ?? []), line.trim()]);
  }
  return new Map([...seen].filter(([, found]) => found.length > 1).map(([key, found]) => [`the key “${key}”`, found]));
}

/** What a resource is told by. */
const NAMES: ReadonlySet<string> = new Set(['apiVersion', 'kind', 'metadata.name', 'metadata.namespace']);

interface Mapping {
  readonly indent: number;
  readonly path: string;
  readonly keys: Map<string, string>;
  last: string;
}

const KEY = /^( *)((?:- +)*)("[^"]*"|'[^']*'|[^\s"'#&*!{}[\],|>%@`-][^:#]*?|-[^\s:#][^:#]*?) *:(?: +(.*))?$/;
const BLOCK = /^(?:[&!]\S* +)*[|>][-+\d]*(?: +#.*)?$/;

/** Keys of block mappings by their columns: no reading of YAML, but enough to see one key twice in one mapping. */
class YamlLines {
  private readonly found = new Map<string, string[]>();
  private readonly resources = new Map<string, string>();
  private stack: Mapping[] = [];
  private named = new Map<string, { readonly value: string; readonly line: string }>();

  read(lines: readonly string[]): Found {
    let block = -1;
    for (const written of lines) {
      const line = written.trimEnd();
      const content = line.trimStart();
      const indent = line.length - content.length;
      if (content === '' || (block >= 0 && indent > block)) continue;
      block = -1;
      if (/^(?:---|\.\.\.)(?: |$)/.test(line)) this.endDocument();
      else if (!content.startsWith('#')) block = this.take(line, indent);
    }
    this.endDocument();
    return this.found;
  }

  /** Answers the column below which a block scalar that begins here ends; -1 where none does. */
  private take(line: string, indent: number): number {
    const [, , dashes = '', key, value = ''] = KEY.exec(line) ?? [];
    const item = line.trimStart();
    if (key === undefined) {
      // A condition of a template may stand in any column: the mapping goes on behind it.
      if (isStatement(item)) return -1;
      this.leave(indent);
      return BLOCK.test(item.replace(/^(?:- +)+/, '')) && item.startsWith('- ') ? indent : -1;
    }
    if (dashes !== '') this.leave(indent);
    const column = indent + dashes.length;
    this.leave(column);
    let mapping = this.stack.at(-1);
    if (mapping?.indent !== column) {
      const path = mapping === undefined ? '' : `${mapping.path}${mapping.last}.`;
      mapping = { indent: column, path, keys: new Map(), last: '' };
      this.stack.push(mapping);
    }
    const name = key.replace(/^(["'])(.*)\1$/, '$2');
    const before = mapping.keys.get(name);
    mapping.last = name;
    if (before !== undefined) this.note(`the key “${mapping.path}${name}”`, before, line.trim());
    mapping.keys.set(name, line.trim());
    const place = `${mapping.path}${name}`;
    if (NAMES.has(place) && !this.named.has(place))
      this.named.set(place, { value: value.replace(/ +#.*$/, ''), line: line.trim() });
    return BLOCK.test(value) ? column : -1;
  }

  /** Leaves the mappings that stand further in than this column. */
  private leave(column: number): void {
    while ((this.stack.at(-1)?.indent ?? -1) > column) this.stack.pop();
  }

  private note(id: string, ...lines: readonly string[]): void {
    this.found.set(id, [...(this.found.get(id) ?? []), ...lines]);
  }

  private endDocument(): void {
    const [kind, name] = [this.named.get('kind'), this.named.get('metadata.name')];
    if (kind && name) {
      const group = /^(.*)\//.exec(this.named.get('apiVersion')?.value ?? '')?.[1] ?? '';
      const id = `${kind.value} ${this.named.get('metadata.namespace')?.value ?? 'default'}/${name.value}`;
      const before = this.resources.get(`${group} ${id}`);
      if (before !== undefined) this.note(id, before, name.line);
      this.resources.set(`${group} ${id}`, name.line);
    }
    this.stack = [];
    this.named.clear();
  }
}
