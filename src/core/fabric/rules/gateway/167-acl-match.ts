import { parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asList, asName, asRecord, asText } from '../../value';
import type { Draft, ResourceRule } from '../rule';
import { isPortOrRange } from './164-port-forward';

const protoForm = /^(tcp|udp|\d{1,3})$/;

function checkEndpoint(value: unknown, at: readonly (string | number)[], label: string): Draft[] {
  const fields = asRecord(value);
  const [cidr, subnet] = [asName(fields['cidr']), asName(fields['vpcSubnet'])];
  const found: Draft[] = [];
  if (cidr !== null && subnet !== null) found.push({ at, message: `${label} has both cidr and vpcSubnet` });
  if (cidr !== null && !parsePrefix(cidr))
    found.push({ at: [...at, 'cidr'], message: `${label}: ${showValue(cidr)} is no prefix` });
  for (const [index, port] of asList(fields['ports']).entries())
    if (typeof port === 'string' && !isPortOrRange(port))
      found.push({
        at: [...at, 'ports', index],
        message: `${label}: ${showValue(port)} is neither a port from 1 to 65535 nor a range a-b`,
      });
  return found;
}

export const aclMatch: ResourceRule = {
  id: 'acl-match',
  numbers: [167],
  kinds: ['GatewayPeering'],
  severity: 'error',
  title: 'What an access rule fits is in good form',
  source: 'fabric v0.126, GatewayPeering.Validate',
  looksAt: 'resource',
  check: ({ spec }) =>
    asList(asRecord(spec['acl'])['rules']).flatMap((value, index): Draft[] => {
      const rule = asRecord(value);
      const match = asRecord(rule['match']);
      const at = ['spec', 'acl', 'rules', index, 'match'];
      const label = `Access rule ${asName(rule['name']) ?? index + 1}`;
      const found = ['src', 'dst'].flatMap((field) =>
        asList(match[field]).flatMap((entry, place) =>
          checkEndpoint(entry, [...at, field, place], `${label}, ${field}`),
        ),
      );
      const proto = asText(match['proto']) ?? '';
      const known = proto === '' || (protoForm.test(proto) && (!/^\d/.test(proto) || Number(proto) <= 255));
      if (!known)
        found.push({
          at: [...at, 'proto'],
          message: `${label}: protocol ${showValue(proto)} is neither tcp, udp nor a number up to 255`,
        });
      return found;
    }),
};
