import type { YamlNode, YamlScalar } from '../../yaml/nodes';

/** Numbers for values: two nodes have the same number exactly when they say the same. */
export type ValueId = number;

/** Plain texts that a YAML 1.1 reader (many Kubernetes tools) and a YAML 1.2 reader take for different things. */
const READ_DIFFERENTLY =
  /^(?:y|yes|n|no|on|off)$|^[-+]?0[0-7_]+$|^0o[0-7]+$|^[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$|^[-+]?[0-9]+_[0-9_.]*$|^\d{4}-\d{1,2}-\d{1,2}|^[-+]?\.?[0-9].*e|^0x|^\+|^[-+]?\.(?:inf|nan)$|^=$|^0b/i;

/**
 * Gives equal values equal numbers. Order of keys does not count, order of list items does; comments, quotes, flow or
 * block style and indentation do not. Anchors, aliases and tags count as written.
 */
export class Canon {
  private readonly numbers = new Map<string, ValueId>();
  private readonly known = new WeakMap<YamlNode, ValueId>();

  of(node: YamlNode): ValueId {
    let id = this.known.get(node);
    if (id === undefined) this.known.set(node, (id = this.compute(node)));
    return id;
  }

  map(members: readonly (readonly [string, ValueId])[]): ValueId {
    const parts = members.map(([key, id]) => `${JSON.stringify(key)}:${id}`).sort();
    return this.intern(`{${parts.join(',')}}`);
  }

  list(items: readonly ValueId[]): ValueId {
    return this.intern(`[${items.join(',')}]`);
  }

  /** A value with its anchor and tag. */
  marked(id: ValueId, { anchor, tag }: Pick<YamlNode, 'anchor' | 'tag'>): ValueId {
    const plainTag = tag !== null && tag.startsWith('tag:yaml.org,2002:') ? null : tag;
    return anchor === null && plainTag === null ? id : this.intern(`&${anchor ?? ''}!${plainTag ?? ''}=${id}`);
  }

  text(content: string): ValueId {
    return this.intern(`s${content}`);
  }

  private compute(node: YamlNode): ValueId {
    switch (node.kind) {
      case 'alias':
        return this.intern(`*${node.name}`);
      case 'scalar':
        return this.marked(this.intern(scalarKey(node)), node);
      case 'list':
        return this.marked(this.list(node.items.map((item) => this.of(item.value))), node);
      case 'map':
        return this.marked(this.map(node.entries.map((entry) => [entry.key, this.of(entry.value)])), node);
    }
  }

  private intern(key: string): ValueId {
    let id = this.numbers.get(key);
    if (id === undefined) this.numbers.set(key, (id = this.numbers.size + 1));
    return id;
  }
}

/**
 * The value of a scalar as a text. Plain texts that readers disagree about, and numbers with a fraction, are only
 * equal to themselves as written: `1.10` is not `1.1`, `017` not `15`.
 */
export function scalarKey(node: YamlScalar): string {
  if (node.style === 'empty') return 'null';
  if (node.tag !== null && !isCoreTag(node.tag)) return `t${node.tag} ${node.content}`;
  if (node.style !== 'plain') return `s${typeof node.value === 'string' ? node.value : node.content}`;
  if (READ_DIFFERENTLY.test(node.content)) return `r${node.content}`;
  switch (typeof node.value) {
    case 'string':
      return `s${node.value}`;
    case 'boolean':
      return node.value ? 'true' : 'false';
    case 'number':
    case 'bigint':
      return `n${node.content}`;
    default:
      return 'null';
  }
}

function isCoreTag(tag: string): boolean {
  return tag.startsWith('tag:yaml.org,2002:');
}
