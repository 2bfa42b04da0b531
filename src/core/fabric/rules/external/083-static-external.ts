import { overlappingPairs, parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asList, asName, asRecord, isRecord } from '../../value';
import type { Draft, ResourceRule } from '../rule';

export const staticExternal: ResourceRule = {
  id: 'static-external',
  numbers: [83],
  kinds: ['External'],
  severity: 'error',
  title: 'A static external has prefixes that do not overlap, and no communities',
  source: 'fabric v0.126, External.Validate',
  looksAt: 'resource',
  check: ({ spec }) => {
    if (!isRecord(spec['static'])) return [];
    const found: Draft[] = ['inboundCommunity', 'outboundCommunity'].flatMap((field) =>
      asName(spec[field]) === null
        ? []
        : [{ at: ['spec', field], onKey: true, message: `A static external has no ${field}` }],
    );
    const at = ['spec', 'static', 'prefixes'];
    const texts = asList(asRecord(spec['static'])['prefixes']);
    if (texts.length === 0) found.push({ at: ['spec', 'static'], message: 'The static external has no prefix' });
    const read = texts.flatMap((text, index) => {
      const prefix = typeof text === 'string' ? parsePrefix(text) : null;
      if (!prefix) found.push({ at: [...at, index], message: `${showValue(text)} is no prefix` });
      return prefix ? [{ prefix, index, text: String(text) }] : [];
    });
    for (const [one, other] of overlappingPairs(read, ({ prefix }) => prefix))
      found.push({ at: [...at, other.index], message: `${other.text} overlaps ${one.text}` });
    return found;
  },
};
