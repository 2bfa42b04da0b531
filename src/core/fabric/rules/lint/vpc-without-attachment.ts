import { resourcesOfKind } from '../../model/fabric-model';
import { referrersOf } from '../../references/reference-graph';
import type { FabricRule } from '../rule';

const joins = new Set(['VPCAttachment', 'Connection']);

export const vpcWithoutAttachment: FabricRule = {
  id: 'vpc-without-attachment',
  numbers: [],
  kinds: ['VPC'],
  severity: 'note',
  title: 'A VPC is attached to something',
  source: 'own',
  looksAt: 'fabric',
  check: (fabric) => {
    if (resourcesOfKind(fabric, 'VPCAttachment').length === 0) return [];
    return resourcesOfKind(fabric, 'VPC')
      .filter(({ id }) => !referrersOf(fabric, 'VPC', id.name).some(({ from }) => joins.has(from.id.kind)))
      .map((resource) => ({
        resource,
        at: ['metadata', 'name'],
        message: `VPC ${resource.id.name} is attached to nothing`,
      }));
  },
};
