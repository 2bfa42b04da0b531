import { showValue } from '../../schema/check-value';
import { vpcView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';

export const subnetPrefix: ResourceRule = {
  id: 'subnet-prefix',
  numbers: [16],
  kinds: ['VPC'],
  severity: 'error',
  title: 'Each subnet has a prefix',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) =>
    vpcView(resource).subnets.flatMap((subnet) => {
      if (subnet.text === null)
        return [{ at: subnet.at, message: `Subnet ${subnet.name} has no prefix in the field subnet` }];
      if (subnet.prefix) return [];
      return [
        { at: [...subnet.at, 'subnet'], message: `Subnet ${subnet.name}: ${showValue(subnet.text)} is no prefix` },
      ];
    }),
};
