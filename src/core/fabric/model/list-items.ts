import type { DocumentClass } from '../../yaml/documents';
import type { ResourceIdentity } from '../../yaml/identity';
import { readIdentity } from '../../yaml/identity';
import type { YamlNode } from '../../yaml/nodes';
import type { TextPositions } from '../../yaml/positions';
import type { TextRange } from '../../yaml/split';
import { fabricGroups, otherHedgehogGroups, splitApiVersion } from '../kinds';
import type { ValuePath } from '../schema/check-value';
import { asList, asName, asRecord } from '../value';

const groups = new Set([...fabricGroups, ...otherHedgehogGroups]);

/** Is this a resource, whole or not, of one of Hedgehog's groups? */
export const isHedgehog = (value: unknown): boolean => {
  const apiVersion = asName(asRecord(value)['apiVersion']);
  return apiVersion !== null && groups.has(splitApiVersion(apiVersion).group);
};

/** As much of a document as says whether it is a list. */
interface ReadDocument {
  readonly index: number;
  readonly class: DocumentClass;
  readonly value: unknown;
}

/** An item of a list, as the model keeps documents. */
interface ItemDocument extends ReadDocument {
  readonly identity: ResourceIdentity | null;
  readonly refused: null;
  readonly range: TextRange;
  readonly startLine: number;
  readonly contentLine: number;
  readonly endLine: number;
  readonly problems: readonly never[];
  readonly disabled: readonly never[];
  readonly within: { readonly document: number; readonly at: ValuePath };
}

/** The items of a `List` (or `VPCList`, …) as kubectl prints it; null: this is none, or one of other people's things. */
function itemsOf({ class: sort, value }: ReadDocument): readonly unknown[] | null {
  if (sort !== 'foreign') return null;
  const root = asRecord(value);
  const items = asList(root['items']);
  const isList = asName(root['apiVersion']) !== null && (asName(root['kind'])?.endsWith('List') ?? false);
  return isList && items.some(isHedgehog) ? items : null;
}

/**
 * The items of lists among the documents of a file, as documents of their own behind the others: a resource counts, is
 * judged and remembered wherever it stands. `treeOf` reads a document with its places.
 */
export function itemsOfLists(
  documents: readonly ReadDocument[],
  treeOf: (index: number) => YamlNode | null,
  positions: TextPositions,
): ItemDocument[] {
  const found: ItemDocument[] = [];
  for (const list of documents) {
    const items = itemsOf(list);
    if (items === null) continue;
    const nodes = nodesOf(treeOf(list.index));
    for (const [place, value] of items.entries()) {
      const node = nodes[place];
      if (node === undefined) continue;
      const identity = readIdentity(node);
      const startLine = positions.at(node.start).line;
      found.push({
        index: documents.length + found.length,
        class: identity ? 'resource' : 'foreign',
        identity,
        value,
        refused: null,
        range: { start: node.start, end: node.end },
        startLine,
        contentLine: startLine,
        endLine: positions.at(node.end).line + 1,
        problems: [],
        disabled: [],
        within: { document: list.index, at: ['items', place] },
      });
    }
  }
  return found;
}

function nodesOf(root: YamlNode | null): readonly YamlNode[] {
  const items = root?.kind === 'map' ? root.entries.find(({ key }) => key === 'items')?.value : undefined;
  return items?.kind === 'list' ? items.items.map(({ value }) => value) : [];
}
