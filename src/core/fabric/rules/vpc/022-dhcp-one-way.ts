import { asName } from '../../value';
import { vpcView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';

export const dhcpOneWay: ResourceRule = {
  id: 'dhcp-one-way',
  numbers: [22],
  kinds: ['VPC'],
  severity: 'error',
  title: 'DHCP is served or relayed, not both',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) =>
    vpcView(resource).subnets.flatMap(({ name, at, dhcp, dhcpEnabled }) =>
      dhcpEnabled && asName(dhcp['relay']) !== null
        ? [{ at: [...at, 'dhcp', 'relay'], message: `Subnet ${name} has both dhcp.enable and dhcp.relay` }]
        : [],
    ),
};
