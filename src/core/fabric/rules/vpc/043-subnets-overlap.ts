import { resourcesOfKind } from '../../model/fabric-model';
import { overlappingPairs } from '../../net/ip';
import type { VpcClaim } from '../../views/vpc-claims';
import { claimsOf } from '../../views/vpc-claims';
import { vpcView } from '../../views/vpc-view';
import type { FabricRule } from '../rule';

export const subnetsOverlap: FabricRule = {
  id: 'subnets-overlap',
  numbers: [43, 46],
  kinds: ['VPC'],
  severity: 'error',
  title: 'Subnets of different VPCs in one IPv4 namespace do not overlap',
  source: 'fabric v0.126, VPC.Validate; hhfab misses it offline',
  looksAt: 'fabric',
  check: (fabric) => {
    const namespaces = new Map<string, VpcClaim[]>();
    for (const resource of resourcesOfKind(fabric, 'VPC')) {
      const { ipv4Namespace } = vpcView(resource);
      const claims = namespaces.get(ipv4Namespace) ?? [];
      claims.push(...claimsOf(resource));
      namespaces.set(ipv4Namespace, claims);
    }
    return [...namespaces.values()].flatMap((claims) =>
      overlappingPairs(claims, ({ prefix }) => prefix)
        .filter(([one, other]) => one.resource !== other.resource)
        .map(([one, other]) => ({
          resource: other.resource,
          at: other.at,
          message: `Subnet ${other.subnet} (${other.text}) overlaps ${one.text} of VPC ${one.resource.id.name}, subnet ${one.subnet}`,
          related: [{ resource: one.resource, at: one.at, message: `${one.text} of ${one.resource.id.name}` }],
        })),
    );
  },
};
