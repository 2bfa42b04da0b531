import { vpcView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';

export const hostBgpDhcp: ResourceRule = {
  id: 'host-bgp-dhcp',
  numbers: [19],
  kinds: ['VPC'],
  severity: 'error',
  title: 'A subnet of BGP-speaking hosts has no DHCP',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) =>
    vpcView(resource).subnets.flatMap(({ name, at, hostBgp, dhcpEnabled }) =>
      hostBgp && dhcpEnabled
        ? [{ at: [...at, 'dhcp', 'enable'], message: `Subnet ${name} has hostBGP, so DHCP cannot be enabled` }]
        : [],
    ),
};
