import { formatPrefix, isCanonical, parseAddress, parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asList, asName, asRecord } from '../../value';
import type { Draft, ResourceRule } from '../rule';

function checkPrefix(text: string | null, at: readonly (string | number)[], label: string): Draft[] {
  if (text === null) return [{ at, message: `${label} has no prefix` }];
  const prefix = parsePrefix(text);
  const where = [...at, 'prefix'];
  if (!prefix) return [{ at: where, message: `${label}: ${showValue(text)} is no prefix` }];
  if (isCanonical(prefix)) return [];
  const masked = formatPrefix(prefix);
  const fix = { title: `Change to ${masked}`, edits: [{ at: where, action: 'set' as const, value: masked }] };
  return [{ at: where, message: `${label}: ${text} has host bits set; the network is ${masked}`, fix }];
}

export const staticRoutes: ResourceRule = {
  id: 'static-routes',
  numbers: [38],
  kinds: ['VPC'],
  severity: 'error',
  title: 'A static route has a prefix without host bits and at least one next hop, which is an address',
  source: 'fabric v0.126, VPC.Validate; the form of next hops is checked by us only',
  looksAt: 'resource',
  check: (resource) =>
    asList(resource.spec['staticRoutes']).flatMap((route, index) => {
      const at = ['spec', 'staticRoutes', index];
      const label = `Static route ${index + 1}`;
      const hops = asList(asRecord(route)['nextHops']);
      const found = [...checkPrefix(asName(asRecord(route)['prefix']), at, label)];
      if (hops.length === 0) found.push({ at, message: `${label} has no next hop` });
      for (const [place, hop] of hops.entries())
        if (typeof hop === 'string' && !parseAddress(hop))
          found.push({ at: [...at, 'nextHops', place], message: `${label}: next hop ${showValue(hop)} is no address` });
      return found;
    }),
};
