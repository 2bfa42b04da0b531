import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { naturalOrder } from '../../../../src/core/text/natural-order';

const name = fc.string({ unit: fc.constantFrom('a', '-', '0', '1', '2', '9'), maxLength: 6 });

describe('naturalOrder', () => {
  test('counts as people do', () => {
    const names = ['leaf-10', 'leaf-2', 'leaf-1', 'leaf', 'spine-1', 'leaf-1/E1/10', 'leaf-1/E1/9', 'leaf-02'];
    expect(names.sort(naturalOrder)).toEqual([
      'leaf',
      'leaf-1',
      'leaf-1/E1/9',
      'leaf-1/E1/10',
      'leaf-02',
      'leaf-2',
      'leaf-10',
      'spine-1',
    ]);
  });

  test('is an order: each pair one way, and chains hold', () => {
    fc.assert(
      fc.property(name, name, name, (a, b, c) => {
        expect(Math.sign(naturalOrder(a, b))).toBe(-Math.sign(naturalOrder(b, a)) + 0);
        expect(naturalOrder(a, b) === 0).toBe(a === b);
        if (naturalOrder(a, b) < 0 && naturalOrder(b, c) < 0) expect(naturalOrder(a, c)).toBeLessThan(0);
      }),
      { numRuns: 3000 },
    );
  });
});
