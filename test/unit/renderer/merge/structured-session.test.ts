import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { StructuredMerge } from '../../../../src/contract/structure';
import { mergeFile } from '../../../../src/core/merge/merge-file';
import type { ConflictChoice } from '../../../../src/core/merge/model';
import { answerMergeQuestion } from '../../../../src/engine/merge/structure/answer-merge-question';
import { insertQuestion } from '../../../../src/renderer/features/merge/model/insert-question';
import {
  answersOf,
  choicesOf,
  startFromDraft,
  structuredDraftOf,
  untouchedStart,
} from '../../../../src/renderer/features/merge/model/draft';
import { openStructuredDocument } from '../../../../src/renderer/features/merge/model/structure';
import { linesWithValue } from '../../../../src/renderer/features/merge/model/structured-facts';
import { MergeSession } from '../../../../src/renderer/features/merge/session/merge-session';
import { PlainBuffer } from '../../../support/merge/plain-buffer';

const vpc = (name: string, vlan: string, subnet: string): string =>
  `---\napiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: ${name}\nspec:\n  subnets:\n    default:\n      subnet: ${subnet}\n      vlan: ${vlan}\n      gateway: x\n`;
const sample = {
  path: 'vpcs.yaml',
  base: vpc('a', '1001', '10.0.1.0/24') + vpc('b', '2001', '10.1.1.0/24'),
  ours: vpc('a', '1002', '10.0.2.0/24') + vpc('b', '2002', '10.1.1.0/24'),
  theirs: vpc('a', '1003', '10.0.3.0/24') + vpc('b', '2003', '10.1.1.0/24'),
};

const planned = answerMergeQuestion('plan', { ...sample, policyText: null, answers: {} }) as Extract<
  StructuredMerge,
  { kind: 'structure' }
>;
const document = openStructuredDocument(planned, {});

function openSession(): { session: MergeSession; buffer: PlainBuffer } {
  const { lines, places } = untouchedStart(document);
  const buffer = new PlainBuffer(lines);
  return { session: new MergeSession(document, buffer, places), buffer };
}

type Act =
  | { readonly kind: 'answer'; readonly at: number; readonly choice: 'base' | 'ours' | 'theirs' }
  | { readonly kind: 'type'; readonly line: number; readonly text: string }
  | { readonly kind: 'undo' }
  | { readonly kind: 'redo' };

const act: fc.Arbitrary<Act> = fc.oneof(
  fc.record({
    kind: fc.constant('answer' as const),
    at: fc.nat(2),
    choice: fc.constantFrom('base' as const, 'ours' as const, 'theirs' as const),
  }),
  fc.record({ kind: fc.constant('type' as const), line: fc.nat(21), text: fc.constantFrom('x', 'y: 1\n', ' ') }),
  fc.record({ kind: fc.constant('undo' as const) }),
  fc.record({ kind: fc.constant('redo' as const) }),
);

function perform({ session, buffer }: ReturnType<typeof openSession>, one: Act): void {
  switch (one.kind) {
    case 'answer':
      return session.answer(new Map([[one.at, one.choice]]));
    case 'type':
      return buffer.type({
        startLine: one.line + 1,
        startColumn: 1,
        endLine: one.line + 1,
        endColumn: 1,
        text: one.text,
      });
    case 'undo':
      return session.undo();
    case 'redo':
      return session.redo();
  }
}

