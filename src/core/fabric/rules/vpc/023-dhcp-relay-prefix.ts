import { parseAddress, parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asName } from '../../value';
import { vpcView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';

export const dhcpRelayPrefix: ResourceRule = {
  id: 'dhcp-relay-prefix',
  numbers: [23],
  kinds: ['VPC'],
  severity: 'error',
  title: 'A DHCP relay is written with a length',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) =>
    vpcView(resource).subnets.flatMap(({ name, at, dhcp }) => {
      const relay = asName(dhcp['relay']);
      if (relay === null || parsePrefix(relay)) return [];
      const where = [...at, 'dhcp', 'relay'];
      const address = parseAddress(relay);
      const message = `Subnet ${name}: dhcp.relay ${showValue(relay)} is no prefix; write it with a length`;
      if (!address) return [{ at: where, message }];
      const whole = `${relay}/${address.family === 4 ? 32 : 128}`;
      return [
        {
          at: where,
          message,
          fix: { title: `Change to ${whole}`, edits: [{ at: where, action: 'set', value: whole }] },
        },
      ];
    }),
};
