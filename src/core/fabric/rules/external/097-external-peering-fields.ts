import { parsePrefix } from '../../net/ip';
import { showValue } from '../../schema/check-value';
import { asList, asName, asRecord, valueAt } from '../../value';
import type { Draft, ResourceRule } from '../rule';

export const externalPeeringFields: ResourceRule = {
  id: 'external-peering-fields',
  numbers: [97],
  kinds: ['ExternalPeering'],
  severity: 'error',
  title: 'An external peering names a VPC, an external and prefixes',
  source: 'fabric v0.126, ExternalPeering.Validate; the form of prefixes is checked by us only',
  looksAt: 'resource',
  check: ({ spec }) => {
    const found: Draft[] = ['vpc', 'external'].flatMap((side) =>
      asName(valueAt(spec, ['permit', side, 'name'])) === null
        ? [
            {
              at: ['spec'],
              message: `The peering names no ${side === 'vpc' ? 'VPC' : 'external'} (permit.${side}.name)`,
            },
          ]
        : [],
    );
    for (const [index, entry] of asList(valueAt(spec, ['permit', 'external', 'prefixes'])).entries()) {
      const at = ['spec', 'permit', 'external', 'prefixes', index];
      const text = asName(asRecord(entry)['prefix']);
      if (text === null) found.push({ at, message: `Prefix ${index + 1} is empty` });
      else if (!parsePrefix(text))
        found.push({ at: [...at, 'prefix'], severity: 'warning', message: `${showValue(text)} is no prefix` });
    }
    return found;
  },
};
