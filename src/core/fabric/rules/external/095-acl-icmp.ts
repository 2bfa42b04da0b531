import { asNumber } from '../../value';
import type { ResourceRule } from '../rule';
import { statementsOf } from './091-acl-sequence';

export const aclIcmp: ResourceRule = {
  id: 'acl-icmp',
  numbers: [95],
  kinds: ['ExternalAttachment'],
  severity: 'error',
  title: 'ICMP type and code stand in icmp lines only',
  source: 'fabric v0.126, ACLSpec.Validate',
  looksAt: 'resource',
  check: (resource) =>
    statementsOf(resource).flatMap(({ fields, at, label }) =>
      ['icmpType', 'icmpCode'].flatMap((field) =>
        asNumber(fields[field]) === null || fields['protocol'] === 'icmp'
          ? []
          : [{ at: [...at, field], onKey: true, message: `${label}: ${field} needs protocol icmp` }],
      ),
    ),
};
