import { expect, test } from 'vitest';
import fc from 'fast-check';
import { applyLineEdits } from '../../../../src/renderer/features/merge/model/line-change';
import { charactersOf } from '../../../../src/renderer/features/merge/view/monaco-buffer';

const lines = fc.array(fc.constantFrom('', 'a', 'bb'), { minLength: 1, maxLength: 6 });

test('an edit of lines, as characters, gives the same text', () => {
  fc.assert(
    fc.property(lines, lines, fc.nat(), fc.nat(), (before, inserted, from, to) => {
      const [start, end] = [from % (before.length + 1), to % (before.length + 1)].sort((a, b) => a - b) as [
        number,
        number,
      ];
      const edit = { start, end, lines: inserted };
      const { range, text } = charactersOf(edit, {
        lineCount: before.length,
        lengthOf: (line) => before[line - 1]!.length,
      });
      const offset = (line: number, column: number): number =>
        before.slice(0, line - 1).reduce((sum, one) => sum + one.length + 1, 0) + column - 1;
      const whole = before.join('\n');
      const after =
        whole.slice(0, offset(range.startLineNumber, range.startColumn)) +
        text +
        whole.slice(offset(range.endLineNumber, range.endColumn));
      expect(after).toBe(applyLineEdits(before, [edit]).join('\n'));
    }),
  );
});
