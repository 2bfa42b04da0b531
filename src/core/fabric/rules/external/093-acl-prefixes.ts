import { parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asName } from '../../value';
import type { ResourceRule } from '../rule';
import { statementsOf } from './091-acl-sequence';

export const aclPrefixes: ResourceRule = {
  id: 'acl-prefixes',
  numbers: [93],
  kinds: ['ExternalAttachment'],
  severity: 'error',
  title: 'Source and destination of an access line are prefixes, or any',
  source: 'fabric v0.126, ACLSpec.Validate',
  looksAt: 'resource',
  check: (resource) =>
    statementsOf(resource).flatMap(({ fields, at, label }) =>
      ['srcPrefix', 'dstPrefix'].flatMap((field) => {
        const text = asName(fields[field]);
        if (text === null || text === 'any' || parsePrefix(text)) return [];
        return [{ at: [...at, field], message: `${label}: ${field} ${showValue(text)} is neither a prefix nor any` }];
      }),
    ),
};
