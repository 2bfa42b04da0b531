import { expect, test, vi } from 'vitest';
import { announce, useAnnouncements } from '../../../../src/renderer/app/client/announce';

test('a burst says its first and its last sentence, and a sentence twice is heard twice', async () => {
  vi.useFakeTimers();
  const said: string[] = [];
  useAnnouncements.subscribe(({ polite }) => said.push(polite));
  for (const text of ['one', 'two', 'three', 'four']) announce(text);
  await vi.advanceTimersByTimeAsync(2_000);
  announce('four');
  await vi.advanceTimersByTimeAsync(2_000);
  expect(said).toEqual(['one', 'four', 'four\u00a0']);
});
