import { findResource } from '../../model/fabric-model';
import { formatRange, inRange } from '../../net/vlan';
import { usedVlan, vpcView } from '../../views/vpc-view';
import { rangesOf } from '../../views/namespace-view';
import type { LinkRule } from '../rule';
import { someWords } from '../words';

export const vlanInNamespace: LinkRule = {
  id: 'vlan-in-namespace',
  numbers: [41],
  kinds: ['VPC'],
  severity: 'error',
  title: 'The VLAN of each subnet lies in a range of the VPC’s VLAN namespace',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const vpc = vpcView(resource);
    const namespace = findResource(fabric, 'VLANNamespace', vpc.vlanNamespace);
    if (!namespace) return [];
    const ranges = rangesOf(namespace);
    return vpc.subnets.flatMap((subnet) => {
      const vlan = usedVlan(subnet);
      if (subnet.hostBgp || vlan === null || vlan === 0 || ranges.some((range) => inRange(vlan, range))) return [];
      const shown = someWords(ranges.map(formatRange)) || 'no range';
      const message = `Subnet ${subnet.name}: VLAN ${vlan} is not in VLAN namespace ${vpc.vlanNamespace} (${shown})`;
      const related = [{ resource: namespace, at: ['spec', 'ranges'], message: 'the namespace’s ranges' }];
      return [{ at: [...subnet.at, 'vlan'], message, related }];
    });
  },
};
