import { asNumber } from '../../value';
import type { Draft, ResourceRule } from '../rule';
import { statementsOf } from './091-acl-sequence';

export const aclPorts: ResourceRule = {
  id: 'acl-ports',
  numbers: [96],
  kinds: ['ExternalAttachment'],
  severity: 'error',
  title: 'Ports stand in tcp and udp lines only, as a range that starts at 1 or later and has an end',
  source: 'fabric v0.126, ACLSpec.Validate',
  looksAt: 'resource',
  check: (resource) =>
    statementsOf(resource).flatMap(({ fields, at, label }): Draft[] => {
      const [begin, end] = [asNumber(fields['portRangeBegin']) ?? 0, asNumber(fields['portRangeEnd']) ?? 0];
      if (begin === 0 && end === 0) return [];
      const where = [...at, begin === 0 ? 'portRangeEnd' : 'portRangeBegin'];
      if (fields['protocol'] !== 'tcp' && fields['protocol'] !== 'udp')
        return [{ at: where, onKey: true, message: `${label}: ports need protocol tcp or udp` }];
      if (begin < 1)
        return [{ at: where, message: `${label}: portRangeEnd ${end} needs a portRangeBegin of at least 1` }];
      if (begin <= end) return [];
      const message =
        end === 0
          ? `${label}: portRangeBegin ${begin} needs a portRangeEnd`
          : `${label}: ports ${begin} to ${end} are no range`;
      return [{ at: where, message }];
    }),
};
