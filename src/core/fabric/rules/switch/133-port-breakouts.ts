import { factsOf, switchView } from '../../views/switch-view';
import type { LinkRule } from '../rule';
import { someWords } from '../words';

export const portBreakouts: LinkRule = {
  id: 'port-breakouts',
  numbers: [133],
  kinds: ['Switch'],
  severity: 'error',
  title: 'Breakouts are for ports that can be split, and ones that they can do',
  source: 'fabric v0.126, Switch.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const facts = factsOf(fabric, resource);
    if (!facts) return [];
    return Object.entries(switchView(resource).breakouts).flatMap(([name, mode]) => {
      const at = ['spec', 'portBreakouts', name];
      const port = facts.ports.get(name);
      if (!port) return [{ at, onKey: true, message: `${facts.displayName} has no port ${name}` }];
      if (port.use !== 'breakout')
        return [{ at, onKey: true, message: `Port ${name} of ${facts.displayName} cannot be split` }];
      if (typeof mode !== 'string' || port.supported.includes(mode)) return [];
      return [{ at, message: `Port ${name} cannot do ${mode}; it can do ${someWords(port.supported, 16)}` }];
    });
  },
};
