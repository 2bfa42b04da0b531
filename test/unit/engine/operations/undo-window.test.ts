import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { LogRecord } from '../../../../src/engine/operations/journal/operation-log';
import { lettingsGo, undoStacks } from '../../../../src/engine/operations/undo/undo-stacks';
import { undoOutlook } from '../../../../src/engine/operations/undo/undo-window';
import type { UndoWindow } from '../../../../src/engine/operations/undo/undo-window';

const dayMs = 24 * 3_600_000;
const start = Date.parse('2026-03-29T00:30:00Z');

type Step =
  | {
      readonly do: 'change' | 'note' | 'undo' | 'redo' | 'undo-older' | 'prune';
      readonly tree: number;
      readonly days: number;
    }
  | { readonly do: 'jump'; readonly tree: number; readonly days: number };

/** R11 for undo: what is done in two working trees, days apart, with clocks that jump to either side. */
const timeline = fc.array(
  fc.record({
    do: fc.constantFrom('change', 'change', 'change', 'note', 'undo', 'undo', 'redo', 'undo-older', 'prune', 'jump'),
    tree: fc.integer({ min: 0, max: 1 }),
    days: fc.oneof(fc.constantFrom(0, 0.01, 1, 29, 60, 91), fc.integer({ min: 0, max: 40 })),
  }) as fc.Arbitrary<Step>,
  { minLength: 30, maxLength: 80, size: 'max' },
);
const windows: fc.Arbitrary<UndoWindow> = fc.record({
  days: fc.constantFrom(30, 90, null),
  operations: fc.constantFrom(1, 2, 5),
});

const record = (
  records: readonly LogRecord[],
  atMs: number,
  part: Partial<LogRecord['record']>,
): LogRecord['record'] => ({
  operationId: `o-${records.length}`,
  sequence: records.length + 1,
  kind: 'write-file',
  title: `Change ${records.length}`,
  at: new Date(atMs).toISOString(),
  actor: 'person',
  outcome: 'done',
  undoable: false,
  notUndoableBecause: null,
  reverses: null,
  paths: [],
  pathCount: 0,
  backupId: null,
  headBefore: null,
  headAfter: null,
  ...part,
});

const linked = { linked: new Map([['side', true]]) };
const treeOf = (tree: number): string | null => (tree === 0 ? null : 'side');

interface Moment {
  readonly records: LogRecord[];
  readonly nowMs: number;
}

/** Plays a timeline; `prune` lets undo go as pruning does. Calls back with the log before and after each. */
function play(
  steps: readonly Step[],
  window: UndoWindow,
  onPruned: (before: Moment, ended: readonly string[], after: Moment) => void,
): Moment {
  let nowMs = start;
  let clockMs = start;
  const records: LogRecord[] = [];
  const log = (worktree: string | null, part: Partial<LogRecord['record']>, more: Partial<LogRecord> = {}): void => {
    records.push({
      version: 1,
      epoch: 1,
      detail: null,
      previous: '',
      ...(worktree === null ? {} : { worktree }),
      record: record(records, clockMs, part),
      ...more,
    });
  };
  for (const step of steps) {
    nowMs += step.do === 'jump' ? 0 : step.days * dayMs;
    clockMs = step.do === 'jump' ? clockMs + (step.days - 20) * dayMs : clockMs + step.days * dayMs;
    const here = treeOf(step.tree);
    const { undo, redo } = undoStacks(records, here);
    if (step.do === 'change') log(here, { undoable: true });
    else if (step.do === 'note') log(here, {});
    else if (step.do === 'undo' && undo.length > 0)
      log(here, { kind: 'undo', undoable: true, reverses: undo.at(-1) ?? null });
    else if (step.do === 'undo-older' && undo.length > 1)
      log(here, { kind: 'undo', undoable: true, reverses: undo[undo.length >> 1] ?? null });
    else if (step.do === 'redo' && redo.length > 0)
      log(here, { kind: 'redo', undoable: true, reverses: redo.at(-1) ?? null });
    else if (step.do === 'prune') {
      const before = { records: [...records], nowMs };
      const ended = undoOutlook(records, linked, nowMs, window).ending.map(({ operationId }) => operationId);
      if (ended.length > 0) log(here, { kind: 'let-undo-go' }, { letGo: { operations: ended, because: 'old' } });
      onPruned(before, ended, { records, nowMs });
    }
  }
  return { records, nowMs };
}

const reversible = (records: readonly LogRecord[]): Set<string> =>
  new Set([null, 'side'].flatMap((tree) => [...undoStacks(records, tree).undo, ...undoStacks(records, tree).redo]));

