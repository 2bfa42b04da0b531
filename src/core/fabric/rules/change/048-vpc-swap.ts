import { findResource, resourcesOfKind } from '../../model/fabric-model';
import type { ChangeRule } from '../rule';
import { someWords } from '../words';
import { deleted } from './change-words';

export const vpcSwap: ChangeRule = {
  id: 'vpc-swap',
  numbers: [48],
  kinds: ['VPC'],
  severity: 'warning',
  title: 'VPCs are not deleted and added in one change: switches may mix up their numbers',
  source: 'docs, known-limitations',
  looksAt: 'change',
  check: (change) => {
    const gone = deleted(change, 'VPC');
    const come = resourcesOfKind(change.after, 'VPC').filter(
      ({ id }) => findResource(change.before, 'VPC', id.name) === null,
    );
    if (gone.length === 0) return [];
    return come.map((resource) => ({
      resource,
      at: ['metadata', 'name'],
      message: `VPC ${resource.id.name} is added while ${someWords(gone.map(({ id }) => id.name))} is deleted; do it in two steps`,
      related: gone
        .slice(0, 20)
        .map((old) => ({ resource: old, at: ['metadata', 'name'], message: `${old.id.name} is deleted` })),
    }));
  },
};
