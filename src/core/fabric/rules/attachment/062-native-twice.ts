import { resourcesOfKind } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import { attachmentView } from '../../views/attachment-view';
import type { FabricRule, PlacedDraft } from '../rule';

export const nativeTwice: FabricRule = {
  id: 'native-twice',
  numbers: [62],
  kinds: ['VPCAttachment'],
  severity: 'error',
  title: 'A connection has at most one untagged subnet',
  source: 'fabric v0.126, VPCAttachment.Validate; hhfab misses it offline',
  looksAt: 'fabric',
  check: (fabric) => {
    const owners = new Map<string, Resource>();
    const found: PlacedDraft[] = [];
    for (const resource of resourcesOfKind(fabric, 'VPCAttachment')) {
      const { connectionName, native } = attachmentView(resource, fabric);
      if (!native || connectionName === null) continue;
      const owner = owners.get(connectionName);
      if (!owner) owners.set(connectionName, resource);
      else
        found.push({
          resource,
          at: ['spec', 'nativeVLAN'],
          message: `Connection ${connectionName} has an untagged subnet already, by ${owner.id.name}`,
          related: [{ resource: owner, at: ['spec', 'nativeVLAN'], message: owner.id.name }],
        });
    }
    return found;
  },
};
