import { containsAddress, parseAddress } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { vpcView } from '../../views/vpc-view';
import type { ResourceRule } from '../rule';

export const subnetGateway: ResourceRule = {
  id: 'subnet-gateway',
  numbers: [20],
  kinds: ['VPC'],
  severity: 'error',
  title: 'The gateway of a subnet is an address inside it',
  source: 'fabric v0.126, VPC.Validate',
  looksAt: 'resource',
  check: (resource) =>
    vpcView(resource).subnets.flatMap(({ name, at, prefix, gateway, hostBgp, text }) => {
      if (hostBgp || gateway === null) return [];
      const address = parseAddress(gateway);
      const where = [...at, 'gateway'];
      if (!address) return [{ at: where, message: `Subnet ${name}: gateway ${showValue(gateway)} is no address` }];
      if (!prefix || containsAddress(prefix, address)) return [];
      return [{ at: where, message: `Subnet ${name}: gateway ${gateway} is not in ${text ?? ''}` }];
    }),
};
