import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { isClean, mergeText } from '../../../../../src/core/merge/text/regions';
import { splitLines } from '../../../../../src/core/diff/lines';

const shown = (base: string, ours: string, theirs: string): string =>
  mergeText({ base, ours, theirs })
    .regions.map((r) => `${r.kind} ${[r.base, r.ours, r.theirs].map((l) => `${l.start}-${l.end}`).join(' ')}`)
    .join('; ');

describe('mergeText', () => {
  it('applies changes that lie apart', () => {
    const merge = mergeText({ base: 'a\nb\nc\n', ours: 'A\nb\nc\n', theirs: 'a\nb\nC\n' });
    expect(merge.result).toBe('A\nb\nC\n');
    expect(isClean(merge)).toBe(true);
    expect(shown('a\nb\nc\n', 'A\nb\nc\n', 'a\nb\nC\n')).toBe('ours-only 0-1 0-1 0-1; theirs-only 2-3 2-3 2-3');
  });

  it('calls touching changes a conflict and shows the base', () => {
    const merge = mergeText({ base: 'a\nb\nc\n', ours: 'A\nb\nc\n', theirs: 'a\nB\nc\n' });
    expect(merge.result).toBe('a\nb\nc\n');
    expect(merge.regions.map((region) => region.kind)).toEqual(['conflict']);
    expect(merge.resultRanges).toEqual({ '0-2': { start: 0, end: 2 } });
  });

  it('takes what both sides say alike once', () => {
    expect(mergeText({ base: 'a\n', ours: 'a\nb\n', theirs: 'a\nb\n' }).result).toBe('a\nb\n');
  });

  const line = fc.constantFrom('a', 'b', 'c', '  d', '', 'x: 1');
  const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));

  it('covers the three texts without gap or overlap', () => {
    fc.assert(
      fc.property(text, text, text, (base, ours, theirs) => {
        const { regions } = mergeText({ base, ours, theirs });
        const at = { base: 0, ours: 0, theirs: 0 };
        const lines = { base: splitLines(base), ours: splitLines(ours), theirs: splitLines(theirs) };
        for (const region of [...regions, null]) {
          const gap = lines.base.slice(at.base, region?.base.start ?? lines.base.length);
          expect(lines.ours.slice(at.ours, region?.ours.start ?? lines.ours.length)).toEqual(gap);
          expect(lines.theirs.slice(at.theirs, region?.theirs.start ?? lines.theirs.length)).toEqual(gap);
          if (!region) return;
          at.base = region.base.end;
          at.ours = region.ours.end;
          at.theirs = region.theirs.end;
        }
      }),
      { numRuns: 3000 },
    );
  });

  it('gives the changed side when the other is the base, and mirrors when the sides are swapped', () => {
    fc.assert(
      fc.property(text, text, text, (base, ours, theirs) => {
        expect(mergeText({ base, ours, theirs: base }).result).toBe(ours);
        expect(mergeText({ base, ours: base, theirs }).result).toBe(theirs);
        expect(mergeText({ base, ours, theirs: ours }).result).toBe(ours);
        const swapped = mergeText({ base, ours: theirs, theirs: ours });
        expect(swapped.result).toBe(mergeText({ base, ours, theirs }).result);
      }),
      { numRuns: 2000 },
    );
  });
});
