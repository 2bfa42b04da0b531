import { formatPrefix, isCanonical, overlappingPairs, overlaps, parsePrefix } from '../../net/ip';
import type { Prefix } from '../../net/ip';
import type { FabricSettings } from '../../policy/fabric-settings';
import { showValue } from '../../schema/check-value';
import { asList } from '../../value';
import { connectionView } from '../../views/connection-view';
import type { Draft, ResourceRule } from '../rule';

function whyNot(prefix: Prefix | null, settings: FabricSettings): string | null {
  if (!prefix) return 'is no prefix';
  if (!isCanonical(prefix)) return `has host bits set; the network is ${formatPrefix(prefix)}`;
  const taken =
    prefix.bits === 0 ? undefined : settings.reservedSubnets.find((reserved) => overlaps(reserved.prefix, prefix));
  return taken ? `overlaps the ${taken.name} subnet ${formatPrefix(taken.prefix)} of the fabric` : null;
}

export const staticExternalSubnets: ResourceRule = {
  id: 'static-external-subnets',
  numbers: [111],
  kinds: ['Connection'],
  severity: 'error',
  title: 'Prefixes behind a static external do not overlap, and 0.0.0.0/0 stands alone',
  source: 'fabric v0.126, Connection.Validate',
  looksAt: 'resource',
  check: (resource, { settings }) => {
    const view = connectionView(resource);
    const end = view.type === 'staticExternal' ? view.ends[0] : undefined;
    const texts = asList(end?.fields['subnets']);
    const at = [...(end?.at ?? []), 'subnets'];
    const found: Draft[] = [];
    const read = texts.flatMap((text, index) => {
      const prefix = typeof text === 'string' ? parsePrefix(text) : null;
      const reason = whyNot(prefix, settings);
      if (reason !== null) found.push({ at: [...at, index], message: `${showValue(text)} ${reason}` });
      return prefix ? [{ prefix, index, text: String(text) }] : [];
    });
    const whole = read.find(({ prefix }) => prefix.bits === 0);
    if (whole && read.length > 1)
      return [...found, { at, message: `${whole.text} takes everything, so it has to be the only one` }];
    for (const [one, other] of overlappingPairs(read, ({ prefix }) => prefix))
      found.push({ at: [...at, other.index], message: `${other.text} overlaps ${one.text}` });
    return found;
  },
};
