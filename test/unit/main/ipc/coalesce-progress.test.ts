import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { coalesceProgress } from '../../../../src/main/ipc/coalesce-progress';

const step = (done: number) => ({ title: 'Hashing', done, total: 1000, unit: 'files' });

describe('coalesceProgress', () => {
  beforeEach(() => void vi.useFakeTimers());
  afterEach(() => void vi.useRealTimers());

  it('sends the first step at once and then the newest of each interval', () => {
    const sent: number[] = [];
    const progress = coalesceProgress(({ done }) => sent.push(done), 100);
    for (let done = 1; done <= 50; done += 1) {
      progress.step(step(done));
      vi.advanceTimersByTime(10);
    }
    vi.advanceTimersByTime(1000);
    expect(sent).toEqual([1, 10, 20, 30, 40, 50]);
  });

  it('sends at most ten a second, however many come', () => {
    const sent: number[] = [];
    const progress = coalesceProgress(({ done }) => sent.push(done));
    for (let ms = 0; ms < 10_000; ms += 1) {
      progress.step(step(ms));
      vi.advanceTimersByTime(1);
    }
    expect(sent.length).toBeLessThanOrEqual(101);
    expect(sent.length).toBeGreaterThan(95);
  });

  it('sends nothing after the answer', () => {
    const sent: number[] = [];
    const progress = coalesceProgress(({ done }) => sent.push(done), 100);
    progress.step(step(1));
    progress.step(step(2));
    progress.stop();
    progress.step(step(3));
    vi.advanceTimersByTime(1000);
    expect(sent).toEqual([1]);
  });

  it('rests when nothing comes', () => {
    const progress = coalesceProgress(() => undefined, 100);
    progress.step(step(1));
    vi.advanceTimersByTime(1000);
    expect(vi.getTimerCount()).toBe(0);
  });
});
