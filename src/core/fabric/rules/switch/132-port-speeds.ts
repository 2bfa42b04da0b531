import { factsOf, switchView } from '../../views/switch-view';
import { asRecord } from '../../value';
import type { LinkRule } from '../rule';
import { someWords } from '../words';

export const portSpeeds: LinkRule = {
  id: 'port-speeds',
  numbers: [132],
  kinds: ['Switch'],
  severity: 'error',
  title: 'Speeds of ports are for ports with a speed of their own, and ones that they can do',
  source: 'fabric v0.126, Switch.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const facts = factsOf(fabric, resource);
    if (!facts) return [];
    return Object.entries(asRecord(switchView(resource).spec['portSpeeds'])).flatMap(([name, speed]) => {
      const at = ['spec', 'portSpeeds', name];
      const port = facts.ports.get(name);
      if (!port) return [{ at, onKey: true, message: `${facts.displayName} has no port ${name}` }];
      if (port.use === 'grouped')
        return [
          {
            at,
            onKey: true,
            message: `The speed of port ${name} is that of its group ${port.group ?? ''}; use portGroupSpeeds`,
          },
        ];
      if (port.use === 'breakout')
        return [{ at, onKey: true, message: `The speed of port ${name} comes from its breakout; use portBreakouts` }];
      if (port.use === 'management')
        return [{ at, onKey: true, message: `Port ${name} is for management and has no speed to set` }];
      if (typeof speed !== 'string' || port.supported.includes(speed)) return [];
      return [{ at, message: `Port ${name} cannot do ${speed}; it can do ${someWords(port.supported)}` }];
    });
  },
};
