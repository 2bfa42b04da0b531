import { asList, asRecord } from '../../value';
import type { Draft, ResourceRule } from '../rule';
import { listWords } from '../words';

export const peeringPair: ResourceRule = {
  id: 'peering-pair',
  numbers: [65, 68],
  kinds: ['VPCPeering'],
  severity: 'error',
  title: 'Every permit entry of a peering names the same two VPCs',
  source: 'fabric v0.126, VPCPeering.Validate',
  looksAt: 'resource',
  check: ({ spec }) => {
    const entries = asList(spec['permit']).map((entry) => Object.keys(asRecord(entry)));
    if (entries.length === 0)
      return [{ at: ['spec'], message: 'The peering permits nothing; it needs at least one entry' }];
    const found: Draft[] = entries.flatMap((names, index) => {
      const text = names.length === 0 ? 'no VPC' : listWords(names);
      return names.length === 2
        ? []
        : [
            {
              at: ['spec', 'permit', index],
              message: `Permit entry ${index + 1} names ${text}; it has to name two VPCs`,
            },
          ];
    });
    const all = [...new Set(entries.flat())].sort();
    if (found.length === 0 && all.length > 2)
      found.push({
        at: ['spec', 'permit'],
        message: `The peering names ${all.length} VPCs (${listWords(all)}); it is between two`,
      });
    return found;
  },
};
