import { vpcView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';
import { unless } from '../words';

export const vpcSubnetCount: ResourceRule = {
  id: 'vpc-subnet-count',
  numbers: [14],
  kinds: ['VPC'],
  severity: 'error',
  title: 'A VPC has 1 to 20 subnets',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) => {
    const count = vpcView(resource).subnets.length;
    const message =
      count === 0 ? 'The VPC has no subnet; it needs at least one' : `The VPC has ${count} subnets; 20 are allowed`;
    return unless(count >= 1 && count <= 20, ['spec', 'subnets'], message);
  },
};
