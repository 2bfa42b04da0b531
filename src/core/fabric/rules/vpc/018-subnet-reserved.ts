import { formatPrefix, overlaps } from '../../net/ip';
import { vpcView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';

export const subnetReserved: ResourceRule = {
  id: 'subnet-reserved',
  numbers: [18],
  kinds: ['VPC'],
  severity: 'error',
  title: 'A subnet does not overlap what the fabric keeps for itself',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource, { settings }) =>
    vpcView(resource).subnets.flatMap(({ name, at, prefix, text }) => {
      const taken = prefix && settings.reservedSubnets.find((reserved) => overlaps(reserved.prefix, prefix));
      if (!taken) return [];
      const message = `Subnet ${name}: ${text ?? ''} overlaps the ${taken.name} subnet ${formatPrefix(taken.prefix)} of the fabric`;
      return [{ at: [...at, 'subnet'], message }];
    }),
};
