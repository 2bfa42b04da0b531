import { describe, expect, test } from 'vitest';
import { Failure } from '../../../../src/contract/failure';
import { describeFailure } from '../../../../src/core/failure/describe-failure';

const evil = 'a\u202eb\x1b[31m\nc';

/** One failure of each code, with facts that try to spoil the text. */
const samples: readonly Failure[] = Failure.options.map((option) => {
  const facts: Record<string, unknown> = {};
  for (const [key, field] of Object.entries(option.shape)) {
    if (key === 'code') facts[key] = field.def.type === 'literal' ? (field.def as { values: string[] }).values[0] : '';
    else if (key === 'paths') facts[key] = [evil, 'b', 'c', 'd', 'e'];
    else if (key === 'holder') facts[key] = { app: evil, pid: 7, host: evil, sinceMs: 65_000, doing: evil };
    else if (/Ms$|Bytes$|^line$|^exitCode$/.test(key)) facts[key] = 1234;
    else if (key === 'ownerAlive') facts[key] = false;
    else if (key === 'kind') facts[key] = 'rebase';
    else if (key === 'problems') facts[key] = [{ path: evil, line: 3, sentence: `${evil}.` }];
    else if (key === 'more') facts[key] = 2;
    else if (key === 'why') facts[key] = 'memory';
    else facts[key] = evil;
  }
  return Failure.parse(facts);
});

describe('describeFailure', () => {
  test('knows every code of the contract', () => {
    expect(new Set(samples.map((sample) => sample.code)).size).toBe(Failure.options.length);
  });

  test.each(samples.map((sample) => [sample.code, sample] as const))('%s: whole, safe and short', (_code, sample) => {
    const { title, sentence, actions } = describeFailure(sample);
    expect(title).toMatch(/^[A-Z].*[^.]$/);
    expect(sentence).toMatch(/^(?:[A-Z“]).*\.$/s);
    expect(title + sentence).not.toMatch(/[\u0000-\u001f\u202e]|undefined|\[object|NaN|\.\.$/);
    expect(sentence.length).toBeLessThan(420);
    expect(actions.length).toBeLessThanOrEqual(2);
    expect(new Set(actions.map((action) => action.label)).size).toBe(actions.length);
  });

  test('says who holds a lock, and for how long', () => {
    const holder = { app: 'Selvedge', pid: 4711, host: null, sinceMs: 125_000, doing: 'Restore 3 files' };
    expect(describeFailure({ code: 'locked-by-other', holder }).sentence).toContain(
      '“Selvedge” (process 4711, for 2 minutes, doing “Restore 3 files”) is changing this repository.',
    );
    expect(describeFailure({ code: 'locked-by-other', holder: null }).sentence).toMatch(/^Another program is/);
  });

  test('says of what is not there only what is true', () => {
    const nothing = describeFailure({ code: 'not-undoable', operationId: '', reason: 'There is nothing to redo.' });
    expect(nothing.sentence).toBe('There is nothing to redo.');
    expect(describeFailure({ code: 'operation-missing', operationId: 'o-1' }).title).toBe('The operation is not there');
    expect(describeFailure({ code: 'backup-missing', id: 'before the storm' }).sentence).not.toContain('retention');
    expect(describeFailure({ code: 'backup-missing', id: 'b-1-0a' }).sentence).toContain('retention');
  });

  test('a lock that is not put aside says why, and nothing else', () => {
    const young = { code: 'index-locked', path: '/r/.git/index.lock', ageMs: 1000, ownerAlive: false } as const;
    const keptBecause = 'It is younger than 10 seconds.';
    expect(describeFailure({ ...young, keptBecause }).sentence).toBe(`“/r/.git/index.lock”: ${keptBecause}`);
  });

  test('a live, a dead and an unknown owner of index.lock get different advice', () => {
    const advice = [true, false, null].map(
      (ownerAlive) =>
        describeFailure({ code: 'index-locked', path: '/r/.git/index.lock', ageMs: 500, ownerAlive }).sentence,
    );
    expect(new Set(advice).size).toBe(3);
    expect(advice[0]).not.toContain('delete');
  });
});
