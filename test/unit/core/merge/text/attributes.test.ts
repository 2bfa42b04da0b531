import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import {
  joinAttributes,
  mergeAttributes,
  splitAttributes,
  splitThree,
} from '../../../../../src/core/merge/text/attributes';

const raw = fc.string({ unit: fc.constantFrom('a', '\n', '\r\n', '\r', '\uFEFF', 'é'), maxLength: 12 });

describe('attributes', () => {
  it('come off and go on again without loss', () => {
    fc.assert(
      fc.property(raw, raw, raw, (base, ours, theirs) => {
        for (const text of [base, ours, theirs]) {
          const { body, attributes } = splitAttributes(text);
          expect(joinAttributes(body, attributes)).toBe(text);
        }
        const three = splitThree({ base, ours, theirs });
        expect(joinAttributes(three.ours.body, three.ours.attributes)).toBe(ours);
        expect(joinAttributes(three.base.body, three.base.attributes)).toBe(base);
      }),
      { numRuns: 3000 },
    );
  });

  it('merge each on its own', () => {
    const of = (text: string): ReturnType<typeof splitAttributes>['attributes'] => splitAttributes(text).attributes;
    expect(mergeAttributes(of('a\n'), of('a\r\n'), of('\uFEFFa'))).toEqual({
      attributes: { byteOrderMark: true, lineEnds: 'crlf', finalNewline: false },
      notices: [],
    });
  });
});
