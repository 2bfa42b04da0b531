import { asNumber } from '../../value';
import type { ResourceRule } from '../rule';
import { unless } from '../words';

export const gatewayAsn: ResourceRule = {
  id: 'gateway-asn',
  numbers: [157],
  kinds: ['Gateway'],
  severity: 'error',
  title: 'Gateways have the AS number that the installation sets for them',
  source: 'fabricator, hydrate.go getHydration',
  looksAt: 'resource',
  check: ({ spec }, { settings }) => {
    const asn = asNumber(spec['asn']) || null;
    return unless(
      asn === null || asn === settings.gatewayAsn,
      ['spec', 'asn'],
      `asn is ${asn ?? 0}; gateways have ${settings.gatewayAsn}`,
    );
  },
};
