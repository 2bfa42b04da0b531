import type { ReferencePlace } from '../../../contract/fabric/resources';
import type { Fabric } from '../../../core/fabric/model/fabric-model';
import type { Reference } from '../../../core/fabric/references/reference';
import { resolve } from '../../../core/fabric/references/reference-graph';
import { formatPath } from '../../../core/fabric/schema/check-value';
import type { Snapshot } from '../desk/snapshot';
import { placeOf, wholeDocument } from './places';

/** A reference as people see it: where it stands, and where it leads. */
export async function referencePlace(
  snapshot: Snapshot,
  fabric: Fabric,
  reference: Reference,
): Promise<ReferencePlace> {
  const { from, kind, name, part, path, form } = reference;
  const onKey = form === 'key' || form === 'ext-key';
  const resolution = resolve(fabric, kind, name);
  return {
    ...(await placeOf(snapshot, { path: from.path, document: from.documentIndex, at: path, onKey })),
    from: { kind: from.id.kind, name: from.id.name },
    to: { kind, name, part },
    field: formatPath(path),
    resolution: resolution.state,
    target:
      resolution.state === 'found'
        ? wholeDocument(snapshot, resolution.target.path, resolution.target.documentIndex)
        : null,
  };
}

export async function referencePlaces(
  snapshot: Snapshot,
  fabric: Fabric,
  references: readonly Reference[],
): Promise<ReferencePlace[]> {
  const places: ReferencePlace[] = [];
  for (const reference of references) places.push(await referencePlace(snapshot, fabric, reference));
  return places;
}
