import type { Fabric } from '../model/fabric-model';
import { findResource, resourcesOfKind } from '../model/fabric-model';
import { remember } from '../model/remember';
import { connectionView } from '../views/connection-view';
import { referencesOf } from './references-of';

/**
 * Which VPCs a resource has to do with: identity key → names, sorted. A VPC has to do with itself; attachments and peerings
 * with those they name; a connection with those attached to it, and so have the servers at its ends.
 */
export const vpcsOf: (fabric: Fabric) => ReadonlyMap<string, readonly string[]> = remember((fabric: Fabric) => {
  const found = new Map<string, Set<string>>();
  const add = (key: string, vpc: string): void => {
    const known = found.get(key);
    if (known) known.add(vpc);
    else found.set(key, new Set([vpc]));
  };
  for (const [kind, resources] of fabric.byKind) {
    for (const resource of resources) {
      if (kind === 'VPC') add(resource.key, resource.id.name);
      else
        for (const reference of referencesOf(resource)) if (reference.kind === 'VPC') add(resource.key, reference.name);
    }
  }
  for (const attachment of resourcesOfKind(fabric, 'VPCAttachment')) {
    const vpcs = found.get(attachment.key) ?? new Set<string>();
    for (const { kind, name } of referencesOf(attachment)) {
      const connection = kind === 'Connection' ? findResource(fabric, 'Connection', name) : null;
      if (connection === null) continue;
      const servers = connectionView(connection).ends.flatMap((end) =>
        end.device === 'Server' && end.port ? (findResource(fabric, 'Server', end.port.device) ?? []) : [],
      );
      for (const vpc of vpcs) for (const { key } of [connection, ...servers]) add(key, vpc);
    }
  }
  return new Map([...found].map(([key, vpcs]) => [key, [...vpcs].sort()]));
});
