import { findResource, resourcesOfKind } from '../../model/fabric-model';
import type { Fabric } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import type { Prefix } from '../../net/ip';
import { formatPrefix, overlappingPairs, parsePrefix } from '../../net/ip';
import { asName } from '../../value';
import type { ExposeView, SideView } from '../../views/gateway-peering-view';
import { sidesOf } from '../../views/gateway-peering-view';
import { vpcView } from '../../views/vpc-view';
import type { FabricRule } from '../rule';

interface Claim {
  readonly resource: Resource;
  readonly prefix: Prefix;
  readonly at: readonly (string | number)[];
  readonly from: string;
}

/** What an entry shows to the other side, as prefixes; subnets are looked up. */
function shown(
  fabric: Fabric,
  side: SideView,
  expose: ExposeView,
): { prefix: Prefix; at: readonly (string | number)[] }[] {
  const list = expose.as.length > 0 ? 'as' : 'ips';
  const vpc = side.isExternal ? null : findResource(fabric, 'VPC', side.name);
  return expose[list].flatMap((entry, index) => {
    const subnet = asName(entry['vpcSubnet']);
    const looked = subnet !== null && vpc ? vpcView(vpc).subnets.find((one) => one.name === subnet)?.prefix : null;
    const prefix = looked ?? parsePrefix(asName(entry['cidr']) ?? '');
    return prefix ? [{ prefix, at: [...expose.at, list, index] }] : [];
  });
}

export const exposedTwice: FabricRule = {
  id: 'exposed-twice',
  numbers: [168],
  kinds: ['GatewayPeering'],
  severity: 'error',
  title: 'Different peerings do not show overlapping addresses to the same side',
  source: 'fabric v0.126, collectExposedCIDRs; hhfab misses it offline',
  looksAt: 'fabric',
  check: (fabric) => {
    const towards = new Map<string, Claim[]>();
    for (const resource of resourcesOfKind(fabric, 'GatewayPeering')) {
      const sides = sidesOf(resource);
      for (const side of sides)
        for (const target of sides.filter((other) => other !== side && !other.isExternal)) {
          const claims = side.exposes.flatMap((expose) =>
            shown(fabric, side, expose).map((one) => ({ ...one, resource, from: side.key })),
          );
          const known = towards.get(target.key);
          if (known) known.push(...claims);
          else towards.set(target.key, claims);
        }
    }
    return [...towards].flatMap(([target, claims]) =>
      overlappingPairs(claims, ({ prefix }) => prefix)
        .filter(([one, other]) => one.resource !== other.resource)
        .map(([one, other]) => ({
          resource: other.resource,
          at: other.at,
          message: `${formatPrefix(other.prefix)} of ${other.from} is shown to ${target}, and so is ${formatPrefix(one.prefix)} of ${one.from} by peering ${one.resource.id.name}`,
          related: [{ resource: one.resource, at: one.at, message: one.resource.id.name }],
        })),
    );
  },
};
