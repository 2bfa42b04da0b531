import { vpcView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';

export const vlanTwiceInVpc: ResourceRule = {
  id: 'vlan-twice-in-vpc',
  numbers: [35],
  kinds: ['VPC'],
  severity: 'error',
  title: 'The subnets of a VPC have different VLANs',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) => {
    const owners = new Map<number, string>();
    return vpcView(resource).subnets.flatMap(({ name, at, vlan, hostBgp }) => {
      if (hostBgp || vlan === null || vlan === 0) return [];
      const other = owners.get(vlan);
      owners.set(vlan, other ?? name);
      if (other === undefined) return [];
      return [
        { at: [...at, 'vlan'], message: `Subnet ${name} has VLAN ${vlan}, as subnet ${other} of the same VPC has` },
      ];
    });
  },
};
