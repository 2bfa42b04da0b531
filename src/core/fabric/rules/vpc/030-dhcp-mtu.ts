import { asNumber, asRecord } from '../../value';
import { vpcView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';

export const dhcpMtu: ResourceRule = {
  id: 'dhcp-mtu',
  numbers: [30],
  kinds: ['VPC'],
  severity: 'error',
  title: 'The MTU that hosts are told is from 96 to 9036',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) =>
    vpcView(resource).subnets.flatMap(({ name, at, dhcp, dhcpEnabled }) => {
      const mtu = asNumber(asRecord(dhcp['options'])['interfaceMTU']);
      if (!dhcpEnabled || mtu === null || mtu === 0 || (mtu >= 96 && mtu <= 9036)) return [];
      const message = `Subnet ${name}: interfaceMTU is ${mtu}; it has to be from 96 to 9036`;
      return [{ at: [...at, 'dhcp', 'options', 'interfaceMTU'], message }];
    }),
};
