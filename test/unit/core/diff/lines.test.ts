import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { diffLines, splitLines } from '../../../../src/core/diff/lines';

function apply(before: string[], after: string[]): string[] {
  const result: string[] = [];
  let at = 0;
  for (const change of diffLines(before, after)) {
    result.push(...before.slice(at, change.before.start), ...after.slice(change.after.start, change.after.end));
    at = change.before.end;
  }
  return [...result, ...before.slice(at)];
}

describe('diffLines', () => {
  it('turns any text into any other, with an unchanged line between changes', () => {
    const line = fc.constantFrom('a', 'b', '  c', '- d', '', 'e', 'f: 1');
    fc.assert(
      fc.property(fc.array(line, { maxLength: 40 }), fc.array(line, { maxLength: 40 }), (before, after) => {
        expect(apply(before, after)).toEqual(after);
        const changes = diffLines(before, after);
        changes.forEach((change, index) => {
          const next = changes[index + 1];
          if (!next) return;
          expect(next.before.start - change.before.end).toBeGreaterThan(0);
          expect(next.before.start - change.before.end).toBe(next.after.start - change.after.end);
          expect(before.slice(change.before.end, next.before.start)).toEqual(
            after.slice(change.after.end, next.after.start),
          );
        });
      }),
      { numRuns: 2000 },
    );
  });

  it('finds a shortest script when lines repeat', () => {
    const changed = diffLines([...'abcabba'], [...'cbabac']);
    const size = changed.reduce((sum, c) => sum + c.before.end - c.before.start + c.after.end - c.after.start, 0);
    expect(size).toBe(5);
  });

  it('keeps a whole list item together', () => {
    const before = splitLines('links:\n  - server:\n      port: a\n  - server:\n      port: c\n');
    const after = splitLines(
      'links:\n  - server:\n      port: a\n  - server:\n      port: b\n  - server:\n      port: c\n',
    );
    expect(diffLines(before, after)).toEqual([{ before: { start: 3, end: 3 }, after: { start: 3, end: 5 } }]);
  });

  it('reads 30,000 lines in a moment, also when nothing is alike', () => {
    const before = Array.from({ length: 30_000 }, (_, index) => `line ${index % 7000} ${index % 13}`);
    const after = before.map((line, index) => (index % 50 === 0 ? line + ' changed' : line));
    const other = Array.from({ length: 30_000 }, (_, index) => `line ${(index * 7) % 6000} ${index % 11}`);
    expect(diffLines(before, after).length).toBe(600);
    expect(apply(before, other)).toEqual(other);
  });
});
