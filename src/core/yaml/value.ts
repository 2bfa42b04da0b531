import type { YamlNode } from './nodes';

export type PlainValue = string | number | bigint | boolean | null | PlainValue[] | { [key: string]: PlainValue };

export type ValueReading =
  | { readonly ok: true; readonly value: PlainValue }
  /** `at`: where in the document the reading stopped; empty when nobody knows. */
  | { readonly ok: false; readonly reason: string; readonly at: readonly (string | number)[] };

const NODE_LIMIT = 500_000;

class Refused extends Error {}

/**
 * A node as plain data with aliases followed and merge keys (`<<`) applied.
 *
 * Objects have no prototype, so a key such as `__proto__` is only a key. Refuses, with a sentence, what would grow past
 * half a million values (alias bombs), aliases without anchor and aliases inside their own anchor.
 */
export function toPlainValue(root: YamlNode | null): ValueReading {
  if (root === null) return { ok: true, value: null };
  const reader = new Reader();
  try {
    return { ok: true, value: reader.read(root) };
  } catch (error) {
    if (error instanceof Refused) return { ok: false, reason: error.message, at: reader.path };
    throw error;
  }
}

class Reader {
  private readonly anchors = new Map<string, { node: YamlNode; open: boolean }>();
  private count = 0;
  /** Where the reader is; where it stopped when it refused. */
  readonly path: (string | number)[] = [];

  read(node: YamlNode): PlainValue {
    if (++this.count > NODE_LIMIT) throw new Refused('The document grows too large when its aliases are followed.');
    if (node.kind === 'alias') return this.follow(node.name);
    const anchor = node.anchor === null ? null : { node, open: true };
    if (anchor && node.anchor !== null) this.anchors.set(node.anchor, anchor);
    const value = this.content(node);
    if (anchor) anchor.open = false;
    return value;
  }

  private follow(name: string): PlainValue {
    const target = this.anchors.get(name);
    if (!target) throw new Refused(`The alias *${name} has no anchor in this document.`);
    if (target.open) throw new Refused(`The alias *${name} stands inside its own anchor.`);
    return this.content(target.node);
  }

  private content(node: YamlNode): PlainValue {
    switch (node.kind) {
      case 'scalar':
        return node.value;
      case 'alias':
        return this.follow(node.name);
      case 'list':
        return node.items.map((item, index) => this.member(index, item.value));
      case 'map': {
        const object = Object.create(null) as { [key: string]: PlainValue };
        for (const entry of node.entries)
          if (entry.key !== '<<') object[entry.key] = this.member(entry.key, entry.value);
        for (const entry of node.entries)
          if (entry.key === '<<') this.mergeInto(object, this.member(entry.key, entry.value));
        return object;
      }
    }
  }

  private member(step: string | number, node: YamlNode): PlainValue {
    this.path.push(step);
    const value = this.read(node);
    this.path.pop();
    return value;
  }

  private mergeInto(object: { [key: string]: PlainValue }, source: PlainValue): void {
    for (const part of Array.isArray(source) ? source : [source]) {
      if (typeof part !== 'object' || part === null || Array.isArray(part)) continue;
      for (const [key, value] of Object.entries(part)) if (!(key in object)) object[key] = value;
    }
  }
}
