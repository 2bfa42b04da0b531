import { findResource } from '../../model/fabric-model';
import { isSubset, parsePrefix } from '../../net/ip';
import { asName } from '../../value';
import { sidesOf } from '../../views/gateway-peering-view';
import { vpcView } from '../../views/vpc-view';
import type { Draft, LinkRule } from '../rule';

export const exposedInsideVpc: LinkRule = {
  id: 'exposed-inside-vpc',
  numbers: [169],
  kinds: ['GatewayPeering'],
  severity: 'error',
  title: 'What a VPC shows lies inside one of its subnets',
  source: 'fabric v0.126, GatewayPeering.Validate',
  looksAt: 'links',
  check: (resource, fabric) =>
    sidesOf(resource).flatMap((side) => {
      const vpc = side.isExternal ? null : findResource(fabric, 'VPC', side.name);
      if (!vpc) return [];
      const { subnets } = vpcView(vpc);
      return side.exposes.flatMap((expose) =>
        expose.ips.flatMap((entry, index): Draft[] => {
          const prefix = parsePrefix(asName(entry['cidr']) ?? '');
          if (!prefix || subnets.some((subnet) => subnet.prefix && isSubset(prefix, subnet.prefix))) return [];
          const message = `${asName(entry['cidr']) ?? ''} is in none of the subnets of VPC ${side.name}`;
          const related = [{ resource: vpc, at: ['spec', 'subnets'], message: `subnets of ${side.name}` }];
          return [{ at: [...expose.at, 'ips', index, 'cidr'], message, related }];
        }),
      );
    }),
};
