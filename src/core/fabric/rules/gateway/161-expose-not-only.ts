import { sidesOf } from '../../views/gateway-peering-view';
import { asName } from '../../value';
import type { ResourceRule } from '../rule';

export const exposeNotOnly: ResourceRule = {
  id: 'expose-not-only',
  numbers: [],
  kinds: ['GatewayPeering'],
  severity: 'warning',
  title: 'An expose entry says what it shows, not only what it leaves out',
  source: 'own; the fabric takes such an entry but fails on it once another peering exists',
  looksAt: 'resource',
  check: (resource) =>
    sidesOf(resource).flatMap((side) =>
      side.exposes.flatMap(({ at, label, ips }) =>
        ips.length > 0 && ips.every((entry) => asName(entry['not']) !== null)
          ? [{ at: [...at, 'ips'], message: `${label} only leaves addresses out; it shows none` }]
          : [],
      ),
    ),
};
