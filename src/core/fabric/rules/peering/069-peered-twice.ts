import { resourcesOfKind } from '../../model/fabric-model';
import type { Fabric } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import { asList, asRecord } from '../../value';
import type { FabricRule, PlacedDraft } from '../rule';

function* pairs(fabric: Fabric): Generator<{ resource: Resource; key: string }> {
  for (const resource of resourcesOfKind(fabric, 'VPCPeering')) {
    const names = new Set(asList(resource.spec['permit']).flatMap((entry) => Object.keys(asRecord(entry))));
    if (names.size === 2) yield { resource, key: [...names].sort().join(' and ') };
  }
  for (const resource of resourcesOfKind(fabric, 'GatewayPeering')) {
    const names = Object.keys(asRecord(resource.spec['peering']));
    if (names.length === 2) yield { resource, key: names.sort().join(' and ') };
  }
}

export const peeredTwice: FabricRule = {
  id: 'peered-twice',
  numbers: [69],
  kinds: ['VPCPeering', 'GatewayPeering'],
  severity: 'warning',
  title: 'A pair of VPCs is peered once, either directly or through a gateway',
  source: 'docs, user-guide/gateway-peering: both at once is undefined',
  looksAt: 'fabric',
  check: (fabric) => {
    const owners = new Map<string, Resource>();
    const found: PlacedDraft[] = [];
    for (const { resource, key } of pairs(fabric)) {
      const owner = owners.get(key);
      if (!owner) {
        owners.set(key, resource);
        continue;
      }
      const mixed = owner.id.kind !== resource.id.kind;
      // Several gateway peerings of one pair are usual: each exposes something else.
      if (!mixed && resource.id.kind === 'GatewayPeering') continue;
      const message = `${key} are peered by ${owner.id.kind} ${owner.id.name} already${mixed ? '; what happens with both is undefined' : ''}`;
      found.push({
        resource,
        at: ['spec'],
        message,
        related: [{ resource: owner, at: ['spec'], message: owner.id.name }],
      });
    }
    return found;
  },
};
