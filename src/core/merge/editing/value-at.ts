import type { YamlDocument } from '../../yaml/documents';
import { readDocuments } from '../../yaml/documents';
import type { ResourceIdentity } from '../../yaml/identity';
import type { YamlNode } from '../../yaml/nodes';
import { compositeKey, normalisedEntry } from '../lists/item-keys';
import type { MergePath } from '../model';
import { dedent } from '../structure/indent';

/** A value's place in a text, 0-based lines, `end` exclusive, and how it is written there. */
export interface FoundValue {
  readonly written: string;
  readonly startLine: number;
  readonly endLine: number;
}

/** The name under which conflicts speak of a resource: "VPC default/vpc-1". */
const resourceName = ({ kind, namespace, name }: ResourceIdentity): string => `${kind} ${namespace}/${name}`;

/**
 * The value at a conflict's place in any version of the file; null where it has none.
 *
 * Items of lists are found by the name that the merge gave them. Where that name means nothing here (items that were
 * matched by likeness) the list around them stands for the item: coarser, never another item.
 */
export function valueAt(text: string, resource: string | null, path: MergePath): FoundValue | null {
  for (const document of readDocuments(text)) {
    if (resource !== null && (document.identity === null || resourceName(document.identity) !== resource)) continue;
    if (path.length === 0) return documentAt(text, document);
    const found = document.root === null ? null : step(document.root, path);
    if (found !== null) return place(text, found);
  }
  return null;
}

function documentAt(text: string, { range }: YamlDocument): FoundValue {
  const written = text.slice(range.start, range.end);
  return { written: written.trim(), ...linesOf(text, range.start, range.end) };
}

interface Found {
  readonly node: YamlNode;
  readonly start: number;
}

function step(root: YamlNode, path: MergePath): Found | null {
  let node = root;
  let start = root.start;
  for (const name of path) {
    if (node.kind === 'map') {
      const entry = node.entries.find(({ key }) => key === name);
      if (entry === undefined) return null;
      start = entry.start;
      node = entry.value;
    } else if (node.kind === 'list') {
      const item = itemNamed(
        node.items.map(({ value }) => value),
        name,
      );
      if (item === undefined) return { node, start };
      if (item === null) return null;
      start = item.start;
      node = item;
    } else return null;
  }
  return { node, start };
}

/** Null: the list has no item of this name. Undefined: the name says nothing about which item it is. */
function itemNamed(items: readonly YamlNode[], name: string): YamlNode | null | undefined {
  const inner = /^\[(.*?)(?:#\d+)?\]$/.exec(name)?.[1];
  if (inner === undefined || /^\+?\d+$/.test(inner)) return undefined;
  const keys = inner.split(',').map((part) => part.slice(0, Math.max(0, part.indexOf('='))));
  const isComposite = keys.every((key) => /^[\w.-]+$/.test(key));
  const named = items.filter((item) =>
    isComposite ? compositeKey(keys)(item) === inner : normalisedEntry(item) === inner,
  );
  return named.length > 1 ? undefined : (named[0] ?? null);
}

function place(text: string, { node, start }: Found): FoundValue {
  const lineStart = text.lastIndexOf('\n', node.start - 1) + 1;
  const written = dedent(' '.repeat(node.start - lineStart) + text.slice(node.start, node.end));
  return { written, ...linesOf(text, start, node.end) };
}

function linesOf(text: string, start: number, end: number): { startLine: number; endLine: number } {
  const count = (until: number): number => {
    let lines = 0;
    for (let at = text.indexOf('\n'); at >= 0 && at < until; at = text.indexOf('\n', at + 1)) lines++;
    return lines;
  };
  return { startLine: count(start), endLine: count(Math.max(start, end - 1)) + 1 };
}
