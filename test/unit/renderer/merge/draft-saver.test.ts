import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { DraftSaver } from '../../../../src/renderer/features/merge/session/draft-saver';

describe('saving drafts', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  const setUp = (answers: boolean[] = []) => {
    const saves: number[] = [];
    const statuses: string[] = [];
    const save = async (): Promise<boolean> => {
      saves.push(Date.now());
      await new Promise((resolve) => setTimeout(resolve, 100));
      return answers.shift() ?? true;
    };
    const saver = new DraftSaver({ save, onStatus: (status) => statuses.push(status) });
    return { saver, saves, statuses };
  };

  test('steady typing is saved at least once a second', async () => {
    const { saver, saves } = setUp();
    const start = Date.now();
    for (let at = 0; at < 50; at++) {
      saver.changed();
      await vi.advanceTimersByTimeAsync(100);
    }
    const gaps = [start, ...saves].map((time, index, all) => (all[index + 1] ?? time) - time);
    expect(Math.max(...gaps)).toBeLessThanOrEqual(900);
  });

  test('never two at once, and the last change is saved', async () => {
    const { saver, saves } = setUp();
    saver.changed();
    await vi.advanceTimersByTimeAsync(350);
    saver.changed();
    await vi.advanceTimersByTimeAsync(1_000);
    expect(saves).toHaveLength(2);
    expect(saves[1]! - saves[0]!).toBeGreaterThanOrEqual(100);
  });

  test('a failure is said and tried again', async () => {
    const { saver, saves, statuses } = setUp([false]);
    saver.changed();
    await vi.advanceTimersByTimeAsync(10_000);
    expect(saves).toHaveLength(2);
    expect(statuses).toEqual(['saving', 'failed', 'saving', 'saved']);
  });

  test('flush saves at once; stop saves no more', async () => {
    const { saver, saves } = setUp();
    saver.changed();
    const flushed = saver.flush();
    await vi.advanceTimersByTimeAsync(100);
    await flushed;
    expect(saves).toHaveLength(1);
    saver.changed();
    saver.stop();
    await vi.advanceTimersByTimeAsync(5_000);
    expect(saves).toHaveLength(1);
  });
});
