import { describe, expect, test } from 'vitest';
import fc from 'fast-check';
import { choicesOf, startFromDraft } from '../../../../src/renderer/features/merge/model/draft';
import { linesUnder } from '../../../../src/core/merge/text/choices';
import type { SideChoice } from '../../../../src/renderer/features/merge/model/region-content';
import { letters, openSession } from '../../../support/merge/draw-session';
import type { OpenedSession } from '../../../support/merge/draw-session';

const alphabet = fc.stringMatching(/^[abcd]{0,8}$/);
const choice = fc.constantFrom<SideChoice>('base', 'ours', 'theirs', 'ours-then-theirs', 'theirs-then-ours');

type Act =
  | { readonly kind: 'answer'; readonly at: number; readonly choice: SideChoice }
  | { readonly kind: 'all'; readonly choice: SideChoice }
  | { readonly kind: 'keep'; readonly at: number }
  | { readonly kind: 'type'; readonly line: number; readonly end: number; readonly text: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({ kind: fc.constant('answer' as const), at: fc.nat(9), choice }),
  fc.record({ kind: fc.constant('all' as const), choice }),
  fc.record({ kind: fc.constant('keep' as const), at: fc.nat(9) }),
  fc.record({
    kind: fc.constant('type' as const),
    line: fc.nat(20),
    end: fc.nat(3),
    text: fc.constantFrom('', 'x', '\n', 'a\n', '\nb', 'x\ny\n'),
  }),
  fc.record({ kind: fc.constant('undo' as const) }),
  fc.record({ kind: fc.constant('redo' as const) }),
);

function perform({ session, buffer, document }: OpenedSession, one: Act): void {
  const conflict = (at: number): number | undefined => document.conflicts[at % Math.max(1, document.conflicts.length)];
  switch (one.kind) {
    case 'answer': {
      const index = conflict(one.at);
      if (index !== undefined) session.answer(new Map([[index, one.choice]]));
      return;
    }
    case 'all':
      session.answer(new Map(document.conflicts.map((index) => [index, one.choice])));
      return;
    case 'keep': {
      const index = conflict(one.at);
      if (index !== undefined) session.keepText(index);
      return;
    }
    case 'type': {
      const count = buffer.lines().length;
      const startLine = (one.line % count) + 1;
      const endLine = Math.min(count, startLine + one.end);
      const column = one.end === 0 ? 1 : (buffer.lines()[endLine - 1] ?? '').length + 1;
      buffer.type({ startLine, startColumn: 1, endLine, endColumn: column, text: one.text });
      return;
    }
    case 'undo':
      session.undo();
      return;
    case 'redo':
      session.redo();
  }
}

const snapshot = ({ session }: OpenedSession): string =>
  JSON.stringify({ text: session.text, states: session.view.states, places: session.view.places });

function expectOrdered({ session, document }: OpenedSession): void {
  let before = 0;
  for (const { range } of session.view.places) {
    expect(range.start).toBeGreaterThanOrEqual(before);
    expect(range.end).toBeGreaterThanOrEqual(range.start);
    before = range.end;
  }
  expect(before).toBeLessThanOrEqual(session.view.lines.length);
  expect(session.view.unresolved).toBe(session.view.states.filter((state) => state === 'unresolved').length);
  expect(session.view.states).toHaveLength(document.conflicts.length);
}

describe('whatever is done, in whatever order', () => {
  test('places stay in order and inside of the text, and states say what stands there', () => {
    fc.assert(
      fc.property(alphabet, alphabet, alphabet, fc.array(act, { maxLength: 12 }), (base, ours, theirs, acts) => {
        const opened = openSession(letters(base), letters(ours), letters(theirs));
        for (const one of acts) {
          perform(opened, one);
          expectOrdered(opened);
        }
        const { session, document } = opened;
        document.conflicts.forEach((index, number) => {
          const state = session.view.states[number]!;
          if (state === 'unresolved' || state === 'edited') return;
          const { start, end } = session.view.places[index]!.range;
          expect(session.view.lines.slice(start, end)).toEqual(linesUnder(document, document.regions[index]!, state));
        });
      }),
      { numRuns: 600 },
    );
  });

  test('undoing everything is the start, redoing everything is the end', () => {
    fc.assert(
      fc.property(alphabet, alphabet, alphabet, fc.array(act, { maxLength: 12 }), (base, ours, theirs, acts) => {
        const opened = openSession(letters(base), letters(ours), letters(theirs));
        const start = snapshot(opened);
        for (const one of acts) perform(opened, one);
        for (const _ of acts) opened.session.redo();
        const end = snapshot(opened);
        for (const _ of acts) opened.session.undo();
        expect(snapshot(opened)).toBe(start);
        for (const _ of acts) opened.session.redo();
        expect(snapshot(opened)).toBe(end);
      }),
      { numRuns: 600 },
    );
  });

  test('a draft brings back the text, and exactly the open questions', () => {
    fc.assert(
      fc.property(alphabet, alphabet, alphabet, fc.array(act, { maxLength: 8 }), (base, ours, theirs, acts) => {
        const opened = openSession(letters(base), letters(ours), letters(theirs));
        for (const one of acts) perform(opened, one);
        const { session, document } = opened;
        const draft = {
          text: session.text,
          choices: choicesOf(document, session.view.places, session.view.lines),
          savedAt: '2024-05-01T10:00:00Z',
        };
        const again = openSession(letters(base), letters(ours), letters(theirs), (fresh) =>
          startFromDraft(fresh, draft),
        );
        expectOrdered(again);
        expect(again.session.text).toBe(session.text);
        const isOpen = (states: readonly string[]) => states.map((state) => state === 'unresolved');
        expect(isOpen(again.session.view.states)).toEqual(isOpen(session.view.states));
      }),
      { numRuns: 600 },
    );
  });
});
