import type { ResourceId } from '../identity';
import { defaultNamespace } from '../identity';
import type { FabricKind } from '../kinds';
import { underRoot } from '../model/areas';
import type { Policy } from '../policy/policy';

/** The folder below the fabric root where resources of a kind live, for instance `managed/vpcs`. */
export const managedFolder = (kind: FabricKind, policy: Policy): string =>
  `${policy.directories.managed}/${policy.directories.kinds[kind.kind] ?? kind.plural}`;

/** `<name>.yaml`, or `<namespace>-<name>.yaml` outside of the default namespace. */
export const managedFileName = (id: ResourceId): string =>
  id.namespace === defaultNamespace ? `${id.name}.yaml` : `${id.namespace}-${id.name}.yaml`;

/** The file in which a resource belongs, from the repository's root. */
export function managedPath(root: string, kind: FabricKind, id: ResourceId, policy: Policy): string {
  return underRoot(root, `${managedFolder(kind, policy)}/${managedFileName(id)}`);
}
