import type { ResourceRule } from '../rule';
import { unless } from '../words';

export const vpcNameLength: ResourceRule = {
  id: 'vpc-name-length',
  numbers: [10],
  kinds: ['VPC'],
  severity: 'error',
  title: 'The name of a VPC has at most 11 characters',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: ({ id }) =>
    unless(
      id.name.length <= 11,
      ['metadata', 'name'],
      `The name ${id.name} has ${id.name.length} characters; a VPC may have 11`,
    ),
};
