import type { FabricSettings } from '../../policy/fabric-settings';
import { formatPrefix, isCanonical, overlaps, parsePrefix } from '../../net/ip';
import { asNumber, asRecord } from '../../value';
import type { SubnetView } from '../../views/vpc-view';
import { vpcView } from '../../views/vpc-view';
import type { Draft, ResourceRule } from '../rule';

function whyNot(
  key: string,
  lengths: Record<string, unknown>,
  subnet: SubnetView,
  settings: FabricSettings,
): string | null {
  const prefix = parsePrefix(key);
  if (!prefix || prefix.family !== 4) return 'is no IPv4 prefix';
  if (!isCanonical(prefix)) return `has host bits set; the network is ${formatPrefix(prefix)}`;
  const taken = settings.reservedSubnets.find((reserved) => overlaps(reserved.prefix, prefix));
  if (taken) return `overlaps the ${taken.name} subnet ${formatPrefix(taken.prefix)} of the fabric`;
  if (subnet.prefix && overlaps(subnet.prefix, prefix)) return `overlaps the subnet itself (${subnet.text ?? ''})`;
  const shortest = asNumber(lengths['minPrefixLen']) || asNumber(subnet.fields['hostBGPMinPrefixLen']) || 32;
  const longest = asNumber(lengths['maxPrefixLen']) || asNumber(subnet.fields['hostBGPMaxPrefixLen']) || 32;
  if (shortest > longest || longest > 32)
    return `allows lengths from ${shortest} to ${longest}, which is no range up to 32`;
  return shortest < prefix.bits ? `allows length ${shortest}, which is shorter than its own, ${prefix.bits}` : null;
}

export const hostBgpExtra: ResourceRule = {
  id: 'host-bgp-extra',
  numbers: [46],
  kinds: ['VPC'],
  severity: 'error',
  title: 'Extra prefixes of BGP-speaking hosts are at most 100 IPv4 networks, free and with lengths in order',
  source: 'fabric v0.129, VPC.Validate',
  looksAt: 'resource',
  check: (resource, { settings }) =>
    vpcView(resource).subnets.flatMap((subnet): Draft[] => {
      const extra = Object.entries(asRecord(subnet.fields['hostBGPExtraPrefixes']));
      const at = [...subnet.at, 'hostBGPExtraPrefixes'];
      if (extra.length === 0) return [];
      if (!subnet.hostBgp)
        return [{ at, onKey: true, message: `Subnet ${subnet.name} has extra prefixes, but not hostBGP` }];
      if (extra.length > 100)
        return [
          { at, onKey: true, message: `Subnet ${subnet.name} has ${extra.length} extra prefixes; 100 are allowed` },
        ];
      return extra.flatMap(([key, lengths]) => {
        const reason = whyNot(key, asRecord(lengths), subnet, settings);
        return reason === null
          ? []
          : [{ at: [...at, key], onKey: true, message: `Subnet ${subnet.name}: extra prefix ${key} ${reason}` }];
      });
    }),
};
