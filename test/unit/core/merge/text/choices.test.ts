import { describe, expect, it } from 'vitest';
import fc from 'fast-check';
import { splitLines } from '../../../../../src/core/diff/lines';
import type { RegionContent } from '../../../../../src/core/merge/text/choices';
import { applyChoice, linesOf, readRegions } from '../../../../../src/core/merge/text/choices';
import { mergeText } from '../../../../../src/core/merge/text/regions';

type Choice = Exclude<RegionContent, 'edited'>;
const choices: Choice[] = ['base', 'ours', 'theirs', 'ours-then-theirs', 'theirs-then-ours'];
const line = fc.constantFrom('a', 'b', 'c', '  d', '', 'x: 1', '- y');
const text = fc.array(line, { maxLength: 12 }).map((lines) => lines.join('\n'));

function edit(result: string, range: { start: number; end: number }, replacement: readonly string[]): string {
  const lines = splitLines(result);
  return [...lines.slice(0, range.start), ...replacement, ...lines.slice(range.end)].join('\n');
}

describe('choices', () => {
  const texts = { base: 'head\nv: 1\ntail\n', ours: 'head\nv: 2\ntail\n', theirs: 'head\nv: 3\ntail\n' };
  const { regions, result } = mergeText(texts);
  const region = regions[0]!;

  it('reads a choice back from the text alone', () => {
    for (const choice of choices) {
      const { range, replacement } = applyChoice({ texts, regions, region, choice, result });
      const chosen = edit(result, range, replacement);
      expect(readRegions({ ...texts, regions, result: chosen })[region.id]?.content).toBe(choice);
    }
  });

  it('calls a typed value edited, and follows it past other edits', () => {
    const typed = 'a new first line\nhead, changed\nv: 4\nv: 5\ntail\n';
    expect(readRegions({ ...texts, regions, result: typed })[region.id]).toEqual({
      range: { start: 0, end: 4 },
      content: 'edited',
    });
    expect(readRegions({ ...texts, regions, result: 'new\nhead\nv: 4\ntail\n' })[region.id]).toEqual({
      range: { start: 2, end: 3 },
      content: 'edited',
    });
    expect(readRegions({ ...texts, regions, result: 'new\nhead\nv: 2\ntail\n' })[region.id]?.content).toBe('ours');
  });

  it('any sequence of choices in any order is read back exactly', () => {
    fc.assert(
      fc.property(
        text,
        text,
        text,
        fc.array(fc.constantFrom(...choices), { minLength: 8 }),
        fc.nat(),
        (b, o, t, picks, turn) => {
          const three = { base: b, ours: o, theirs: t };
          const merge = mergeText(three);
          const order = merge.regions.map((_, index) => (index + turn) % merge.regions.length);
          let now = merge.result;
          for (const index of order) {
            const at = merge.regions[index]!;
            const choice = picks[index % picks.length]!;
            const { range, replacement } = applyChoice({
              texts: three,
              regions: merge.regions,
              region: at,
              choice,
              result: now,
            });
            now = edit(now, range, replacement);
          }
          const readings = readRegions({ ...three, regions: merge.regions, result: now });
          const again: string[] = [];
          let at = 0;
          for (const region of merge.regions) {
            const { content } = readings[region.id]!;
            expect(content).not.toBe('edited');
            again.push(...splitLines(b).slice(at, region.base.start), ...linesOf(region, three, content as Choice));
            at = region.base.end;
          }
          expect([...again, ...splitLines(b).slice(at)].join('\n')).toBe(now);
        },
      ),
      { numRuns: 3000 },
    );
  });

  it('never leaves the text nor lets regions overlap, whatever a person typed', () => {
    fc.assert(
      fc.property(text, text, text, text, (b, o, t, typed) => {
        const three = { base: b, ours: o, theirs: t };
        const merge = mergeText(three);
        const readings = readRegions({ ...three, regions: merge.regions, result: typed });
        let at = 0;
        for (const { id } of merge.regions) {
          const { range } = readings[id]!;
          expect(range.start).toBeGreaterThanOrEqual(at);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          expect(range.end).toBeLessThanOrEqual(splitLines(typed).length);
          at = range.end;
        }
      }),
      { numRuns: 3000 },
    );
  });
});
