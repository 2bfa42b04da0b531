import { sidesOf } from '../../views/gateway-peering-view';
import type { ResourceRule } from '../rule';
import { listWords } from '../words';

export const gatewayPeeringSides: ResourceRule = {
  id: 'gateway-peering-sides',
  numbers: [159],
  kinds: ['GatewayPeering'],
  severity: 'error',
  title: 'A gateway peering is between exactly two sides',
  source: 'fabric v0.126, GatewayPeering.Validate',
  looksAt: 'resource',
  check: (resource) => {
    const keys = sidesOf(resource).map((side) => side.key);
    if (keys.length === 2) return [];
    const at = keys.length === 0 ? ['spec'] : ['spec', 'peering'];
    return [
      {
        at,
        message: `The peering has ${keys.length === 0 ? 'no side' : `${keys.length} (${listWords(keys)})`}; it is between two`,
      },
    ];
  },
};
