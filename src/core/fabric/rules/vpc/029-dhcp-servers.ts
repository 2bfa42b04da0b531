import { parseAddress } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asList, asRecord } from '../../value';
import { vpcView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';

export const dhcpServers: ResourceRule = {
  id: 'dhcp-servers',
  numbers: [29],
  kinds: ['VPC'],
  severity: 'error',
  title: 'Name and time servers are addresses',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) =>
    vpcView(resource).subnets.flatMap(({ name, at, dhcp }) =>
      ['dnsServers', 'timeServers'].flatMap((field) =>
        asList(asRecord(dhcp['options'])[field]).flatMap((item, index) =>
          typeof item !== 'string' || parseAddress(item)
            ? []
            : [
                {
                  at: [...at, 'dhcp', 'options', field, index],
                  message: `Subnet ${name}: ${showValue(item)} in ${field} is no address`,
                },
              ],
        ),
      ),
    ),
};
