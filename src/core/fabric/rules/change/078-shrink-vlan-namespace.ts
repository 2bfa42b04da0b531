import { inRange } from '../../net/vlan';
import { rangesOf } from '../../views/namespace-view';
import { usedVlan, vpcView } from '../../views/vpc-view';
import type { ChangeRule } from '../rule';
import { changed, remaining } from './change-words';

export const shrinkVlanNamespace: ChangeRule = {
  id: 'shrink-vlan-namespace',
  numbers: [78],
  kinds: ['VLANNamespace'],
  severity: 'error',
  title: 'A VLAN namespace keeps the VLANs that are in use',
  source: 'fabric v0.126, vlannamespace_wh.go ValidateUpdate (as it was meant)',
  looksAt: 'change',
  check: (change) =>
    changed(change, 'VLANNamespace').flatMap(({ now }) =>
      remaining(change, 'VPC').flatMap((vpc) => {
        const view = vpcView(vpc);
        if (view.vlanNamespace !== now.id.name) return [];
        return view.subnets.flatMap((subnet) => {
          const vlan = usedVlan(subnet);
          if (vlan === null || vlan === 0 || rangesOf(now).some((range) => inRange(vlan, range))) return [];
          const related = [{ resource: vpc, at: [...subnet.at, 'vlan'], message: `VLAN ${vlan}` }];
          return [
            {
              resource: now,
              at: ['spec', 'ranges'],
              message: `The namespace has no VLAN ${vlan} any more, which ${vpc.id.name}/${subnet.name} uses`,
              related,
            },
          ];
        });
      }),
    ),
};