describe('the window of undo', () => {
  it('ends only what is old and not among the last of its tree; all else stays as it was', () => {
    let ends = 0;
    fc.assert(
      fc.property(timeline, windows, (steps, window) => {
        play(steps, window, (before, ended, after) => {
          ends += ended.length;
          const gone = new Set(ended);
          if (window.days === null) expect(ended).toEqual([]);
          for (const tree of [null, 'side']) {
            const then = undoStacks(before.records, tree);
            const now = undoStacks(after.records, tree);
            // Redo chains and the order of both stacks are what they were, without those that ended.
            expect(now.undo).toEqual(then.undo.filter((id) => !gone.has(id)));
            expect(now.redo).toEqual(then.redo.filter((id) => !gone.has(id)));
            expect(now.undone).toEqual(then.undone);
            const mine = before.records.map(({ record: { operationId } }) => operationId);
            const line = [...then.undo, ...then.redo].sort((a, b) => mine.indexOf(a) - mine.indexOf(b));
            for (const id of line.slice(-window.operations)) expect(gone.has(id)).toBe(false);
          }
          for (const id of ended) {
            const at = Date.parse(before.records.find((one) => one.record.operationId === id)?.record.at ?? '');
            expect(before.nowMs - at).toBeGreaterThanOrEqual((window.days ?? Infinity) * dayMs);
            expect(lettingsGo(after.records).get(id)?.sentence).toMatch(/since \d{4}-\d\d-\d\d/);
          }
        });
      }),
      { numRuns: 3_000 },
    );
    expect(ends).toBeGreaterThan(5_000);
  });

  it('needs everything that can be undone or redone, and for a day what just ended', () => {
    fc.assert(
      fc.property(timeline, windows, (steps, window) => {
        const { records, nowMs } = play(steps, window, (_before, ended, after) => {
          const outlook = undoOutlook(after.records, linked, after.nowMs, window);
          // As long as the clock is right: the log says when they were let go.
          const said = Date.parse(after.records.at(-1)?.record.at ?? '');
          if (Math.abs(after.nowMs - said) < dayMs / 2)
            for (const id of ended) expect(outlook.neededBecause(id)).not.toBeNull();
        });
        const outlook = undoOutlook(records, linked, nowMs, window);
        const can = reversible(records);
        const positions = new Map(records.map(({ record: { operationId } }, at) => [operationId, at]));
        const oldest = Math.min(
          ...[...can]
            .filter((id) => !outlook.ending.some((one) => one.operationId === id))
            .map((id) => positions.get(id) ?? 0),
        );
        for (const id of can) expect(outlook.neededBecause(id)).not.toBeNull();
        // What a newer operation holds is held as long as an older one can be taken back.
        for (const [id, at] of positions) expect(outlook.olderNeeded(id) !== null).toBe(at > oldest);
      }),
      { numRuns: 1_000 },
    );
  });

  it('says until when, and why it ended', () => {
    const log: LogRecord[] = [];
    for (let at = 0; at < 3; at += 1)
      log.push({
        version: 1,
        epoch: 1,
        detail: null,
        previous: '',
        record: record(log, start + at * dayMs, { undoable: true }),
      });
    const window = { days: 30, operations: 1 };
    const then = undoOutlook(log, linked, start + 10 * dayMs, window);
    expect(['o-0', 'o-2'].map((id) => then.neededBecause(id))).toEqual([
      '“Change 0” (o-0) can be undone until 2026-04-28',
      '“Change 2” (o-2) can be undone until 2026-04-30, and later as long as it is one of the last 1 operations',
    ]);
    const later = undoOutlook(log, linked, start + 31 * dayMs, window);
    expect(later.ending.map(({ because }) => because)).toEqual([
      '“Change 0” (o-0) could be undone until 2026-04-28, and is not one of the last 1 operations',
      '“Change 1” (o-1) could be undone until 2026-04-29, and is not one of the last 1 operations',
    ]);
    const gone = { linked: new Map<string, boolean>() };
    const elsewhere = log.map((one) => ({ ...one, worktree: 'side' }));
    expect(undoOutlook(elsewhere, gone, start + 40 * dayMs, window).ending).toHaveLength(3);
    expect(undoOutlook(log, linked, start + 9_999 * dayMs, { days: null, operations: 1 }).ending).toEqual([]);
  });

  it('an operation that a wrong clock dated far back is as old as the one before it', () => {
    const log: LogRecord[] = [];
    for (const atMs of [start, 0, start + dayMs])
      log.push({ version: 1, epoch: 1, detail: null, previous: '', record: record(log, atMs, { undoable: true }) });
    const { ending } = undoOutlook(log, linked, start + 10 * dayMs, { days: 30, operations: 1 });
    expect(ending).toEqual([]);
  });
});
