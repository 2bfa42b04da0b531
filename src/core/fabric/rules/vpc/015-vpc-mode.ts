import { showValue } from '../../schema/check-value';
import { vpcView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';
import { unless } from '../words';

export const vpcMode: ResourceRule = {
  id: 'vpc-mode',
  numbers: [15],
  kinds: ['VPC'],
  severity: 'error',
  title: 'The mode of a VPC is empty (L2VNI) or l3vni',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) => {
    const { mode } = vpcView(resource);
    if (mode === 'l3flat') return [{ at: ['spec', 'mode'], message: 'The mode l3flat is not supported yet' }];
    return unless(
      mode === '' || mode === 'l3vni',
      ['spec', 'mode'],
      `The mode is ${showValue(mode)}; it may be empty (L2VNI) or l3vni`,
    );
  },
};
