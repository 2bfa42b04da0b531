import { parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asName } from '../../value';
import { chosen, sidesOf } from '../../views/gateway-peering-view';
import type { Draft, ResourceRule } from '../rule';
import { listWords } from '../words';

const kinds = { ips: ['cidr', 'not', 'vpcSubnet'], as: ['cidr', 'not'] } as const;

export const exposeAddresses: ResourceRule = {
  id: 'expose-addresses',
  numbers: [161, 162],
  kinds: ['GatewayPeering'],
  severity: 'error',
  title: 'An entry of ips or as says exactly one thing, in good form; externals have no VPC subnets',
  source: 'fabric v0.126, GatewayPeering.Validate',
  looksAt: 'resource',
  check: (resource) =>
    sidesOf(resource).flatMap((side) =>
      side.exposes.flatMap((expose) =>
        (['ips', 'as'] as const).flatMap((list) =>
          expose[list].flatMap((entry, index): Draft[] => {
            const at = [...expose.at, list, index];
            const set = chosen(entry, kinds[list]);
            const [field] = set;
            const among = kinds[list].join(', ');
            if (set.length !== 1 || field === undefined)
              return [
                {
                  at,
                  message: `${expose.label}: ${list} entry ${index + 1} has ${set.length === 0 ? 'none' : listWords(set)} of ${among}; it needs exactly one`,
                },
              ];
            if (field === 'vpcSubnet')
              return side.isExternal
                ? [{ at: [...at, field], message: `${expose.label}: an external has no VPC subnet` }]
                : [];
            const text = asName(entry[field]) ?? '';
            return parsePrefix(text)
              ? []
              : [{ at: [...at, field], message: `${expose.label}: ${showValue(text)} is no prefix` }];
          }),
        ),
      ),
    ),
};
