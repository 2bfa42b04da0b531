import { switchView } from '../../views/switch-view';
import type { ResourceRule } from '../rule';
import { unless } from '../words';

export const switchProfileNamed: ResourceRule = {
  id: 'switch-profile-named',
  numbers: [127],
  kinds: ['Switch'],
  severity: 'error',
  title: 'A switch names its model',
  source: 'fabric v0.126, Switch.Validate',
  looksAt: 'resource',
  check: (resource) =>
    unless(switchView(resource).profile !== null, ['spec'], 'The switch names no profile, the switch model'),
};
