import { asNumber } from '../../value';
import { vpcView } from '../../views/vpc-view';
import type { Draft, ResourceRule } from '../rule';

export const hostBgpLengths: ResourceRule = {
  id: 'host-bgp-lengths',
  numbers: [45],
  kinds: ['VPC'],
  severity: 'error',
  title: 'Prefix lengths for BGP-speaking hosts are in order and not shorter than the subnet’s',
  source: 'fabric v0.129, validateHostBGPPrefixLens',
  looksAt: 'resource',
  check: (resource) =>
    vpcView(resource).subnets.flatMap(({ name, at, fields, hostBgp, prefix }): Draft[] => {
      const [min, max] = [asNumber(fields['hostBGPMinPrefixLen']), asNumber(fields['hostBGPMaxPrefixLen'])];
      if ((min ?? 0) === 0 && (max ?? 0) === 0) return [];
      if (!hostBgp)
        return [{ at, message: `Subnet ${name} sets prefix lengths for BGP-speaking hosts, but not hostBGP` }];
      const [shortest, longest] = [min || 32, max || 32];
      const where = [...at, min === null ? 'hostBGPMaxPrefixLen' : 'hostBGPMinPrefixLen'];
      if (shortest > longest || longest > 32)
        return [{ at: where, message: `Subnet ${name}: lengths from ${shortest} to ${longest} are no range up to 32` }];
      if (!prefix || shortest >= prefix.bits) return [];
      return [
        { at: where, message: `Subnet ${name}: length ${shortest} is shorter than that of the subnet, ${prefix.bits}` },
      ];
    }),
};
