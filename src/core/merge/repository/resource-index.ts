import { identityKey } from '../../yaml/identity';
import type { ResourceIdentity } from '../../yaml/identity';
import type { DocumentPart, DocumentReader } from '../structure/document-reader';
import type { Files } from './repository-versions';
import { isYamlPath } from './repository-versions';

export interface PlacedResource {
  readonly key: string;
  readonly identity: ResourceIdentity;
  readonly path: string;
  readonly part: DocumentPart;
}

/** Where each resource of a version stands; a resource that stands twice there is in `doubled` and nowhere else. */
export interface ResourceIndex {
  readonly byKey: ReadonlyMap<string, PlacedResource>;
  readonly doubled: ReadonlyMap<string, readonly PlacedResource[]>;
}

export function indexResources(files: Files, reader: DocumentReader): ResourceIndex {
  const byKey = new Map<string, PlacedResource>();
  const doubled = new Map<string, PlacedResource[]>();
  for (const [path, text] of files) {
    if (!isYamlPath(path)) continue;
    for (const part of reader.parts(text)) {
      const { identity, class: kind } = part.read();
      if (!identity || kind !== 'resource') continue;
      const placed = { key: identityKey(identity), identity, path, part };
      const other = byKey.get(placed.key);
      const group = doubled.get(placed.key);
      if (group) group.push(placed);
      else if (other) {
        byKey.delete(placed.key);
        doubled.set(placed.key, [other, placed]);
      } else byKey.set(placed.key, placed);
    }
  }
  return { byKey, doubled };
}

/** `VPC default/red`. */
export const nameOf = ({ kind, namespace, name }: ResourceIdentity): string => `${kind} ${namespace}/${name}`;
