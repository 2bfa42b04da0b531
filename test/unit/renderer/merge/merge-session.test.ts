import { describe, expect, test } from 'vitest';
import { drawSession, letters, openSession } from '../../../support/merge/draw-session';

const open = () => openSession(letters('abcde'), letters('aBcDe'), letters('aβcδe'));

describe('a session starts with every conflict open', () => {
  test('conflicts show the base, changes of one side are applied', () => {
    const { session } = openSession(letters('abcdefg'), letters('aBcdEfg'), letters('aβcdefG'));
    expect(drawSession(session)).toBe('a\n[b] unresolved\nc\nd\nE\nf\nG');
    expect(session.view.unresolved).toBe(1);
  });

  test('both sides say the same: nothing is asked', () => {
    const { session } = openSession(letters('abc'), letters('aXc'), letters('aXc'));
    expect(drawSession(session)).toBe('a\nX\nc');
  });
});

describe('choices', () => {
  test.each([
    ['ours', '[B] ours'],
    ['theirs', '[β] theirs'],
    ['ours-then-theirs', '[B β] ours-then-theirs'],
    ['theirs-then-ours', '[β B] theirs-then-ours'],
    ['base', '[b] base'],
  ] as const)('%s', (choice, row) => {
    const { session, document } = open();
    session.answer(new Map([[document.conflicts[0]!, choice]]));
    expect(drawSession(session)).toBe(`a\n${row}\nc\n[d] unresolved\ne`);
  });

  test('many at once are one undo step', () => {
    const { session, document } = open();
    session.answer(new Map(document.conflicts.map((index) => [index, 'theirs' as const])));
    expect(drawSession(session)).toBe('a\n[β] theirs\nc\n[δ] theirs\ne');
    session.undo();
    expect(drawSession(session)).toBe('a\n[b] unresolved\nc\n[d] unresolved\ne');
    session.redo();
    expect(drawSession(session)).toBe('a\n[β] theirs\nc\n[δ] theirs\ne');
  });

  test('keeping the base changes no letter, and is an undo step all the same', () => {
    const { session, document } = open();
    session.answer(new Map([[document.conflicts[0]!, 'base']]));
    expect(session.view.unresolved).toBe(1);
    session.undo();
    expect(session.view.unresolved).toBe(2);
    session.redo();
    expect(session.view.states).toEqual(['base', 'unresolved']);
  });

  test('changing one’s mind', () => {
    const { session, document } = open();
    session.answer(new Map([[document.conflicts[0]!, 'ours-then-theirs']]));
    session.answer(new Map([[document.conflicts[1]!, 'ours']]));
    session.answer(new Map([[document.conflicts[0]!, 'theirs']]));
    expect(drawSession(session)).toBe('a\n[β] theirs\nc\n[D] ours\ne');
  });

  test('a side that deleted the lines leaves nothing', () => {
    const { session, document } = openSession(letters('abc'), letters('ac'), letters('aβc'));
    session.answer(new Map([[document.conflicts[0]!, 'ours']]));
    expect(drawSession(session)).toBe('a\n[] ours\nc');
  });

  test('lines added by both at the same place', () => {
    const { session, document } = openSession(letters('ab'), letters('aXb'), letters('aYb'));
    expect(drawSession(session)).toBe('a\n[] unresolved\nb');
    session.answer(new Map([[document.conflicts[0]!, 'ours-then-theirs']]));
    expect(drawSession(session)).toBe('a\n[X Y] ours-then-theirs\nb');
    session.answer(new Map([[document.conflicts[0]!, 'base']]));
    expect(drawSession(session)).toBe('a\n[] base\nb');
  });

  test('at both ends of a file without a last newline', () => {
    const { session, document } = openSession('a\nb\nc', 'A\nb\nC', 'α\nb\nγ');
    session.answer(new Map(document.conflicts.map((index) => [index, 'theirs' as const])));
    expect(session.text).toBe('α\nb\nγ');
    session.answer(new Map([[document.conflicts[1]!, 'ours-then-theirs']]));
    expect(session.text).toBe('α\nb\nC\nγ');
  });
});

