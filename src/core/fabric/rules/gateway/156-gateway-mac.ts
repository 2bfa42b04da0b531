import { resourcesOfKind } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import { normalizeMac } from '../../net/mac';
import { asName } from '../../value';
import type { FabricRule, PlacedDraft } from '../rule';

export const gatewayMac: FabricRule = {
  id: 'gateway-mac',
  numbers: [156],
  kinds: ['Gateway'],
  severity: 'error',
  title: 'Each gateway has its own vtepMAC',
  source: 'fabric v0.126, Gateway.Validate',
  looksAt: 'fabric',
  check: (fabric) => {
    const owners = new Map<string, Resource>();
    const at = ['spec', 'vtepMAC'];
    return resourcesOfKind(fabric, 'Gateway').flatMap((resource): PlacedDraft[] => {
      const mac = normalizeMac(asName(resource.spec['vtepMAC']) ?? '');
      const owner = mac === null ? undefined : owners.get(mac);
      if (mac !== null && !owner) owners.set(mac, resource);
      if (!owner || mac === null) return [];
      return [
        {
          resource,
          at,
          message: `vtepMAC ${mac} belongs to gateway ${owner.id.name} already`,
          related: [{ resource: owner, at, message: owner.id.name }],
        },
      ];
    });
  },
};
