import { resourcesOfKind } from '../../model/fabric-model';
import type { Resource } from '../../model/model-file';
import type { Prefix } from '../../net/ip';
import { overlappingPairs, parsePrefix } from '../../net/ip';
import { asRecord } from '../../value';
import { vpcView } from '../../views/vpc-view';
import type { FabricRule } from '../rule';

interface Claim {
  readonly resource: Resource;
  readonly subnet: string;
  readonly text: string;
  readonly prefix: Prefix;
  readonly at: readonly (string | number)[];
}

function claimsOf(resource: Resource): Claim[] {
  return vpcView(resource).subnets.flatMap((subnet): Claim[] => {
    const { prefix, text, name, at, fields } = subnet;
    const extra = Object.keys(asRecord(fields['hostBGPExtraPrefixes'])).flatMap((key): Claim[] => {
      const read = parsePrefix(key);
      return read
        ? [{ resource, subnet: name, text: key, prefix: read, at: [...at, 'hostBGPExtraPrefixes', key] }]
        : [];
    });
    if (!prefix || text === null) return extra;
    return [{ resource, subnet: name, text, prefix, at: [...at, 'subnet'] }, ...extra];
  });
}

export const subnetsOverlap: FabricRule = {
  id: 'subnets-overlap',
  numbers: [43, 46],
  kinds: ['VPC'],
  severity: 'error',
  title: 'Subnets of different VPCs in one IPv4 namespace do not overlap',
  source: 'fabric v0.126, VPC.Validate; hhfab misses it offline',
  looksAt: 'fabric',
  check: (fabric) => {
    const namespaces = new Map<string, Claim[]>();
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
