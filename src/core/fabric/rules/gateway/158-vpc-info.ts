import { parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asName, asNumber, asRecord } from '../../value';
import type { Draft, ResourceRule } from '../rule';

export const vpcInfo: ResourceRule = {
  id: 'vpc-info',
  numbers: [158],
  kinds: ['VPCInfo'],
  severity: 'error',
  title: 'A VPCInfo, which the fabric makes by itself, has a VNI and prefixes',
  source: 'fabric v0.126, VPCInfo.Validate',
  looksAt: 'resource',
  check: ({ spec }) => {
    const found: Draft[] = [
      { at: [], severity: 'note', message: 'VPCInfo is made by the fabric itself; it does not belong into git' },
    ];
    if ((asNumber(spec['vni']) ?? 0) === 0) found.push({ at: ['spec'], message: 'The VPCInfo has no vni' });
    for (const [name, subnet] of Object.entries(asRecord(spec['subnets']))) {
      const cidr = asName(asRecord(subnet)['cidr']);
      if (cidr === null || !parsePrefix(cidr))
        found.push({ at: ['spec', 'subnets', name], message: `Subnet ${name}: ${showValue(cidr)} is no prefix` });
    }
    return found;
  },
};
