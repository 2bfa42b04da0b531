import type { Fabric } from '../../model/fabric-model';
import { findResource } from '../../model/fabric-model';
import type { Prefix } from '../../net/ip';
import { isSubset, parsePrefix } from '../../net/ip';
import { asTexts } from '../../value';
import { claimsOf } from '../../views/vpc-claims';
import { vpcView } from '../../views/vpc-view';
import type { LinkRule } from '../rule';
import { someWords } from '../words';

/** The prefixes of an IPv4 namespace; null when the namespace is not here. */
export function namespacePrefixes(fabric: Fabric, name: string): { texts: string[]; prefixes: Prefix[] } | null {
  const namespace = findResource(fabric, 'IPv4Namespace', name);
  if (!namespace) return null;
  const texts = asTexts(namespace.spec['subnets']);
  return { texts, prefixes: texts.flatMap((text) => parsePrefix(text) ?? []) };
}

export const subnetInNamespace: LinkRule = {
  id: 'subnet-in-namespace',
  numbers: [40, 46],
  kinds: ['VPC'],
  severity: 'error',
  title: 'Each subnet, and each extra prefix of its hosts, lies inside one prefix of the VPC’s IPv4 namespace',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'links',
  check: (resource, fabric) => {
    const vpc = vpcView(resource);
    const namespace = namespacePrefixes(fabric, vpc.ipv4Namespace);
    const target = findResource(fabric, 'IPv4Namespace', vpc.ipv4Namespace);
    if (!namespace || !target) return [];
    return claimsOf(resource).flatMap(({ subnet, at, prefix, text, isExtra }) => {
      if (namespace.prefixes.some((outer) => isSubset(prefix, outer))) return [];
      const message = `Subnet ${subnet}: ${isExtra ? 'extra prefix ' : ''}${text} is in none of the prefixes of IPv4 namespace ${vpc.ipv4Namespace} (${someWords(namespace.texts)})`;
      return [
        {
          at,
          onKey: isExtra,
          message,
          related: [{ resource: target, at: ['spec', 'subnets'], message: 'the namespace’s prefixes' }],
        },
      ];
    });
  },
};
