import { findResource } from '../../model/fabric-model';
import { asName, valueAt } from '../../value';
import { vpcView } from '../../views/vpc-view';
import type { LinkRule } from '../rule';
import { unless } from '../words';

export const externalPeeringNamespace: LinkRule = {
  id: 'external-peering-namespace',
  numbers: [98],
  kinds: ['ExternalPeering'],
  severity: 'error',
  title: 'A VPC and the external that it reaches are in the same IPv4 namespace',
  source: 'fabric v0.126, ExternalPeering.Validate',
  looksAt: 'links',
  check: ({ spec }, fabric) => {
    const name = (side: string): string => asName(valueAt(spec, ['permit', side, 'name'])) ?? '';
    const [vpc, external] = [
      findResource(fabric, 'VPC', name('vpc')),
      findResource(fabric, 'External', name('external')),
    ];
    if (!vpc || !external) return [];
    const [inside, outside] = [vpcView(vpc).ipv4Namespace, asName(external.spec['ipv4Namespace']) ?? 'default'];
    const message = `VPC ${vpc.id.name} is in IPv4 namespace ${inside}, external ${external.id.name} in ${outside}`;
    const related = [vpc, external].map((resource) => ({
      resource,
      at: ['spec', 'ipv4Namespace'],
      message: resource.id.name,
    }));
    return unless(inside === outside, ['spec', 'permit'], message, { related });
  },
};
