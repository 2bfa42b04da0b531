import type { YamlNode } from './nodes';

export type PlainValue = string | number | bigint | boolean | null | PlainValue[] | { [key: string]: PlainValue };

export type ValueReading =
  { readonly ok: true; readonly value: PlainValue } | { readonly ok: false; readonly reason: string };

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
    if (error instanceof Refused) return { ok: false, reason: error.message };
    throw error;
  }
}

class Reader {
  private readonly anchors = new Map<string, { node: YamlNode; open: boolean }>();
  private count = 0;

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
        return node.items.map((item) => this.read(item.value));
      case 'map': {
        const object = Object.create(null) as { [key: string]: PlainValue };
        for (const entry of node.entries) if (entry.key !== '<<') object[entry.key] = this.read(entry.value);
        for (const entry of node.entries) if (entry.key === '<<') this.mergeInto(object, this.read(entry.value));
        return object;
      }
    }
  }

  private mergeInto(object: { [key: string]: PlainValue }, source: PlainValue): void {
    for (const part of Array.isArray(source) ? source : [source]) {
      if (typeof part !== 'object' || part === null || Array.isArray(part)) continue;
      for (const [key, value] of Object.entries(part)) if (!(key in object)) object[key] = value;
    }
  }
}
