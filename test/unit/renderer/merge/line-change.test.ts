import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { applyLineEdits, lineEditOf } from '../../../../src/renderer/features/merge/model/line-change';

describe('an edit of characters as an edit of lines', () => {
  const before = ['one', 'two', 'three'];
  test.each([
    [
      'inside a line',
      { startLine: 2, startColumn: 2, endLine: 2, endColumn: 3, text: 'W' },
      { start: 1, end: 2, lines: ['tWo'] },
    ],
    [
      'a line end at a line’s end',
      { startLine: 2, startColumn: 4, endLine: 2, endColumn: 4, text: '\nnew' },
      { start: 2, end: 2, lines: ['new'] },
    ],
    [
      'a line before a line',
      { startLine: 2, startColumn: 1, endLine: 2, endColumn: 1, text: 'new\n' },
      { start: 1, end: 1, lines: ['new'] },
    ],
    [
      'a line removed',
      { startLine: 2, startColumn: 1, endLine: 3, endColumn: 1, text: '' },
      { start: 1, end: 2, lines: [] },
    ],
    [
      'two lines joined',
      { startLine: 1, startColumn: 4, endLine: 2, endColumn: 1, text: '' },
      { start: 0, end: 2, lines: ['onetwo'] },
    ],
  ])('%s', (_name, change, edit) => {
    expect(lineEditOf(before, change)).toEqual(edit);
  });

  test('applied, it gives the text that the characters give', () => {
    const text = fc.array(fc.constantFrom('', 'a', 'ab', 'aa'), { minLength: 1, maxLength: 6 });
    fc.assert(
      fc.property(text, text, fc.nat(), fc.nat(), fc.nat(), fc.nat(), (lines, inserted, l1, c1, l2, c2) => {
        const [start, end] = [l1 % lines.length, l2 % lines.length].sort((a, b) => a - b) as [number, number];
        const from = c1 % (lines[start]!.length + 1);
        const to = start === end ? Math.max(from, c2 % (lines[end]!.length + 1)) : c2 % (lines[end]!.length + 1);
        const change = {
          startLine: start + 1,
          startColumn: from + 1,
          endLine: end + 1,
          endColumn: to + 1,
          text: inserted.join('\n'),
        };
        const offset = (line: number, column: number): number =>
          lines.slice(0, line).reduce((sum, one) => sum + one.length + 1, 0) + column;
        const whole = lines.join('\n');
        const expected = whole.slice(0, offset(start, from)) + change.text + whole.slice(offset(end, to));
        expect(applyLineEdits(lines, [lineEditOf(lines, change)]).join('\n')).toBe(expected);
      }),
    );
  });
});
