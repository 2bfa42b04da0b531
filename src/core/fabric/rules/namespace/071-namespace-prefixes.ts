import { formatPrefix, overlappingPairs, overlaps, parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asList } from '../../value';
import type { Draft, ResourceRule } from '../rule';

export const namespacePrefixList: ResourceRule = {
  id: 'namespace-prefixes',
  numbers: [71, 72, 73],
  kinds: ['IPv4Namespace'],
  severity: 'error',
  title: 'An IPv4 namespace has 1 to 10 prefixes that overlap neither each other nor what the fabric keeps for itself',
  source: 'fabric v0.126, IPv4Namespace.Validate',
  looksAt: 'resource',
  check: ({ spec }, { settings }) => {
    const texts = asList(spec['subnets']);
    const at = ['spec', 'subnets'];
    const found: Draft[] = [];
    if (texts.length === 0) found.push({ at: ['spec'], message: 'The namespace has no prefix' });
    if (texts.length > 10) found.push({ at, message: `The namespace has ${texts.length} prefixes; 10 are allowed` });
    const read = texts.flatMap((text, index) => {
      const prefix = typeof text === 'string' ? parsePrefix(text) : null;
      if (!prefix && typeof text === 'string')
        found.push({ at: [...at, index], message: `${showValue(text)} is no prefix` });
      return prefix ? [{ prefix, index, text: String(text) }] : [];
    });
    for (const { prefix, index, text } of read) {
      const taken = settings.reservedSubnets.find((reserved) => overlaps(reserved.prefix, prefix));
      if (taken)
        found.push({
          at: [...at, index],
          message: `${text} overlaps the ${taken.name} subnet ${formatPrefix(taken.prefix)} of the fabric`,
        });
    }
    for (const [one, other] of overlappingPairs(read, ({ prefix }) => prefix))
      found.push({ at: [...at, other.index], message: `${other.text} overlaps ${one.text} of the same namespace` });
    return found;
  },
};
