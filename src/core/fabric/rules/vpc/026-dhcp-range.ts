import { containsAddress, networkOf, parseAddress } from '../../net/ip';
import type { Address } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asName, asRecord } from '../../value';
import type { SubnetView } from '../../views/vpc-view';
import { vpcView } from '../../views/vpc-view';
import type { Draft, ResourceRule } from '../rule';

function checkEdge(
  subnet: SubnetView,
  edge: 'start' | 'end',
  text: string,
): { address: Address | null; found: Draft[] } {
  const at = [...subnet.at, 'dhcp', 'range', edge];
  const address = parseAddress(text);
  const told = (reason: string): Draft[] => [
    { at, message: `Subnet ${subnet.name}: DHCP range ${edge} ${showValue(text)} ${reason}` },
  ];
  if (!address) return { address, found: told('is no address') };
  if (!subnet.prefix) return { address, found: [] };
  if (!containsAddress(subnet.prefix, address)) return { address, found: told(`is not in ${subnet.text ?? ''}`) };
  if (address.value === networkOf(subnet.prefix))
    return { address, found: told('is the address of the network itself') };
  if (text === subnet.gateway) return { address, found: told('is the gateway’s address') };
  return { address, found: [] };
}

export const dhcpRange: ResourceRule = {
  id: 'dhcp-range',
  numbers: [26, 27, 28],
  kinds: ['VPC'],
  severity: 'error',
  title: 'A DHCP range lies inside the subnet, starts before it ends, and leaves network and gateway out',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) =>
    vpcView(resource).subnets.flatMap((subnet) => {
      const range = asRecord(subnet.defaultedDhcp['range']);
      const [start, end] = [asName(range['start']), asName(range['end'])];
      if (!subnet.dhcpEnabled || start === null || end === null) return [];
      const [first, last] = [checkEdge(subnet, 'start', start), checkEdge(subnet, 'end', end)];
      const found = [...first.found, ...last.found];
      if (found.length > 0 || !first.address || !last.address || first.address.value < last.address.value) return found;
      const message = `Subnet ${subnet.name}: the DHCP range starts at ${start}, which is not before its end ${end}`;
      return [{ at: [...subnet.at, 'dhcp', 'range'], message }];
    }),
};
