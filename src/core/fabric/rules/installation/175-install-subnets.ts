import type { Resource } from '../../model/model-file';
import { overlaps, parsePrefix } from '../../net/ip';
import type { Prefix } from '../../net/ip';
import { asText } from '../../value';
import type { InstallField, InstallValue } from '../../views/install-view';
import { installValue, installWords } from '../../views/install-view';
import type { InstallationRule, PlacedDraft } from '../rule';

const management: InstallField = ['control', 'managementSubnet'];
const apart: readonly InstallField[] = [
  management,
  ['fabric', 'protocolSubnet'],
  ['fabric', 'vtepSubnet'],
  ['fabric', 'fabricSubnet'],
  ['control', 'dummySubnet'],
  ['fabric', 'mclagSessionSubnet'],
  ['fabric', 'vpcWorkaroundSubnet'],
];
const kube: readonly InstallField[] = [management, ['control', 'kubeClusterSubnet'], ['control', 'kubeServiceSubnet']];

interface Subnet {
  readonly value: InstallValue;
  readonly prefix: Prefix | null;
}

/** Each pair that overlaps, at the one that the author wrote; the later one when both are theirs. */
const clashes = (resource: Resource, subnets: readonly Subnet[]): PlacedDraft[] =>
  subnets.flatMap((one, index) =>
    subnets.slice(0, index).flatMap((other): PlacedDraft[] => {
      if (!one.prefix || !other.prefix || !overlaps(one.prefix, other.prefix)) return [];
      const [own, theirs] = one.value.isWritten ? [one, other] : [other, one];
      return [
        { resource, at: own.value.at, message: `${installWords(own.value)} overlaps ${installWords(theirs.value)}` },
      ];
    }),
  );

export const installSubnets: InstallationRule = {
  id: 'install-subnets',
  numbers: [175],
  kinds: ['Fabricator'],
  severity: 'error',
  title:
    'The subnets of the installation are prefixes that do not overlap, nor do those of Kubernetes overlap management',
  source: 'fabricator, Fabricator.Validate',
  looksAt: 'installation',
  check: ({ fabricators }) =>
    fabricators.flatMap((resource) => {
      const read = (field: InstallField): Subnet => {
        const value = installValue(resource, field);
        return { value, prefix: parsePrefix(asText(value.value) ?? '') };
      };
      const own = apart.map(read);
      const others = kube.map(read);
      const unread = [...own, ...others.slice(1)]
        .filter(({ prefix }) => prefix === null)
        .map(({ value }) => ({
          resource,
          at: value.at,
          message: `${installWords(value)} is no prefix such as 172.30.0.0/21`,
        }));
      return [...unread, ...clashes(resource, own), ...clashes(resource, others)];
    }),
};
