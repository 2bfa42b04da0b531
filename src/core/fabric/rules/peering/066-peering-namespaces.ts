import { findResource } from '../../model/fabric-model';
import { asList, asRecord } from '../../value';
import { vpcView } from '../../views/vpc-view';
import type { Draft, LinkRule } from '../rule';

export const peeringNamespaces: LinkRule = {
  id: 'peering-namespaces',
  numbers: [66],
  kinds: ['VPCPeering'],
  severity: 'error',
  title: 'Peered VPCs are in the same IPv4 and VLAN namespaces',
  source: 'fabric v0.126, VPCPeering.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const names = [...new Set(asList(resource.spec['permit']).flatMap((entry) => Object.keys(asRecord(entry))))];
    const [one, other] = names.map((name) => findResource(fabric, 'VPC', name));
    if (names.length !== 2 || !one || !other) return [];
    const [first, second] = [vpcView(one), vpcView(other)];
    return (['ipv4Namespace', 'vlanNamespace'] as const).flatMap((field): Draft[] => {
      if (first[field] === second[field]) return [];
      const what = field === 'ipv4Namespace' ? 'IPv4' : 'VLAN';
      const message = `${one.id.name} is in ${what} namespace ${first[field]}, ${other.id.name} in ${second[field]}; peered VPCs share one`;
      const related = [one, other].map((vpc) => ({ resource: vpc, at: ['spec', field], message: vpc.id.name }));
      return [{ at: ['spec', 'permit'], message, related }];
    });
  },
};
