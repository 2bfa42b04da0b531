import { sidesOf } from '../../views/gateway-peering-view';
import type { Draft, ResourceRule } from '../rule';

export const exposeContent: ResourceRule = {
  id: 'expose-content',
  numbers: [160],
  kinds: ['GatewayPeering'],
  severity: 'error',
  title: 'An expose entry is either default alone, or has at least one address',
  source: 'fabric v0.126, GatewayPeering.Validate',
  looksAt: 'resource',
  check: (resource) =>
    sidesOf(resource).flatMap((side) =>
      side.exposes.flatMap(({ at, label, isDefault, ips, as, nat }): Draft[] => {
        if (isDefault)
          return ips.length + as.length > 0 || nat
            ? [{ at, message: `${label} is default, so it has neither ips, as nor nat` }]
            : [];
        return ips.length === 0 ? [{ at, message: `${label} shows nothing; it needs ips, or default: true` }] : [];
      }),
    ),
};
