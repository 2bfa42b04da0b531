import { describe, expect, test } from 'vitest';
import { relativeTimeWords } from '../../../../src/renderer/ui/relative-time-words';
import { countWords, sizeWords } from '../../../../src/renderer/ui/size-words';

const noon = new Date(2026, 2, 12, 12, 0, 0).getTime();
const before = (ms: number): string => new Date(noon - ms).toISOString();
const minute = 60_000;
const hour = 60 * minute;

describe('relativeTimeWords', () => {
  test.each([
    [before(0), 'just now'],
    [before(44_000), 'just now'],
    [before(50_000), '1 min ago'],
    [before(2 * minute), '2 min ago'],
    [before(59 * minute), '59 min ago'],
    [before(60 * minute), '1 h ago'],
    [before(11 * hour), '11 h ago'],
    [before(13 * hour), 'yesterday 23:00'],
    [before(28 * hour), 'yesterday 08:00'],
    [before(50 * hour), '10 Mar 10:00'],
    [before(400 * 24 * hour), '5 Feb 2025'],
    [before(-5_000), 'just now'],
    [before(-2 * hour), '12 Mar 14:00'],
    ['no date', 'unknown time'],
  ])('%s is %s', (at, words) => {
    expect(relativeTimeWords(at, noon)).toBe(words);
  });
});

test.each([
  [0, '0 B'],
  [999, '999 B'],
  [1_000, '1.0 KB'],
  [4_210, '4.2 KB'],
  [61_400_000, '61 MB'],
  [999_999, '1.0 MB'],
  [2.5e15, '2500 TB'],
])('%d bytes are %s', (bytes, words) => {
  expect(sizeWords(bytes)).toBe(words);
});

test('counts', () => {
  expect(countWords(1, 'file')).toBe('1 file');
  expect(countWords(2736, 'entry', 'entries')).toBe('2,736 entries');
});
