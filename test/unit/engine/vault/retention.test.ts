import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decideRetention, defaultRetention } from '../../../../src/engine/vault/retention';
import type { RetentionItem } from '../../../../src/engine/vault/retention';

const hourMs = 3_600_000;
const dayMs = 24 * hourMs;

/** R11: clocks that jump, dates beyond 2038, equal times. */
const timeline = fc.array(
  fc.record({
    ageMs: fc.oneof(
      fc.integer({ min: -2 * dayMs, max: 400 * dayMs }),
      fc.constantFrom(0, hourMs, 48 * hourMs, 30 * dayMs, 90 * dayMs),
    ),
    pinned: fc.boolean(),
    undoable: fc.boolean(),
    deleted: fc.boolean(),
  }),
  { maxLength: 80 },
);
const clock = fc.constantFrom(
  Date.parse('2026-03-29T01:30:00Z'),
  Date.parse('2038-01-19T03:14:08Z'),
  Date.parse('2024-02-29T23:59:59Z'),
);

describe('retention', () => {
  it('never lets go of what a floor protects, and explains each', () => {
    fc.assert(
      fc.property(timeline, clock, (points, now) => {
        const items = points.map(({ ageMs, pinned, undoable, deleted }, at): RetentionItem => {
          const lastOfDeleted = deleted ? 'x.yaml' : null;
          return {
            id: `${at}`,
            atMs: now - ageMs,
            pinned: pinned && at % 7 === 0,
            checkpoint: null,
            neededBecause: undoable && at % 5 === 0 ? 'Something can be undone' : null,
            lastOfDeleted,
          };
        });
        const decided = decideRetention(items, now, defaultRetention);
        if (!decided.ok) throw new Error('refused the defaults');
        expect(decided.value).toHaveLength(items.length);
        for (const { id, keep, because } of decided.value) {
          const item = items[Number(id)]!;
          const ageMs = now - item.atMs;
          const floor =
            item.pinned ||
            item.neededBecause !== null ||
            ageMs < 30 * dayMs ||
            (item.lastOfDeleted !== null && ageMs < 90 * dayMs);
          if (floor) expect(keep).toBe(true);
          expect(because).not.toBe('');
        }
        // The newest of all always stays.
        if (items.length > 0) expect(decided.value.some(({ keep }) => keep)).toBe(true);
      }),
      { numRuns: 5000 },
    );
  });

  it('is the same whatever the order in which backups are listed', () => {
    fc.assert(
      fc.property(timeline, clock, (points, now) => {
        const items = points.map(({ ageMs }, at): RetentionItem => ({
          id: `${at}`,
          atMs: now - ageMs,
          pinned: false,
          checkpoint: null,
          neededBecause: null,
          lastOfDeleted: null,
        }));
        const forth = decideRetention(items, now, defaultRetention);
        const back = decideRetention([...items].reverse(), now, defaultRetention);
        expect(back).toEqual(forth);
      }),
      { numRuns: 500 },
    );
  });

  it('thins old ones to the newest of each week and month', () => {
    const now = Date.parse('2026-06-30T12:00:00Z');
    const items = Array.from({ length: 400 }, (_, at): RetentionItem => ({
      id: `${at}`,
      atMs: now - at * dayMs,
      pinned: false,
      checkpoint: null,
      neededBecause: null,
      lastOfDeleted: null,
    }));
    const decided = decideRetention(items, now, defaultRetention);
    const kept = decided.ok ? decided.value.filter(({ keep }) => keep).length : 0;
    // One a day fills the 48 hourly buckets with 48 days; of what is older, weeks and months are left.
    expect(kept).toBeGreaterThanOrEqual(48 + 5 + 9);
    expect(kept).toBeLessThan(70);
  });
});
