import { vpcView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';

/** The schema speaks about a value of a wrong type. */
const isMistyped = (value: unknown): boolean => value !== undefined && value !== null && typeof value !== 'number';

export const subnetVlan: ResourceRule = {
  id: 'subnet-vlan',
  numbers: [21],
  kinds: ['VPC'],
  severity: 'error',
  title: 'Each subnet has a VLAN, unless its hosts speak BGP',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) =>
    vpcView(resource).subnets.flatMap(({ name, at, vlan, hostBgp, fields }) =>
      hostBgp || (vlan !== null && vlan !== 0) || isMistyped(fields['vlan'])
        ? []
        : [{ at, message: `Subnet ${name} has no VLAN` }],
    ),
};
