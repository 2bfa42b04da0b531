import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Prefix } from '../../../../../src/core/fabric/net/ip';
import {
  containsAddress,
  formatAddress,
  formatPrefix,
  isCanonical,
  isSubset,
  overlappingPairs,
  overlaps,
  parseAddress,
  parsePrefix,
} from '../../../../../src/core/fabric/net/ip';

const prefix = (text: string): Prefix => parsePrefix(text)!;

describe('addresses and prefixes, as strict as Go', () => {
  it.each(['10.0.0.1', '0.0.0.0', '255.255.255.255', '::', '2001:db8::1', '1:2:3:4:5:6:7:8', '::1'])(
    'reads %s',
    (text) => {
      expect(formatAddress(parseAddress(text)!)).toBe(text);
    },
  );
  it.each([
    '',
    '10.0.0',
    '10.0.0.01',
    '10.0.0.256',
    '10.0.0.1.2',
    ' 10.0.0.1',
    '1::2::3',
    'fe80::1%eth0',
    '1:2:3',
    '::12345',
    '-1.0.0.0',
  ])('refuses address %j', (text) => expect(parseAddress(text)).toBeNull());
  it.each(['10.0.0.0', '10.0.0.0/', '10.0.0.0/33', '10.0.0.0/08', '10.0.0.0/+8', '10.0.0.0/8/8', '::/129'])(
    'refuses prefix %j',
    (text) => expect(parsePrefix(text)).toBeNull(),
  );
  it('keeps host bits, and knows them', () => {
    expect(isCanonical(prefix('10.0.0.1/24'))).toBe(false);
    expect(formatPrefix(prefix('10.0.0.1/24'))).toBe('10.0.0.0/24');
  });
  it.each([
    ['10.0.1.0/24', '10.0.0.0/16', true],
    ['10.0.0.0/16', '10.0.1.0/24', false],
    ['10.0.0.0/16', '10.0.0.0/16', true],
    ['10.1.0.0/24', '10.0.0.0/16', false],
    ['::/64', '0.0.0.0/0', false],
  ])('%s inside %s: %s', (inner, outer, expected) => expect(isSubset(prefix(inner), prefix(outer))).toBe(expected));

  const anyPrefix = fc
    .tuple(fc.integer({ min: 0, max: 0xffffffff }), fc.integer({ min: 0, max: 32 }))
    .map(([value, bits]): Prefix => ({ family: 4, address: BigInt(value), bits }));

  it('overlap is symmetric and the same as one containing the other', () => {
    fc.assert(
      fc.property(anyPrefix, anyPrefix, (a, b) => {
        expect(overlaps(a, b)).toBe(overlaps(b, a));
        expect(overlaps(a, b)).toBe(isSubset(a, b) || isSubset(b, a));
        expect(containsAddress(a, { family: 4, value: a.address })).toBe(true);
      }),
    );
  });
  it('the sweep finds exactly the overlapping pairs', () => {
    fc.assert(
      fc.property(fc.array(anyPrefix, { maxLength: 30 }), (list) => {
        const items = list.map((one, index) => ({ one, index }));
        const swept = overlappingPairs(items, (item) => item.one)
          .map(([a, b]) => [a.index, b.index].sort((x, y) => x - y).join())
          .sort();
        const all = items.flatMap((a) =>
          items.filter((b) => a.index < b.index && overlaps(a.one, b.one)).map((b) => `${a.index},${b.index}`),
        );
        expect(swept).toEqual(all.sort());
      }),
    );
  });
});
