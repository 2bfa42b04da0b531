import { resourcesOfKind } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import { sidesOf } from '../../views/gateway-peering-view';
import type { FabricRule, PlacedDraft } from '../rule';

export const defaultTwice: FabricRule = {
  id: 'default-twice',
  numbers: [171],
  kinds: ['GatewayPeering'],
  severity: 'warning',
  title: 'A VPC is shown at most one default',
  source: 'docs, user-guide/gateway-peering',
  looksAt: 'fabric',
  check: (fabric) => {
    const owners = new Map<string, Resource>();
    const found: PlacedDraft[] = [];
    for (const resource of resourcesOfKind(fabric, 'GatewayPeering')) {
      const sides = sidesOf(resource);
      for (const side of sides)
        for (const expose of side.exposes.filter((one) => one.isDefault))
          for (const target of sides.filter((other) => other !== side && !other.isExternal)) {
            const owner = owners.get(target.key);
            owners.set(target.key, owner ?? resource);
            if (!owner) continue;
            const message = `VPC ${target.key} is shown a default by ${owner.id.name} already`;
            found.push({
              resource,
              at: [...expose.at, 'default'],
              message,
              related: [{ resource: owner, at: ['spec', 'peering'], message: owner.id.name }],
            });
          }
    }
    return found;
  },
};
