import { asList } from '../../value';
import type { ResourceRule } from '../rule';

export const switchGroups: ResourceRule = {
  id: 'switch-groups',
  numbers: [130],
  kinds: ['Switch'],
  severity: 'error',
  title: 'The names of a switch’s groups are not empty',
  source: 'fabric v0.126, Switch.Validate',
  looksAt: 'resource',
  check: ({ spec }) =>
    asList(spec['groups']).flatMap((name, index) =>
      name === '' ? [{ at: ['spec', 'groups', index], message: 'The name of this group is empty' }] : [],
    ),
};
