import type { ResourceRule } from '../rule';
import { unless } from '../words';

export const vpcPeeringDisabled: ResourceRule = {
  id: 'vpc-peering-disabled',
  numbers: [63],
  kinds: ['VPCPeering'],
  severity: 'error',
  title: 'VPC peerings stand only in fabrics where they are not switched off',
  source: 'fabric v0.126, VPCPeering.Validate',
  looksAt: 'resource',
  check: (_resource, { settings }) =>
    unless(
      !settings.vpcPeeringDisabled,
      [],
      'VPC peering is switched off in this fabric (policy: settings.vpcPeeringDisabled)',
    ),
};
