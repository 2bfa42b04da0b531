import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ConflictAnswer, ConflictValue } from '../../../../../src/contract/merge-values';
import { findAlike } from '../../../../../src/core/merge/decisions/alike';
import { memoryKey, recallAnswer, rememberDecision } from '../../../../../src/core/merge/decisions/memory';

const conflict = (over: Partial<ConflictValue> = {}): ConflictValue => ({
  id: `${over.resource ?? 'VPC default/web'} · ${(over.path ?? ['spec', 'vlan']).join('.')}`,
  level: 'structure',
  reason: 'both-changed',
  tier: 'ask',
  resource: 'VPC default/web',
  path: ['spec', 'vlan'],
  base: '10',
  ours: '11',
  theirs: '12',
  why: '',
  alternatives: [],
  ...over,
});

const remembered = (one: ConflictValue, choice: ConflictAnswer) =>
  rememberDecision(one, choice, { id: 'x', file: 'web.yaml', at: '2026-01-05T08:00:00.000Z', before: null });
const swapped = (one: ConflictValue): ConflictValue => ({ ...one, ours: one.theirs, theirs: one.ours });

const value = fc.option(fc.string({ maxLength: 4 }), { nil: null });
const answer: fc.Arbitrary<ConflictAnswer> = fc.oneof(
  fc.constantFrom('base' as const, 'ours' as const, 'theirs' as const, 'both' as const),
  fc.record({ value: fc.string({ maxLength: 4 }) }),
);

describe('what is remembered', () => {
  test('comes back as the same value, whichever branch is merged into which', () => {
    fc.assert(
      fc.property(value, value, value, answer, (base, ours, theirs, choice) => {
        fc.pre((ours ?? '\0').trimEnd() !== (theirs ?? '\0').trimEnd());
        const one = conflict({ base, ours, theirs });
        const mirror = choice === 'ours' ? 'theirs' : choice === 'theirs' ? 'ours' : choice;
        expect(recallAnswer(one, remembered(one, choice))).toEqual(choice);
        expect(recallAnswer(swapped(one), remembered(one, choice))).toEqual(mirror);
      }),
    );
  });

  test('nothing comes back for another resource, path or value', () => {
    const decision = remembered(conflict(), 'ours');
    for (const other of [
      { resource: 'VPC default/db' },
      { path: ['spec', 'mtu'] },
      { base: '9' },
      { theirs: '13' },
      { theirs: null },
    ])
      expect(recallAnswer(conflict(other), decision)).toBeNull();
    expect(memoryKey(conflict({ ours: '11\n' }))).toBe(memoryKey(conflict()));
    // Nothing and an empty value are two things.
    expect(memoryKey(conflict({ ours: '' }))).not.toBe(memoryKey(conflict({ ours: null })));
  });

  test('the same decision counts, another one starts anew', () => {
    const about = { id: 'x', file: 'f', at: 't' };
    const first = rememberDecision(conflict(), 'ours', { ...about, before: null });
    const again = rememberDecision(swapped(conflict()), 'theirs', { ...about, before: first });
    expect(again.times).toBe(2);
    expect(rememberDecision(conflict(), 'theirs', { ...about, before: again }).times).toBe(1);
  });
});

describe('alike', () => {
  const placed = (path: string, one: ConflictValue) => ({ path, conflict: one });
  const item = (name: string, over: Partial<ConflictValue> = {}) =>
    conflict({ resource: `Switch default/${name}`, path: ['spec', 'links', `[port=${name}]`, 'speed'], ...over });

  test('the same kind, path and shape, whichever list item or file', () => {
    const chosen = placed('a.yaml', item('one'));
    const others = [
      chosen,
      placed('b.yaml', item('two', { theirs: '99' })),
      placed('c.yaml', item('three', { theirs: null })),
      placed('c.yaml', item('four', { reason: 'both-added' })),
      placed('c.yaml', conflict()),
    ];
    expect(findAlike(chosen, 'theirs', others).map(({ path, after }) => [path, after])).toEqual([['b.yaml', '99']]);
  });

  test('a value by hand fits the same three values only; “both” only where it is offered', () => {
    const chosen = placed('a.yaml', item('one'));
    const same = placed('b.yaml', item('two'));
    const other = placed('c.yaml', item('three', { theirs: '99' }));
    expect(findAlike(chosen, { value: '7' }, [same, other])).toMatchObject([{ path: 'b.yaml', after: '7' }]);
    expect(findAlike(chosen, 'both', [same])).toEqual([]);
    const offered = placed('b.yaml', item('two', { alternatives: [{ choice: 'both', label: '', why: '' }] }));
    expect(findAlike(chosen, 'both', [offered])).toMatchObject([{ path: 'b.yaml', after: null }]);
  });
});
