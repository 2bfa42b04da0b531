import { resourcesOfKind } from '../../model/fabric-model';
import { referrersOf } from '../../references/reference-graph';
import type { LinkRule } from '../rule';
import { unless } from '../words';

export const vpcWithoutAttachment: LinkRule = {
  id: 'vpc-without-attachment',
  numbers: [],
  kinds: ['VPC'],
  severity: 'note',
  title: 'A VPC is attached to something',
  source: 'own',
  looksAt: 'links',
  check: ({ id }, fabric) => {
    if (resourcesOfKind(fabric, 'VPCAttachment').length === 0) return [];
    const attached = referrersOf(fabric, 'VPC', id.name).some(
      ({ from }) => from.id.kind === 'VPCAttachment' || from.id.kind === 'Connection',
    );
    return unless(attached, ['metadata', 'name'], `VPC ${id.name} is attached to nothing`);
  },
};
