import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  emptySelection,
  followOrder,
  orderOf,
  selectAll,
  selectOnly,
  step,
  type ListSelection,
} from '../../../../src/renderer/ui/list-selection';

const order = orderOf(['a', 'b', 'c', 'd', 'e']);

/** The list as text: chosen rows in brackets, the lead with a star. */
const draw = ({ keys, lead }: ListSelection, of = order): string =>
  of.keys
    .map((key) => (keys.has(key) ? `[${key}${key === lead ? '*' : ''}]` : key === lead ? `${key}*` : key))
    .join(' ');

describe('step', () => {
  test('a range grows and shrinks from where it began', () => {
    const began = selectOnly('b');
    const down = step(began, order, 'd', 'range');
    expect(draw(down)).toBe('a [b] [c] [d*] e');
    expect(draw(step(down, order, 'a', 'range'))).toBe('[a*] [b] c d e');
  });
  test('toggling leaves the others and moves the lead', () => {
    const two = step(selectOnly('a'), order, 'd', 'toggle');
    expect(draw(two)).toBe('[a] b c [d*] e');
    expect(draw(step(two, order, 'a', 'toggle'))).toBe('a* b c [d] e');
  });
  test('a range without a beginning is one row', () => {
    expect(draw(step(emptySelection, order, 'c', 'range'))).toBe('a b [c*] d e');
  });
  test('everything keeps the lead', () => {
    expect(draw(selectAll(selectOnly('c'), order))).toBe('[a] [b] [c*] [d] [e]');
  });
});

describe('followOrder', () => {
  test('the row that takes the place of the lead takes over', () => {
    const left = orderOf(['a', 'b', 'd', 'e']);
    expect(draw(followOrder(selectOnly('c'), left, 2), left)).toBe('a b [d*] e');
  });
  test('at the end, the row before takes over', () => {
    const left = orderOf(['a', 'b']);
    expect(draw(followOrder(selectOnly('e'), left, 4), left)).toBe('a [b*]');
  });
  test('an emptied list has no lead', () => {
    expect(followOrder(selectOnly('a'), orderOf([]), 0)).toEqual(emptySelection);
  });
  test('what is chosen is always in the list, and the same selection comes back when nothing left', () => {
    const keys = fc.uniqueArray(fc.constantFrom(...'abcdefgh'), { minLength: 0 });
    fc.assert(
      fc.property(keys, keys, fc.nat(7), (before, after, at) => {
        const was: ListSelection = { keys: new Set(before), lead: before[0] ?? null, anchor: before[0] ?? null };
        const now = followOrder(was, orderOf(after), at);
        expect([...now.keys].every((key) => after.includes(key)) || now.lead === null).toBe(true);
        expect(now.lead === null || after.includes(now.lead)).toBe(true);
        if (before.every((key) => after.includes(key))) expect(now).toBe(was);
      }),
    );
  });
});
