import { portGroupsOf } from '../../profiles/profile-ports';
import { factsOf, switchView } from '../../views/switch-view';
import { asRecord } from '../../value';
import type { LinkRule } from '../rule';
import { someWords } from '../words';

export const portGroupSpeeds: LinkRule = {
  id: 'port-group-speeds',
  numbers: [131],
  kinds: ['Switch'],
  severity: 'error',
  title: 'Speeds of port groups are for groups that the model has, and ones that it can do',
  source: 'fabric v0.126, Switch.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const facts = factsOf(fabric, resource);
    if (!facts) return [];
    const groups = portGroupsOf(facts);
    return Object.entries(asRecord(switchView(resource).spec['portGroupSpeeds'])).flatMap(([group, speed]) => {
      const at = ['spec', 'portGroupSpeeds', group];
      const supported = groups.get(group);
      if (!supported) {
        const has = groups.size === 0 ? 'it has none' : `it has ${someWords([...groups.keys()], 12)}`;
        return [{ at, onKey: true, message: `${facts.displayName} has no port group ${group}; ${has}` }];
      }
      if (typeof speed !== 'string' || supported.includes(speed)) return [];
      return [{ at, message: `Port group ${group} cannot do ${speed}; it can do ${someWords(supported)}` }];
    });
  },
};
