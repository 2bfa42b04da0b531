import { containsAddress, lastOf, networkOf, parseAddress } from '../../net/ip';
import { normalizeMac } from '../../net/mac';
import { showValue } from '../../schema/check-value';
import { asName, asRecord } from '../../value';
import type { SubnetView } from '../../views/vpc-view';
import { vpcView } from '../../views/vpc-view';
import type { Draft, ResourceRule } from '../rule';

/** Why an address cannot be given to a host for good; null when it can. */
function whyNot(subnet: SubnetView, text: string): string | null {
  const address = parseAddress(text);
  if (!address) return 'is no address';
  const { prefix } = subnet;
  if (!prefix) return null;
  if (!containsAddress(prefix, address)) return `is not in ${subnet.text ?? ''}`;
  if (address.value === networkOf(prefix)) return 'is the address of the network itself';
  if (address.value === lastOf(prefix)) return 'is the broadcast address';
  return text === subnet.gateway ? 'is the gateway’s address' : null;
}

/** Whom what belongs to: addresses, and MAC addresses in their normal form, to MAC addresses as they are written. */
type Owners = Map<string, string>;

function checkHost(subnet: SubnetView, mac: string, value: unknown, owners: Owners): Draft[] {
  const at = [...subnet.at, 'dhcp', 'static', mac];
  const found: Draft[] = [];
  const normal = normalizeMac(mac);
  const same = normal === null ? undefined : owners.get(normal);
  if (normal === null)
    found.push({ at, onKey: true, message: `Subnet ${subnet.name}: ${showValue(mac)} is no MAC address` });
  else if (same !== undefined)
    found.push({ at, onKey: true, message: `Subnet ${subnet.name}: ${mac} is the same MAC address as ${same}` });
  else owners.set(normal, mac);
  const ip = asName(asRecord(value)['ip']);
  if (ip === null) return found;
  const reason = whyNot(subnet, ip);
  const other = owners.get(ip);
  owners.set(ip, other ?? mac);
  const label = `Subnet ${subnet.name}: fixed address ${ip} of ${mac}`;
  if (reason !== null) found.push({ at: [...at, 'ip'], message: `${label} ${reason}` });
  else if (other !== undefined) found.push({ at: [...at, 'ip'], message: `${label} belongs to ${other} already` });
  return found;
}

export const dhcpStatic: ResourceRule = {
  id: 'dhcp-static',
  numbers: [33],
  kinds: ['VPC'],
  severity: 'error',
  title: 'A fixed address belongs to one MAC address and can be used by a host of the subnet',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) =>
    vpcView(resource).subnets.flatMap((subnet) => {
      if (!subnet.dhcpEnabled) return [];
      const owners: Owners = new Map();
      return Object.entries(asRecord(subnet.dhcp['static'])).flatMap(([mac, value]) =>
        checkHost(subnet, mac, value, owners),
      );
    }),
};
