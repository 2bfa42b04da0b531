import { closestName } from '../../schema/closest-name';
import { showValue } from '../../schema/check-value';
import { asName } from '../../value';
import type { Draft, ResourceRule } from '../rule';
import { statementsOf } from './091-acl-sequence';

const words = { action: ['deny', 'discard', 'permit', 'transit'], protocol: ['ip', 'tcp', 'udp', 'icmp'] } as const;

export const aclWords: ResourceRule = {
  id: 'acl-words',
  numbers: [92],
  kinds: ['ExternalAttachment'],
  severity: 'error',
  title: 'An access line says deny, discard, permit or transit for ip, tcp, udp or icmp',
  source: 'fabric v0.126, ACLSpec.Validate',
  looksAt: 'resource',
  check: (resource) =>
    statementsOf(resource).flatMap(({ fields, at, label }) =>
      (['action', 'protocol'] as const).flatMap((field): Draft[] => {
        const text = asName(fields[field]);
        const allowed: readonly string[] = words[field];
        if (text === null || allowed.includes(text)) return [];
        const where = [...at, field];
        const near = closestName(text, allowed);
        const message = `${label}: ${field} is ${showValue(text)}; it may be ${allowed.join(', ')}`;
        if (near === null) return [{ at: where, message }];
        return [
          {
            at: where,
            message,
            fix: { title: `Change to ${near}`, edits: [{ at: where, action: 'set', value: near }] },
          },
        ];
      }),
    ),
};
