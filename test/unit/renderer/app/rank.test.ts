import { expect, test } from 'vitest';
import { rank } from '../../../../src/renderer/app/commands/rank';

const best = (typed: string, titles: readonly string[]): string | null =>
  titles
    .flatMap((title) => {
      const score = rank(title, typed);
      return score === null ? [] : [{ title, score }];
    })
    .sort((one, other) => other.score - one.score)[0]?.title ?? null;

const titles = [
  'Go to Timeline',
  'Go to Settings',
  'Stage everything',
  'Unstage everything',
  'Back up now',
  'leaf-01.yaml',
  'Show in file manager',
  'Read everything again',
];

test.each([
  ['timeline', 'Go to Timeline'],
  ['goti', 'Go to Timeline'],
  ['stage', 'Stage everything'],
  ['bun', 'Back up now'],
  ['leaf01', 'leaf-01.yaml'],
  ['SETTINGS', 'Go to Settings'],
  ['setings', 'Go to Settings'],
  ['sifm', 'Show in file manager'],
  // Its letters occur in two titles, scattered: running one of them would surprise.
  ['ingest', null],
  ['xyz', null],
])('%s finds %s', (typed, title) => {
  expect(best(typed, titles)).toBe(title);
});

test('nothing typed answers everything alike', () => {
  expect(new Set(titles.map((title) => rank(title, ' ')))).toEqual(new Set([0]));
});
