import { resourcesOfKind } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import { attachmentView } from '../../views/attachment-view';
import type { FabricRule, PlacedDraft } from '../rule';

export const attachedTwice: FabricRule = {
  id: 'attached-twice',
  numbers: [61],
  kinds: ['VPCAttachment'],
  severity: 'error',
  title: 'A subnet is attached to a connection once',
  source: 'fabric v0.126, VPCAttachment.Validate; hhfab misses it offline',
  looksAt: 'fabric',
  check: (fabric) => {
    const owners = new Map<string, Resource>();
    const found: PlacedDraft[] = [];
    for (const resource of resourcesOfKind(fabric, 'VPCAttachment')) {
      const { vpcName, subnetName, connectionName } = attachmentView(resource, fabric);
      if (vpcName === '' || connectionName === null) continue;
      const key = `${vpcName}/${subnetName} ${connectionName}`;
      const owner = owners.get(key);
      if (!owner) owners.set(key, resource);
      else
        found.push({
          resource,
          at: ['spec', 'subnet'],
          message: `Subnet ${vpcName}/${subnetName} is attached to ${connectionName} by ${owner.id.name} already`,
          related: [{ resource: owner, at: ['spec', 'subnet'], message: owner.id.name }],
        });
    }
    return found;
  },
};
