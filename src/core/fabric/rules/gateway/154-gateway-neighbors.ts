import { containsAddress, parseAddress, parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asList, asName, asNumber, asRecord } from '../../value';
import type { Draft, ResourceRule } from '../rule';

const multicast = parsePrefix('224.0.0.0/4');

export const gatewayNeighbors: ResourceRule = {
  id: 'gateway-neighbors',
  numbers: [154],
  kinds: ['Gateway'],
  severity: 'error',
  title: 'A hydrated gateway has neighbours, each with an IPv4 address and an AS number',
  source: 'fabric v0.126, Gateway.Validate',
  looksAt: 'resource',
  check: ({ spec }, { policy }) => {
    const neighbors = asList(spec['neighbors']);
    const hydrated =
      policy.hydration === 'hydrated' || (policy.hydration === 'auto' && asName(spec['protocolIP']) !== null);
    if (neighbors.length === 0) return hydrated ? [{ at: ['spec'], message: 'The gateway has no neighbour' }] : [];
    return neighbors.flatMap((entry, index): Draft[] => {
      const at = ['spec', 'neighbors', index];
      const [ip, asn] = [asName(asRecord(entry)['ip']), asNumber(asRecord(entry)['asn'])];
      const found: Draft[] = [];
      const address = ip === null ? null : parseAddress(ip);
      const group = address && multicast && containsAddress(multicast, address);
      if (ip === null) found.push({ at, message: `Neighbour ${index + 1} has no ip` });
      else if (address?.family !== 4 || address.value === 0n || group)
        found.push({ at: [...at, 'ip'], message: `Neighbour ${showValue(ip)} is no IPv4 address of a single host` });
      if ((asn ?? 0) === 0) found.push({ at, message: `Neighbour ${ip ?? index + 1} has no AS number` });
      return found;
    });
  },
};
