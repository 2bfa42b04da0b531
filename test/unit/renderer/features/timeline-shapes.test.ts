import { describe, expect, test } from 'vitest';
import { barHeight, densityBars } from '../../../../src/renderer/features/timeline/density';
import { glyphOf, timelineRows } from '../../../../src/renderer/features/timeline/timeline-rows';
import { foldMembers, timeline } from '../../../support/gallery/sample-history';

describe('densityBars', () => {
  test('counts every entry once, a fold with all its members', () => {
    const bars = densityBars(timeline, 120);
    const total = timeline.reduce((sum, entry) => sum + (entry.kind === 'fold' ? entry.count : 1), 0);
    expect(Math.round(bars.reduce((sum, bar) => sum + bar.count, 0))).toBe(total);
  });
  test('a bar without entries leads to the nearest older one', () => {
    const bars = densityBars(timeline, 120);
    const at = bars.findIndex((bar, index) => index > 0 && bar.count === 0);
    expect(bars[at]?.entryId).toBe(bars[at - 1]?.entryId);
  });
  test('one entry and none are drawn too', () => {
    expect(densityBars([], 10)).toEqual([]);
    expect(densityBars(timeline.slice(0, 1), 10).reduce((sum, bar) => sum + bar.count, 0)).toBe(1);
  });
  test('a single commit stays visible beside a storm', () => {
    expect(barHeight(1, 10_000)).toBeGreaterThanOrEqual(0.08);
    expect(barHeight(0, 10_000)).toBe(0);
    expect(barHeight(10_000, 10_000)).toBe(1);
  });
});

describe('timelineRows', () => {
  const fold = timeline.find((entry) => entry.kind === 'fold')!;
  test('an opened fold is followed by its members', () => {
    const closed = timelineRows(timeline, new Map());
    const open = timelineRows(timeline, new Map([[fold.id, foldMembers]]));
    expect(open).toHaveLength(closed.length + foldMembers.length);
    const at = open.findIndex((row) => row.key === fold.id);
    expect(open[at + 1]).toMatchObject({ kind: 'entry', inFold: true, key: foldMembers[0]?.id });
  });
  test('a fold whose members are on their way has none yet', () => {
    const loading = timelineRows(timeline, new Map([[fold.id, 'loading' as const]]));
    expect(loading.find((row) => row.key === fold.id)).toMatchObject({ open: true, loading: true });
    expect(loading).toHaveLength(timeline.length);
  });
});

test('each kind has its sign; what turns back has its own', () => {
  expect(timeline.map(glyphOf).slice(0, 5).join(' ')).toBe('↩ ◆ ● · ●');
});
