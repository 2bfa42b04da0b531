import { showValue } from '../../schema/check-value';
import { asName, isRecord } from '../../value';
import type { ResourceRule } from '../rule';

const isCommunity = (text: string): boolean => {
  const parts = /^(0|[1-9]\d{0,4}):(0|[1-9]\d{0,4})$/.exec(text);
  return parts !== null && Number(parts[1]) <= 65535 && Number(parts[2]) <= 65535;
};

export const communities: ResourceRule = {
  id: 'communities',
  numbers: [82],
  kinds: ['External'],
  severity: 'error',
  title: 'Communities of an external are empty or A:B with two numbers up to 65535',
  source: 'fabric v0.126, External.Validate',
  looksAt: 'resource',
  check: ({ spec }) =>
    ['inboundCommunity', 'outboundCommunity'].flatMap((field) => {
      const text = asName(spec[field]);
      if (text === null || isRecord(spec['static']) || isCommunity(text)) return [];
      return [
        {
          at: ['spec', field],
          message: `${field} is ${showValue(text)}; it has to be A:B with two numbers up to 65535`,
        },
      ];
    }),
};
