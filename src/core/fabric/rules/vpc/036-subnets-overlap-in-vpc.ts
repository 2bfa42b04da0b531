import { overlappingPairs } from '../../net/ip';
import type { Prefix } from '../../net/ip';
import { vpcView } from '../../views/vpc-view';
import type { SubnetView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';

export const subnetsOverlapInVpc: ResourceRule = {
  id: 'subnets-overlap-in-vpc',
  numbers: [36],
  kinds: ['VPC'],
  severity: 'error',
  title: 'The subnets of a VPC do not overlap',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) => {
    const subnets = vpcView(resource).subnets.filter(
      (one): one is SubnetView & { prefix: Prefix } => one.prefix !== null,
    );
    return overlappingPairs(subnets, ({ prefix }) => prefix).map(([one, other]) => ({
      at: [...other.at, 'subnet'],
      message: `Subnet ${other.name} (${other.text ?? ''}) overlaps subnet ${one.name} (${one.text ?? ''}) of the same VPC`,
    }));
  },
};
