import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { diffWords, diffWordsOfLines } from '../../../../src/core/diff/words';

describe('diffWords', () => {
  it('marks the changed value only', () => {
    const changes = diffWords('vlan: 1131 # red', 'vlan: 1140 # red');
    expect(changes).toEqual([{ before: { start: 6, end: 10 }, after: { start: 6, end: 10 } }]);
  });

  it('keeps everything outside the ranges equal', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'b', ' ', ':', '\n', 'é', '😀'), maxLength: 30 });
    fc.assert(
      fc.property(text, text, (before, after) => {
        let result = '';
        let at = 0;
        for (const change of diffWords(before, after)) {
          result += before.slice(at, change.before.start) + after.slice(change.after.start, change.after.end);
          at = change.before.end;
        }
        expect(result + before.slice(at)).toBe(after);
      }),
      { numRuns: 1000 },
    );
  });

  it('says in which line the words are', () => {
    const { before, after } = diffWordsOfLines(['a: 1', 'b: two'], ['a: 1', 'b: three', 'c: 4']);
    expect(before).toEqual([{ line: 1, start: 3, end: 6 }]);
    expect(after.map((span) => span.line)).toEqual([1, 2]);
  });
});
