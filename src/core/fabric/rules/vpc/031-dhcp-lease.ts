import { asNumber, asRecord } from '../../value';
import { vpcView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';

export const dhcpLease: ResourceRule = {
  id: 'dhcp-lease',
  numbers: [31],
  kinds: ['VPC'],
  severity: 'error',
  title: 'A lease lasts at least one second',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) =>
    vpcView(resource).subnets.flatMap(({ name, at, dhcp }) => {
      const lease = asNumber(asRecord(dhcp['options'])['leaseTimeSeconds']);
      if (lease === null || lease >= 0) return [];
      const message = `Subnet ${name}: leaseTimeSeconds is ${lease}; it has to be at least 1`;
      return [{ at: [...at, 'dhcp', 'options', 'leaseTimeSeconds'], message }];
    }),
};