describe('a hand on the text', () => {
  const at = (line: number, from: number, to: number, text: string) => ({
    startLine: line,
    startColumn: from,
    endLine: line,
    endColumn: to,
    text,
  });

  test('inside a conflict answers it', () => {
    const { session, buffer } = open();
    buffer.type(at(2, 2, 2, '!'));
    expect(drawSession(session)).toBe('a\n[b!] edited\nc\n[d] unresolved\ne');
  });

  test('that types what a side has is that side', () => {
    const { session, buffer } = open();
    buffer.type(at(2, 1, 2, 'B'));
    expect(drawSession(session)).toBe('a\n[B] ours\nc\n[d] unresolved\ne');
  });

  test('that puts the base back by typing opens the question again', () => {
    const { session, buffer } = open();
    buffer.type(at(2, 2, 2, '!'));
    buffer.type(at(2, 2, 3, ''));
    expect(session.view.states).toEqual(['unresolved', 'unresolved']);
  });

  test('outside of conflicts answers nothing, and moves them', () => {
    const { session, buffer } = open();
    buffer.type(at(1, 1, 1, 'new\n'));
    expect(drawSession(session)).toBe('new\na\n[b] unresolved\nc\n[d] unresolved\ne');
  });

  test.each([
    ['above', at(1, 2, 2, '\nnew'), 'a\nnew\n[b] unresolved\nc\n[d] unresolved\ne'],
    ['below', at(3, 1, 1, 'new\n'), 'a\n[b] unresolved\nnew\nc\n[d] unresolved\ne'],
    ['below, from its end', at(2, 2, 2, '\nnew'), 'a\n[b] unresolved\nnew\nc\n[d] unresolved\ne'],
  ])('a line typed just %s an open conflict does not answer it', (_where, change, drawing) => {
    const { session, buffer } = open();
    buffer.type(change);
    expect(drawSession(session)).toBe(drawing);
  });

  test('over several conflicts answers them, and finds the others again', () => {
    const { session, buffer } = openSession(letters('abcdefg'), letters('aBcDeFg'), letters('aβcδeφg'));
    buffer.type({ startLine: 2, startColumn: 1, endLine: 4, endColumn: 2, text: 'X\nY' });
    expect(session.view.states[2]).toBe('unresolved');
    expect(session.view.states[0]).not.toBe('unresolved');
    expect(session.text).toBe('a\nX\nY\ne\nf\ng\n');
  });

  test('undo takes back typing and choices in their order', () => {
    const { session, buffer, document } = open();
    session.answer(new Map([[document.conflicts[0]!, 'ours']]));
    buffer.type(at(2, 2, 2, '!'));
    session.answer(new Map([[document.conflicts[1]!, 'base']]));
    expect(drawSession(session)).toBe('a\n[B!] edited\nc\n[d] base\ne');
    session.undo();
    expect(drawSession(session)).toBe('a\n[B!] edited\nc\n[d] unresolved\ne');
    session.undo();
    expect(drawSession(session)).toBe('a\n[B] ours\nc\n[d] unresolved\ne');
    session.undo();
    expect(drawSession(session)).toBe('a\n[b] unresolved\nc\n[d] unresolved\ne');
  });

  test('text that stands can be declared right', () => {
    const { session, document } = open();
    session.keepText(document.conflicts[1]!);
    expect(session.view.states).toEqual(['unresolved', 'base']);
    session.write(document.conflicts[0]!, ['x', 'y']);
    expect(drawSession(session)).toBe('a\n[x y] edited\nc\n[d] base\ne');
    session.undo();
    session.undo();
    expect(session.view.unresolved).toBe(2);
  });
});

describe('lines that are being typed', () => {
  const typing = () => {
    const opened = open();
    const [first, second] = [opened.document.conflicts[0]!, opened.document.conflicts[1]!];
    return { ...opened, first, second };
  };
  const untouched = 'a\n[b] unresolved\nc\n[d] unresolved\ne';

  test('are one undo step with the lines that are written at the end', () => {
    const { session, first } = typing();
    session.type(first, ['x']);
    session.type(first, ['x', 'y']);
    session.write(first, ['x', 'y', 'z']);
    expect(drawSession(session)).toBe('a\n[x y z] edited\nc\n[d] unresolved\ne');
    session.undo();
    expect(drawSession(session)).toBe(untouched);
    session.redo();
    expect(drawSession(session)).toBe('a\n[x y z] edited\nc\n[d] unresolved\ne');
  });

  test('are taken back as a whole, down to the answer before', () => {
    const { session, first } = typing();
    session.answer(new Map([[first, 'ours']]));
    session.type(first, ['x']);
    session.type(first, []);
    session.takeBackTyped(first);
    expect(drawSession(session)).toBe('a\n[B] ours\nc\n[d] unresolved\ne');
    session.takeBackTyped(first);
    expect(drawSession(session)).toBe('a\n[B] ours\nc\n[d] unresolved\ne');
  });

  test('tell the listeners once per change', () => {
    const { session, first } = typing();
    let told = 0;
    session.subscribe(() => (told += 1));
    session.type(first, ['x']);
    session.type(first, ['y']);
    expect(told).toBe(2);
  });

  test('do not take back what was done since, nor a text that was written', () => {
    const { session, first, second } = typing();
    session.type(first, ['x']);
    session.answer(new Map([[second, 'theirs']]));
    session.takeBackTyped(first);
    expect(drawSession(session)).toBe('a\n[x] edited\nc\n[δ] theirs\ne');
    session.write(first, ['y']);
    session.takeBackTyped(first);
    expect(drawSession(session)).toBe('a\n[y] edited\nc\n[δ] theirs\ne');
  });
});
