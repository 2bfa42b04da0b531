import { asList, asNumber, asRecord } from '../../value';
import type { Resource } from '../../model/model-file';
import type { ResourceRule } from '../rule';

export interface Statement {
  readonly fields: Record<string, unknown>;
  readonly at: readonly (string | number)[];
  readonly label: string;
}

/** The lines of an attachment's access list. */
export const statementsOf = ({ spec }: Resource): Statement[] =>
  asList(asRecord(spec['inboundACL'])['statements']).map((entry, index) => {
    const fields = asRecord(entry);
    const seq = asNumber(fields['seq']);
    return { fields, at: ['spec', 'inboundACL', 'statements', index], label: `Access line ${seq ?? `#${index + 1}`}` };
  });

export const aclSequence: ResourceRule = {
  id: 'acl-sequence',
  numbers: [91],
  kinds: ['ExternalAttachment'],
  severity: 'error',
  title: 'Access lines are numbered from 10, each number once',
  source: 'fabric v0.126, ACLSpec.Validate',
  looksAt: 'resource',
  check: (resource) => {
    const seen = new Set<number>();
    return statementsOf(resource).flatMap(({ fields, at, label }) => {
      const seq = asNumber(fields['seq']);
      if (seq === null) return [];
      if (seq < 10) return [{ at: [...at, 'seq'], message: `${label}: numbers start at 10` }];
      if (seen.has(seq)) return [{ at: [...at, 'seq'], message: `${label}: the number is used twice` }];
      seen.add(seq);
      return [];
    });
  },
};
