import { formatAddress, lastOf, networkOf, parsePrefix } from '../net/ip';
import type { Prefix } from '../net/ip';
import { normalizeMac } from '../net/mac';
import { asName, isRecord } from '../value';

type Fields = Record<string, unknown>;

const addressAt = (prefix: Prefix, offset: bigint): string =>
  formatAddress({ family: prefix.family, value: networkOf(prefix) + offset });

const optionDefaults: Readonly<Fields> = { interfaceMTU: 9036, leaseTimeSeconds: 3600 };

function defaultDhcp(dhcp: Fields, prefix: Prefix): Fields {
  const { range, options, static: fixed, ...rest } = dhcp;
  if (dhcp['enable'] !== true) return rest;
  const result: Fields = { ...rest };
  const given = isRecord(range) ? range : {};
  result['range'] = {
    ...given,
    start: asName(given['start']) ?? addressAt(prefix, 2n),
    end: asName(given['end']) ?? formatAddress({ family: prefix.family, value: lastOf(prefix) }),
  };
  if (isRecord(options) && Object.keys(options).length > 0) {
    const filled = Object.entries(optionDefaults).filter(([name]) => !Object.hasOwn(options, name));
    result['options'] = { ...options, ...Object.fromEntries(filled) };
  }
  if (isRecord(fixed) && Object.keys(fixed).length > 0)
    result['static'] = Object.fromEntries(
      Object.entries(fixed).map(([mac, entry]) => [normalizeMac(mac) ?? mac, entry]),
    );
  return result;
}

function defaultSubnet(subnet: unknown): unknown {
  if (!isRecord(subnet)) return subnet;
  const prefix = parsePrefix(asName(subnet['subnet']) ?? '');
  if (!prefix || prefix.bits > 30) return subnet;
  const result: Fields = { ...subnet };
  if (subnet['hostBGP'] !== true && asName(subnet['gateway']) === null) result['gateway'] = addressAt(prefix, 1n);
  if (isRecord(subnet['dhcp'])) {
    const dhcp = defaultDhcp(subnet['dhcp'], prefix);
    if (Object.keys(dhcp).length > 0) result['dhcp'] = dhcp;
    else delete result['dhcp'];
  }
  return result;
}

/**
 * What the webhook adds to a VPC (fabric v0.126, VPC.Default): namespaces, gateways, DHCP ranges and options. The
 * range ends at the last address of the prefix, broadcast included, as upstream does it.
 */
export function defaultVpc(spec: Fields): Fields {
  const subnets = isRecord(spec['subnets'])
    ? Object.fromEntries(Object.entries(spec['subnets']).map(([name, subnet]) => [name, defaultSubnet(subnet)]))
    : undefined;
  return {
    ...spec,
    ipv4Namespace: asName(spec['ipv4Namespace']) ?? 'default',
    vlanNamespace: asName(spec['vlanNamespace']) ?? 'default',
    ...(subnets ? { subnets } : {}),
  };
}
