import { factsOf, switchView } from '../../views/switch-view';
import type { LinkRule } from '../rule';

export const profileRole: LinkRule = {
  id: 'profile-role',
  numbers: [],
  kinds: ['Switch'],
  severity: 'warning',
  title: 'A switch has a role that its model is made for',
  source: 'fabric v0.126, docs/profiles: roles of each model',
  looksAt: 'links',
  check: (resource, fabric) => {
    const facts = factsOf(fabric, resource);
    const { role, isSpine } = switchView(resource);
    if (!facts || role === null) return [];
    const fit = isSpine ? facts.spine : facts.leaf !== 'no';
    const can = facts.spine ? 'spine only' : 'leaf only';
    return fit
      ? []
      : [{ at: ['spec', 'role'], message: `${facts.displayName} is made to be ${can}, but the role is ${role}` }];
  },
};
