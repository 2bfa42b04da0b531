import { asName, asRecord } from '../../value';
import { vpcView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';

export const dhcpOffRange: ResourceRule = {
  id: 'dhcp-off-range',
  numbers: [34],
  kinds: ['VPC'],
  severity: 'error',
  title: 'A DHCP range or fixed addresses stand only where DHCP is enabled',
  source: 'fabric v0.126, VPC.Validate and VPC.Default',
  looksAt: 'resource',
  check: (resource) =>
    vpcView(resource).subnets.flatMap(({ name, at, dhcp, dhcpEnabled }) => {
      if (dhcpEnabled) return [];
      const range = asRecord(dhcp['range']);
      const set = asName(range['start']) !== null || asName(range['end']) !== null;
      const fixed = Object.keys(asRecord(dhcp['static'])).length > 0;
      const draft = (field: string, what: string) => ({
        at: [...at, 'dhcp', field],
        onKey: true,
        message: `Subnet ${name} has ${what}, but DHCP is off there`,
      });
      return [...(set ? [draft('range', 'a DHCP range')] : []), ...(fixed ? [draft('static', 'fixed addresses')] : [])];
    }),
};
