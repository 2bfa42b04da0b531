import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ProjectPath } from '../../../../src/contract/basics';
import type { TimelineEntry } from '../../../../src/contract/history';
import { foldEntries } from '../../../../src/core/timeline/fold-entries';
import { textFilter } from '../../../../src/core/timeline/matches-text';

let minute = 0;
const common = (id: string) => ({
  id,
  at: new Date(Date.UTC(2026, 0, 5, 8, (minute += 1))).toISOString(),
  title: `title of ${id}`,
  paths: [`${id}.yaml` as ProjectPath],
  pathCount: 1,
});
const commit = (id: string, volatileOnly: boolean | null): TimelineEntry => ({
  kind: 'commit',
  ...common(id),
  source: { kind: 'commit', commit: id },
  commit: id,
  parents: [],
  author: { name: 'Mira Osei', email: 'mira@example.org' },
  body: 'Because of Reasons',
  refs: ['main'],
  volatileOnly,
});
const backup = (id: string): TimelineEntry => ({
  kind: 'backup',
  ...common(id),
  source: { kind: 'backup', backupId: id },
  backupId: id,
  why: 'Before: discard',
  pinned: false,
});

/** `v`: only timestamps, `c`: a change, `?`: not judged, `b`: a backup. */
const draw = (picture: string): TimelineEntry[] =>
  [...picture].map((letter, index) =>
    letter === 'b' ? backup(`b${index}`) : commit(`${letter}${index}`, letter === '?' ? null : letter === 'v'),
  );
const picture = (entries: readonly TimelineEntry[]): string =>
  entries.map((entry) => (entry.kind === 'fold' ? `[${entry.count}]` : (entry.id[0] ?? ''))).join('');

describe('foldEntries', () => {
  test.each([
    ['', ''],
    ['c', 'c'],
    ['v', 'v'],
    ['vv', '[2]'],
    ['cvvvc', 'c[3]c'],
    ['vvbvv', '[2]b[2]'],
    ['vcv', 'vcv'],
    ['v?v', 'v?v'],
    ['vvvvc?vv', '[4]c?[2]'],
  ])('%s → %s', (before, after) => {
    expect(picture(foldEntries(draw(before)))).toBe(after);
  });

  test('a fold says what is in it', () => {
    const run = draw('vvv');
    expect(foldEntries(run)[0]).toMatchObject({
      title: '3 timestamp-only commits',
      at: run[0]?.at,
      until: run[2]?.at,
      entryIds: ['v0', 'v1', 'v2'],
      paths: ['v0.yaml', 'v1.yaml', 'v2.yaml'],
      pathCount: 3,
    });
  });

  test('nothing is lost and nothing moves', () => {
    fc.assert(
      fc.property(fc.string({ unit: fc.constantFrom('v', 'c', '?', 'b') }), (text) => {
        const entries = draw(text);
        const ids = foldEntries(entries).flatMap((entry) => (entry.kind === 'fold' ? entry.entryIds : [entry.id]));
        expect(ids).toEqual(entries.map((entry) => entry.id));
      }),
    );
  });
});

test.each([
  ['', true],
  ['TITLE', true],
  ['mira reasons', true],
  ['mira nobody', false],
  ['x1.yaml', true],
  ['main', true],
])('the words “%s” find the commit: %s', (words, expected) => {
  expect(textFilter(words)(commit('x1', null))).toBe(expected);
});
