import { asRecord } from '../../value';
import { vpcView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';
import { listWords } from '../words';

const says = (value: unknown): boolean =>
  value !== null && value !== '' && value !== 0 && value !== false && !(Array.isArray(value) && value.length === 0);

export const dhcpOffOptions: ResourceRule = {
  id: 'dhcp-off-options',
  numbers: [25],
  kinds: ['VPC'],
  severity: 'error',
  title: 'DHCP options stand only where DHCP is enabled; the fabric drops them without a word',
  source: 'fabric v0.126, VPC.Validate and VPC.Default',
  looksAt: 'resource',
  check: (resource) =>
    vpcView(resource).subnets.flatMap(({ name, at, dhcp, dhcpEnabled }) => {
      const set = Object.entries(asRecord(dhcp['options'])).filter(([, value]) => says(value));
      if (dhcpEnabled || set.length === 0) return [];
      const message = `Subnet ${name} sets DHCP options (${listWords(set.map(([option]) => option))}), but DHCP is off there`;
      return [{ at: [...at, 'dhcp', 'options'], onKey: true, message }];
    }),
};
