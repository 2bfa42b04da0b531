import { containsAddress, parseAddress, parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asList, asName, asRecord } from '../../value';
import type { SubnetView } from '../../views/vpc-view';
import { vpcView } from '../../views/vpc-view';
import type { Draft, ResourceRule } from '../rule';

function checkRoute(subnet: SubnetView, value: unknown, index: number): Draft[] {
  const at = [...subnet.at, 'dhcp', 'options', 'advertisedRoutes', index];
  const [destination, gateway] = [asName(asRecord(value)['destination']), asName(asRecord(value)['gateway'])];
  const label = `Subnet ${subnet.name}, advertised route ${index + 1}`;
  const found: Draft[] = [];
  if (destination === null) found.push({ at, message: `${label} has no destination` });
  else if (!parsePrefix(destination))
    found.push({ at: [...at, 'destination'], message: `${label}: destination ${showValue(destination)} is no prefix` });
  const address = gateway === null ? null : parseAddress(gateway);
  if (gateway === null) found.push({ at, message: `${label} has no gateway` });
  else if (!address)
    found.push({ at: [...at, 'gateway'], message: `${label}: gateway ${showValue(gateway)} is no address` });
  else if (subnet.prefix && !containsAddress(subnet.prefix, address))
    found.push({ at: [...at, 'gateway'], message: `${label}: gateway ${gateway} is not in ${subnet.text ?? ''}` });
  return found;
}

export const dhcpRoutes: ResourceRule = {
  id: 'dhcp-routes',
  numbers: [32],
  kinds: ['VPC'],
  severity: 'error',
  title: 'An advertised route has a prefix and a gateway inside the subnet',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) =>
    vpcView(resource).subnets.flatMap((subnet) =>
      asList(asRecord(subnet.dhcp['options'])['advertisedRoutes']).flatMap((route, index) =>
        checkRoute(subnet, route, index),
      ),
    ),
};
