import { asRecord } from '../../value';
import type { Draft, ResourceRule } from '../rule';
import { statementsOf } from './091-acl-sequence';

export const aclFlags: ResourceRule = {
  id: 'acl-flags',
  numbers: [94],
  kinds: ['ExternalAttachment'],
  severity: 'error',
  title: 'TCP flags stand in tcp lines only, without contradiction; established stands alone',
  source: 'fabric v0.126, ACLSpec.Validate',
  looksAt: 'resource',
  check: (resource) =>
    statementsOf(resource).flatMap(({ fields, at, label }): Draft[] => {
      const set = Object.entries(asRecord(fields['tcpFilters'])).flatMap(([flag, on]) => (on === true ? [flag] : []));
      const where = [...at, 'tcpFilters'];
      if (set.length === 0) return [];
      if (fields['protocol'] !== 'tcp')
        return [{ at: where, onKey: true, message: `${label}: TCP flags need protocol tcp` }];
      if (set.includes('established') && set.length > 1)
        return [{ at: where, onKey: true, message: `${label}: established cannot stand with other flags` }];
      const clash = set.find((flag) => set.includes(`not${flag.charAt(0).toUpperCase()}${flag.slice(1)}`));
      return clash === undefined
        ? []
        : [{ at: where, onKey: true, message: `${label}: the flag ${clash} is asked for and ruled out` }];
    }),
};
