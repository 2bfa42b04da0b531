import type { ResourceRule } from '../rule';
import { unless } from '../words';

export const ipv4NamespaceName: ResourceRule = {
  id: 'ipv4-namespace-name',
  numbers: [70, 80],
  kinds: ['IPv4Namespace', 'External'],
  severity: 'error',
  title: 'The name of an IPv4 namespace or of an external has at most 11 characters',
  source: 'fabric v0.126, IPv4Namespace.Validate and External.Validate',
  looksAt: 'resource',
  check: ({ id }) =>
    unless(
      id.name.length <= 11,
      ['metadata', 'name'],
      `The name ${id.name} has ${id.name.length} characters; 11 are allowed`,
    ),
};
