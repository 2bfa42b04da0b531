import { resourcesOfKind } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import type { SubnetView } from '../../views/vpc-view';
import { usedVlan, vpcView } from '../../views/vpc-view';
import type { FabricRule, PlacedDraft } from '../rule';

export const vlanTwice: FabricRule = {
  id: 'vlan-twice',
  numbers: [44],
  kinds: ['VPC'],
  severity: 'error',
  title: 'VPCs in one VLAN namespace have different VLANs',
  source: 'fabric v0.126, VPC.Validate; hhfab misses it offline',
  looksAt: 'fabric',
  check: (fabric) => {
    const owners = new Map<string, { resource: Resource; subnet: SubnetView }>();
    const found: PlacedDraft[] = [];
    for (const resource of resourcesOfKind(fabric, 'VPC')) {
      const { subnets, vlanNamespace } = vpcView(resource);
      for (const subnet of subnets) {
        const vlan = usedVlan(subnet);
        if (vlan === null || vlan === 0) continue;
        const key = `${vlanNamespace}/${vlan}`;
        const owner = owners.get(key);
        if (!owner) owners.set(key, { resource, subnet });
        else if (owner.resource !== resource)
          found.push({
            resource,
            at: [...subnet.at, 'vlan'],
            message: `VLAN ${vlan} of subnet ${subnet.name} is used by VPC ${owner.resource.id.name}, subnet ${owner.subnet.name}, already (VLAN namespace ${vlanNamespace})`,
            related: [
              {
                resource: owner.resource,
                at: [...owner.subnet.at, 'vlan'],
                message: `VLAN ${vlan} of ${owner.resource.id.name}`,
              },
            ],
          });
      }
    }
    return found;
  },
};
