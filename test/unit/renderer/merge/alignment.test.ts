import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { alignPanes, regionsWithin } from '../../../../src/renderer/features/merge/model/alignment';
import type { Pane } from '../../../../src/renderer/features/merge/model/alignment';
import { bandPath, connectorsOf } from '../../../../src/renderer/features/merge/model/connectors';
import { paneMarks } from '../../../../src/renderer/features/merge/model/pane-marks';
import { letters, openSession } from '../../../support/merge/draw-session';
import type { OpenedSession } from '../../../support/merge/draw-session';

/** The panes as columns of one grid, empty rows as dots. */
function draw({ session, document }: OpenedSession): string {
  const { view } = session;
  const { spacers, totalRows } = alignPanes(document, view.places, view.lines.length);
  const texts: Record<Pane, readonly string[]> = { ...document, result: view.lines };
  const columns = (['base', 'ours', 'result', 'theirs'] as const).map((pane) => {
    const column: string[] = [];
    const space = (line: number): void => {
      const spacer = spacers[pane].find(({ afterLine }) => afterLine === line);
      for (let row = 0; row < (spacer?.rows ?? 0); row++) column.push('.');
    };
    space(0);
    texts[pane].forEach((text, index) => {
      column.push(text === '' ? '_' : text);
      space(index + 1);
    });
    expect(column).toHaveLength(totalRows);
    return column;
  });
  return Array.from({ length: totalRows }, (_, row) => columns.map((column) => column[row]).join(' ')).join('\n');
}

describe('alignment', () => {
  test('pads every region to its tallest pane', () => {
    const opened = openSession(letters('abc'), letters('aXYc'), letters('aβγδc'));
    expect(draw(opened)).toBe('a a a a\nb X b β\n. Y . γ\n. . . δ\nc c c c\n_ _ _ _');
    opened.session.answer(new Map([[opened.document.conflicts[0]!, 'ours-then-theirs']]));
    expect(draw(opened)).toBe('a a a a\nb X X β\n. Y Y γ\n. . β δ\n. . γ .\n. . δ .\nc c c c\n_ _ _ _');
  });

  test('lines added at the start, and lines typed between conflicts', () => {
    const opened = openSession(letters('ab'), letters('XYab'), letters('ab'));
    expect(draw(opened)).toBe('. X X .\n. Y Y .\na a a a\nb b b b\n_ _ _ _');
    opened.buffer.type({ startLine: 4, startColumn: 1, endLine: 4, endColumn: 1, text: 'new\n' });
    expect(draw(opened)).toBe('. X X .\n. Y Y .\na a a a\nb b new b\n_ _ b _\n. . _ .');
  });

  test('all panes are equally tall, whatever is merged', () => {
    const text = fc.stringMatching(/^[abc]{0,8}$/);
    fc.assert(
      fc.property(
        text,
        text,
        text,
        (base, ours, theirs) => void draw(openSession(letters(base), letters(ours), letters(theirs))),
      ),
    );
  });

  test('finds the regions that can be seen', () => {
    const rows = [0, 10, 20, 30].map((top) => ({ top, height: 4 }));
    expect(regionsWithin(rows, 12, 21)).toEqual({ start: 1, end: 3 });
    expect(regionsWithin(rows, 15, 16)).toEqual({ start: 2, end: 2 });
    expect(regionsWithin([], 0, 100)).toEqual({ start: 0, end: 0 });
  });
});

describe('bands between the panes', () => {
  const opened = openSession(letters('abcde'), letters('aXYcde'), letters('aβcdE'));
  const { session, document } = opened;
  const alignment = alignPanes(document, session.view.places, session.view.lines.length);
  const frame = { alignment, scrollTopPx: 0, heightPx: 400, rowPx: 20, paddingPx: 4 };
  const sight = {
    places: session.view.places,
    stateOf: (index: number) => (index === document.conflicts[0] ? ('unresolved' as const) : null),
  };

  test('join a side’s lines with the result’s', () => {
    expect(connectorsOf(document, sight, 'ours', frame)).toEqual([
      { index: 0, topPx: 24, sideBottomPx: 64, resultBottomPx: 44, isConflict: true, isTaken: false },
    ]);
    expect(connectorsOf(document, sight, 'theirs', frame)).toEqual([
      { index: 0, topPx: 24, sideBottomPx: 44, resultBottomPx: 44, isConflict: true, isTaken: false },
      { index: 1, topPx: 104, sideBottomPx: 124, resultBottomPx: 124, isConflict: false, isTaken: true },
    ]);
  });

  test('mirror each other', () => {
    const [band] = connectorsOf(document, sight, 'ours', frame);
    expect(bandPath(band!, 'ours', 30)).toBe('M0 24H30V44C15 44 15 64 0 64Z');
    expect(bandPath(band!, 'theirs', 30)).toBe('M0 24H30V64C15 64 15 44 0 44Z');
  });
});

test('both sides in a row are marked as what they are', () => {
  const { session, document } = openSession(letters('abc'), letters('aXYc'), letters('aβc'));
  session.answer(new Map([[document.conflicts[0]!, 'theirs-then-ours']]));
  const marks = paneMarks(document, session.view, 'result');
  expect(marks.map(({ tone, range }) => [tone, range.start, range.end])).toEqual([
    ['theirs', 1, 2],
    ['ours', 2, 4],
  ]);
});
