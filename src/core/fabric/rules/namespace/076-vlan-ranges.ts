import { closeRange, formatRange, isValidRange, rangesOverlap } from '../../net/vlan';
import { asList, asNumber, asRecord } from '../../value';
import type { Draft, ResourceRule } from '../rule';

export const vlanRanges: ResourceRule = {
  id: 'vlan-ranges',
  numbers: [76, 77],
  kinds: ['VLANNamespace'],
  severity: 'error',
  title:
    'A VLAN namespace has ranges from 1 to 4094 that overlap neither each other nor what the fabric keeps for itself',
  source: 'fabric v0.126, VLANNamespace.Validate',
  looksAt: 'resource',
  check: ({ spec }, { settings }) => {
    const found: Draft[] = [];
    const list = asList(spec['ranges']);
    if (list.length === 0) found.push({ at: ['spec'], message: 'The namespace has no range' });
    const ranges = list.map((entry) =>
      closeRange(asNumber(asRecord(entry)['from']) ?? 0, asNumber(asRecord(entry)['to'])),
    );
    for (const [index, range] of ranges.entries()) {
      const at = ['spec', 'ranges', index];
      const text = formatRange(range);
      if (!isValidRange(range)) {
        found.push({ at, message: `${text} is no range of VLANs from 1 to 4094` });
        continue;
      }
      for (const taken of settings.reservedVlans)
        if (rangesOverlap(taken.range, range))
          found.push({
            at,
            message: `${text} overlaps the ${taken.name} VLANs ${formatRange(taken.range)} of the fabric`,
          });
      const other = ranges.slice(0, index).find((before) => rangesOverlap(before, range));
      if (other) found.push({ at, message: `${text} overlaps ${formatRange(other)} of the same namespace` });
    }
    return found;
  },
};
