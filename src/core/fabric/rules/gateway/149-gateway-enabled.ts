import type { ResourceRule } from '../rule';
import { unless } from '../words';

export const gatewayEnabled: ResourceRule = {
  id: 'gateway-enabled',
  numbers: [149],
  kinds: ['Gateway', 'GatewayGroup', 'GatewayPeering', 'VPCInfo'],
  severity: 'error',
  title: 'Gateway resources stand only in fabrics with gateways',
  source: 'fabric v0.126, Gateway.Validate',
  looksAt: 'resource',
  check: ({ id }, { settings }) =>
    unless(
      settings.gatewayEnabled,
      [],
      `This fabric has no gateways (policy: settings.gatewayEnabled), so ${id.kind} has no place in it`,
    ),
};
