import { switchView } from '../../views/switch-view';
import type { ResourceRule } from '../rule';
import { unless } from '../words';

export const switchRole: ResourceRule = {
  id: 'switch-role',
  numbers: [126],
  kinds: ['Switch'],
  severity: 'error',
  title: 'The role virtual-edge is known to the API, but refused by hhfab',
  source: 'fabricator, hydrate.go getHydration',
  looksAt: 'resource',
  check: (resource) =>
    unless(switchView(resource).role !== 'virtual-edge', ['spec', 'role'], 'hhfab refuses the role virtual-edge'),
};
