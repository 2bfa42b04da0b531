import { vpcView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';

export const subnetLength: ResourceRule = {
  id: 'subnet-length',
  numbers: [17],
  kinds: ['VPC'],
  severity: 'error',
  title: 'A subnet is not smaller than a /30',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) =>
    vpcView(resource).subnets.flatMap(({ name, at, prefix, text }) =>
      prefix && prefix.bits > 30
        ? [{ at: [...at, 'subnet'], message: `Subnet ${name}: ${text ?? ''} is too small; a /30 is the smallest` }]
        : [],
    ),
};
