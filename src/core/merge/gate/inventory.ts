import { generatedLine } from '../structure/volatile';
import type { YamlDocument } from '../../yaml/documents';
import { identityKey } from '../../yaml/identity';
import { trailingComments } from '../../yaml/trailing-comments';
import type { YamlNode } from '../../yaml/nodes';
import { scalarKey } from '../structure/canon';

/** A leaf of a document: its document, its path with list items as `*`, and its value. */
export interface Leaf {
  readonly path: string;
  readonly key: string;
}

/** All leaves of documents, under their identities where `named`. Documents without identity count as one. */
export function leavesOf(documents: readonly YamlDocument[], named: boolean): Leaf[] {
  const found: Leaf[] = [];
  for (const document of documents) {
    const name = document.identity && named ? identityKey(document.identity) : '';
    if (document.root) collect(document.root, name, found);
  }
  return found;
}

function collect(node: YamlNode, path: string, found: Leaf[]): void {
  if (node.kind === 'map' && node.entries.length > 0) {
    for (const { key, value } of node.entries) collect(value, `${path}\u0000${key}`, found);
  } else if (node.kind === 'list' && node.items.length > 0) {
    for (const { value } of node.items) collect(value, `${path}\u0000*`, found);
  } else found.push({ path, key: `${path}=${leafValue(node)}` });
}

/** What a leaf says: a scalar, an alias as written, or an empty collection. */
export function leafValue(node: YamlNode): string {
  switch (node.kind) {
    case 'scalar':
      return scalarKey(node);
    case 'alias':
      return `*${node.name}`;
    case 'map':
      return '{}';
    case 'list':
      return '[]';
  }
}

/** Comment lines and trailing comments of documents, without indentation; time stamps of tools are left out. */
export function commentsOf(text: string, documents: readonly YamlDocument[]): string[] {
  const found: string[] = [];
  for (const document of documents) {
    const source = text.slice(document.range.start, document.range.end);
    for (const line of source.match(/^[ \t]*#.*$/gm) ?? []) {
      if (generatedLine(line) === null) found.push(line.trim());
    }
    found.push(...trailingComments(source));
  }
  return found;
}
