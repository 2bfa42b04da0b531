import { asList, asName, asRecord } from '../../value';
import { sidesOf } from '../../views/gateway-peering-view';
import type { Draft, ResourceRule } from '../rule';
import { listWords } from '../words';

const nameForm = /^[a-z0-9]([-a-z0-9]*[a-z0-9])?$/;

export const aclRules: ResourceRule = {
  id: 'acl-rules',
  numbers: [166],
  kinds: ['GatewayPeering'],
  severity: 'error',
  title: 'An access rule has a good name and names sides of the peering, at least one',
  source: 'fabric v0.126, GatewayPeering.Validate',
  looksAt: 'resource',
  check: (resource) => {
    const keys = sidesOf(resource).map((side) => side.key);
    return asList(asRecord(resource.spec['acl'])['rules']).flatMap((value, index): Draft[] => {
      const rule = asRecord(value);
      const at = ['spec', 'acl', 'rules', index];
      const name = asName(rule['name']);
      const label = `Access rule ${name ?? index + 1}`;
      const found: Draft[] = [];
      if (name !== null && (name.length > 64 || !nameForm.test(name)))
        found.push({
          at: [...at, 'name'],
          message: `${label}: a name has at most 64 small letters, digits and dashes`,
        });
      const ends = (['from', 'to'] as const).map((field) => [field, asName(rule[field])] as const);
      if (ends.every(([, side]) => side === null)) found.push({ at, message: `${label} names neither from nor to` });
      for (const [field, side] of ends)
        if (side !== null && !keys.includes(side))
          found.push({
            at: [...at, field],
            message: `${label}: ${side} is no side of this peering${keys.length === 0 ? ', which names none' : ` (${listWords(keys)})`}`,
          });
      const [from, to] = ends;
      if (from?.[1] && from[1] === to?.[1]) found.push({ at, message: `${label}: from and to are the same side` });
      return found;
    });
  },
};