describe('a session over questions of structure', () => {
  test('three values, two of them on neighbouring lines', () => {
    expect(document.regions.map(({ id, base }) => [id, base.end - base.start])).toEqual([
      ['VPC default/a · spec.subnets.default.subnet · both-changed', 1],
      ['VPC default/a · spec.subnets.default.vlan · both-changed', 1],
      ['VPC default/b · spec.subnets.default.vlan · both-changed', 1],
    ]);
  });

  test('what is answered is what the merge gives for the same answers', () => {
    const { session } = openSession();
    session.answer(new Map([[0, 'theirs']]));
    session.answer(new Map([[1, 'ours']]));
    const { places, lines } = session.view;
    const choices = answersOf(document, places, lines) as Record<string, ConflictChoice>;
    expect(Object.values(choices)).toEqual(['theirs', 'ours']);
    expect(mergeFile({ ...sample, gitResult: { clean: false, text: '' }, choices }).text).toBe(session.text);
  });

  test('for any work: places stay in order and inside, undo leads back, a draft brings the same questions', () => {
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        const opened = openSession();
        const { session, buffer } = opened;
        for (const one of acts) perform(opened, one);
        const { places, lines, states } = session.view;
        let at = 0;
        for (const { range } of places) {
          expect(range.start).toBeGreaterThanOrEqual(at);
          expect(range.end).toBeGreaterThanOrEqual(range.start);
          at = range.end;
        }
        expect(at).toBeLessThanOrEqual(lines.length);
        const draft = {
          text: session.text,
          choices: choicesOf(document, places, lines),
          structure: structuredDraftOf(document, places, lines),
          savedAt: '',
        };
        const again = startFromDraft(document, draft);
        expect(again.lines.join('\n')).toBe(session.text);
        const open = again.places.map(({ answered }) => (answered ? 'answered' : 'unresolved'));
        expect(open).toEqual(states.map((state) => (state === 'unresolved' ? 'unresolved' : 'answered')));
        for (let guard = 0; guard < 40 && session.canUndo; guard++) session.undo();
        expect(buffer.lines().join('\n')).toBe(document.untouched.text);
        expect(session.view.unresolved).toBe(3);
      }),
      { numRuns: 150 },
    );
  });

  test('other questions come and go with undo', () => {
    const { session } = openSession();
    const next = openStructuredDocument({ ...planned, questions: planned.questions.slice(0, 1) }, { x: 'both' });
    const start = untouchedStart(next);
    session.ask(next, start.lines, start.places);
    expect(session.document).toBe(next);
    expect(session.view.states).toEqual(['unresolved']);
    session.undo();
    expect(session.document).toBe(document);
    session.redo();
    expect(session.document).toBe(next);
  });
});

describe('a settled place that becomes a question', () => {
  const conflict = { ...planned.questions[0]!.conflicts[0]!, id: 'again' };
  const lines = { base: ['      gateway: b'], ours: ['      gateway: o', '      more: 1'], theirs: [] };

  test('has its lines in all three texts, and moves what is behind it', () => {
    const { session } = openSession();
    const at = session.view.lines.indexOf('      gateway: x');
    const made = insertQuestion(session.view, { conflict, range: { start: at, end: at + 1 }, lines })!;
    expect(made.number).toBe(2);
    expect(made.document.ours.slice(at, at + 2)).toEqual(lines.ours);
    session.ask(made.document, session.view.lines, made.places);
    expect(session.view.states).toEqual(Array(4).fill('unresolved'));
    session.answer(new Map([[2, 'ours']]));
    session.answer(new Map([[3, 'theirs']]));
    expect(session.text).toBe(
      sample.base.replace('      gateway: x', lines.ours.join('\n')).replace('vlan: 2001', 'vlan: 2003'),
    );
  });

  test('is refused where another question stands, or where the lines were edited', () => {
    const { session, buffer } = openSession();
    const vlan = session.view.places[1]!.range;
    expect(insertQuestion(session.view, { conflict, range: vlan, lines })).toBeNull();
    const at = session.view.lines.indexOf('      gateway: x');
    buffer.type({ startLine: at + 1, startColumn: 1, endLine: at + 1, endColumn: 1, text: ' ' });
    expect(insertQuestion(session.view, { conflict, range: { start: at, end: at + 1 }, lines })).toBeNull();
  });
});

describe('a value in its line', () => {
  test.each([
    [['  vlan: 1001 # why'], '1001', '7', ['  vlan: 7 # why']],
    [['- 1001'], '1001', '7', ['- 7']],
    [['1001'], '1001', '7', null],
    [['  - 1001'], '1001', '7', ['  - 7']],
    [['  a: 1', '  b: 2'], '1', '7', null],
    [['  vlan: 1001'], '1001', 'a\nb', null],
    [['  vlan: 1001'], null, '7', null],
  ])('%j', (lines, written, value, expected) => {
    expect(linesWithValue(lines, written, value)).toEqual(expected);
  });
});
