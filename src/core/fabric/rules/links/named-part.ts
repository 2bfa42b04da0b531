import { findResource } from '../../model/fabric-model';
import { hasPart } from '../../references/reference-graph';
import { referencesOf } from '../../references/references-of';
import { closestName } from '../../schema/closest-name';
import { asRecord } from '../../value';
import type { LinkRule } from '../rule';

export const namedPart: LinkRule = {
  id: 'named-part',
  numbers: [52, 67, 99, 169, 170],
  kinds: [],
  severity: 'error',
  title: 'A subnet or interface that is named exists in the resource it is said to belong to',
  source: 'fabric v0.126, Validate of each kind; neighbour sources are checked by us only',
  looksAt: 'links',
  check: (resource, fabric) =>
    referencesOf(resource).flatMap((reference) => {
      if (reference.part === null) return [];
      // Permit lists of the VPC itself have a rule of their own.
      if (resource.kind?.kind === 'VPC') return [];
      // So have cables to gateways.
      if (resource.kind?.kind === 'Connection' && reference.kind === 'Gateway') return [];
      const target = findResource(fabric, reference.kind, reference.name);
      if (!target || hasPart(target, reference.part)) return [];
      const what = reference.kind === 'Gateway' ? 'interface' : 'subnet';
      const names = Object.keys(asRecord(target.spec[what === 'subnet' ? 'subnets' : 'interfaces']));
      const near = closestName(reference.part, names);
      const hint = near === null ? '' : `; did you mean ${near}?`;
      const text = reference.text.replace(/[^/]*$/, near ?? '');
      const draft = {
        at: reference.path,
        message: `${reference.kind} ${reference.name} has no ${what} ${reference.part}${hint}`,
        related: [{ resource: target, at: ['metadata', 'name'], message: `${reference.kind} ${reference.name}` }],
      };
      if (near === null || !reference.text.endsWith(reference.part)) return [draft];
      const edits = [{ at: reference.path, action: 'set' as const, value: text }];
      return [{ ...draft, fix: { title: `Change to ${text}`, edits } }];
    }),
};
