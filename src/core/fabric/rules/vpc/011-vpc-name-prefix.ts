import type { ResourceRule } from '../rule';
import { unless } from '../words';

export const vpcNamePrefix: ResourceRule = {
  id: 'vpc-name-prefix',
  numbers: [11],
  kinds: ['VPC'],
  severity: 'error',
  title: 'The name of a VPC does not start with ext.',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: ({ id }) =>
    unless(
      !id.name.startsWith('ext.'),
      ['metadata', 'name'],
      `The name ${id.name} starts with ext., which stands for externals in gateway peerings`,
    ),
};
