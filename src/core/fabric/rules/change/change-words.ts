import type { KindName } from '../../kinds';
import type { Fabric } from '../../model/fabric-model';
import { findResource, resourcesOfKind } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import { referrersOf } from '../../references/reference-graph';
import type { Reference } from '../../references/reference';
import type { FabricChange, PlacedDraft } from '../rule';
import { plural, someWords } from '../words';

/** Whether a resource is still in its file nobody can say: what is there now cannot be read. */
const isUnknown = ({ after }: FabricChange, { path }: Resource): boolean =>
  after.files.some((file) => file.path === path && file.documents.some((document) => document.class === 'broken'));

const missing = ({ before, after }: FabricChange, kind: KindName): Resource[] =>
  resourcesOfKind(before, kind).filter(({ id }) => findResource(after, kind, id.name) === null);

/** Resources of a kind that are here before and gone after. */
export const deleted = (change: FabricChange, kind: KindName): Resource[] =>
  missing(change, kind).filter((resource) => !isUnknown(change, resource));

/** Resources of a kind that were in a file which cannot be read after. */
export const unknown = (change: FabricChange, kind: KindName): Resource[] =>
  missing(change, kind).filter((resource) => isUnknown(change, resource));

/** Resources of a kind as they are before, those that are gone after left out: whoever goes too needs no room. */
export const remaining = ({ before, after }: FabricChange, kind: KindName): Resource[] =>
  resourcesOfKind(before, kind).filter(({ id }) => findResource(after, kind, id.name) !== null);

/** Resources of a kind that are here on both sides, and not the same document. */
export const changed = ({ before, after }: FabricChange, kind: KindName): { old: Resource; now: Resource }[] =>
  resourcesOfKind(before, kind).flatMap((old) => {
    const now = findResource(after, kind, old.id.name);
    return now && now !== old ? [{ old, now }] : [];
  });

/** Who still names a resource after it is gone, each once. */
function stillNaming(
  after: Fabric,
  kind: KindName,
  name: string,
  counts: (reference: Reference) => boolean,
): Resource[] {
  return [
    ...new Set(
      referrersOf(after, kind, name)
        .filter(counts)
        .map((reference) => reference.from),
    ),
  ];
}

/** One finding at the old place of a resource that is deleted although others still name it. */
export function deletedButNamed(
  change: FabricChange,
  kind: KindName,
  counts: (reference: Reference) => boolean,
): PlacedDraft[] {
  return deleted(change, kind).flatMap((resource) => {
    const users = stillNaming(change.after, kind, resource.id.name, counts);
    if (users.length === 0) return [];
    const names = someWords(users.map((user) => `${user.id.kind} ${user.id.name}`));
    const message = `${kind} ${resource.id.name} is deleted, but ${plural(users.length, 'resource')} still ${users.length === 1 ? 'names' : 'name'} it: ${names}`;
    const related = users
      .slice(0, 20)
      .map((user) => ({ resource: user, at: ['metadata', 'name'], message: `${user.id.kind} ${user.id.name}` }));
    return [{ resource, at: ['metadata', 'name'], message, related }];
  });
}
