import type { YamlNode } from '../../../../src/core/yaml/nodes';
import { readDocuments } from '../../../../src/core/yaml/documents';
import { scalarKey } from '../../../../src/core/merge/structure/canon';

/** Whether two files say the same, the order of keys, list items and documents aside. */
export function sameData(one: string, other: string): boolean {
  return shape(one) === shape(other);
}

function shape(text: string): string {
  return readDocuments(text)
    .map((document) => (document.root ? shapeOf(document.root) : document.class))
    .sort()
    .join('\n');
}

function shapeOf(node: YamlNode): string {
  switch (node.kind) {
    case 'alias':
      return `*${node.name}`;
    case 'scalar':
      return scalarKey(node);
    case 'list':
      return `[${node.items
        .map((item) => shapeOf(item.value))
        .sort()
        .join(',')}]`;
    case 'map':
      return `{${node.entries
        .map(({ key, value }) => `${key}:${shapeOf(value)}`)
        .sort()
        .join(',')}}`;
  }
}
