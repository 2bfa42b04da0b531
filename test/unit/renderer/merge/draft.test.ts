import { describe, expect, test } from 'vitest';
import { choicesOf, startFromDraft, startFromWorktree } from '../../../../src/renderer/features/merge/model/draft';
import { drawSession, letters, openSession } from '../../../support/merge/draw-session';

const sides = [letters('abcde'), letters('aBcDe'), letters('aβcδe')] as const;

describe('a draft', () => {
  test('brings back text and answers, and leaves open what was open', () => {
    const first = openSession(...sides);
    first.session.answer(new Map([[first.document.conflicts[0]!, 'base']]));
    const draft = {
      text: first.session.text,
      choices: choicesOf(first.document, first.session.view.places, first.session.view.lines),
      savedAt: '2024-05-01T10:00:00Z',
    };
    expect(Object.values(draft.choices)).toEqual(['base']);
    const second = openSession(...sides, (document) => startFromDraft(document, draft));
    expect(drawSession(second.session)).toBe('a\n[b] base\nc\n[d] unresolved\ne');
  });

  test('a line typed beside an open conflict does not close it on reopening', () => {
    const first = openSession(...sides);
    first.buffer.type({ startLine: 2, startColumn: 2, endLine: 2, endColumn: 2, text: '\nnew' });
    const { session, document } = first;
    const draft = {
      text: session.text,
      choices: choicesOf(document, session.view.places, session.view.lines),
      savedAt: '2024-05-01T10:00:00Z',
    };
    const second = openSession(...sides, (again) => startFromDraft(again, draft));
    expect(second.session.view.unresolved).toBe(2);
    expect(second.session.text).toBe(session.text);
  });
});

describe('what lies in the working tree', () => {
  const start = (worktree: string) =>
    openSession(...sides, (document) => startFromWorktree(document, worktree)).session;
  const markers = (ours: string, theirs: string, base?: string): string =>
    `<<<<<<< main\n${letters(ours)}${base === undefined ? '' : `||||||| base\n${letters(base)}`}=======\n${letters(theirs)}>>>>>>> feature\n`;

  test('git’s own markers: all open', () => {
    const session = start(`a\n${markers('B', 'β')}c\n${markers('D', 'δ')}e\n`);
    expect(drawSession(session)).toBe('a\n[b] unresolved\nc\n[d] unresolved\ne');
  });

  test('diff3 markers: all open', () => {
    const session = start(`a\n${markers('B', 'β', 'b')}c\n${markers('D', 'δ', 'd')}e\n`);
    expect(drawSession(session)).toBe('a\n[b] unresolved\nc\n[d] unresolved\ne');
  });

  test('half resolved elsewhere: what was done stays done', () => {
    const session = start(`a\nmine\nc\n${markers('D', 'δ')}e\nmore\n`);
    expect(drawSession(session)).toBe('a\n[mine] edited\nc\n[d] unresolved\ne\nmore');
  });

  test('a side taken elsewhere is that side', () => {
    expect(drawSession(start(`a\nβ\nc\n${markers('D', 'δ')}e\n`))).toBe('a\n[β] theirs\nc\n[d] unresolved\ne');
  });

  test('without markers the base’s lines still ask', () => {
    expect(drawSession(start(letters('abcDe')))).toBe('a\n[b] unresolved\nc\n[D] ours\ne');
  });

  test('neighbouring conflicts that git shows as one', () => {
    const session = start(`a\n<<<<<<< main\nB\nc\nD\n=======\nβ\nc\nδ\n>>>>>>> feature\ne\n`);
    expect(drawSession(session)).toBe('a\n[b] unresolved\nc\n[d] unresolved\ne');
  });
});
