import { asName } from '../../value';
import { vpcView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';

export const dhcpRelayVpc: ResourceRule = {
  id: 'dhcp-relay-vpc',
  numbers: [24],
  kinds: ['VPC'],
  severity: 'error',
  title: 'dhcp.relayVPC stands only with dhcp.relay',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) =>
    vpcView(resource).subnets.flatMap(({ name, at, dhcp }) => {
      const vpc = asName(dhcp['relayVPC']);
      if (vpc === null || asName(dhcp['relay']) !== null) return [];
      return [{ at: [...at, 'dhcp', 'relayVPC'], message: `Subnet ${name} names relayVPC ${vpc}, but no dhcp.relay` }];
    }),
};
