import type { OperationRecord } from '../../../contract/operations';
import type { LogRecord } from '../journal/operation-log';
import type { Worktree, Worktrees } from '../worktree';
import { lettingsGo, undoStacks } from './undo-stacks';

/** How long operations can be undone: for so many days, and besides the last so many of each working tree. */
export interface UndoWindow {
  /** Null: for ever. */
  readonly days: number | null;
  readonly operations: number;
}

export const usualUndoWindow: UndoWindow = { days: 90, operations: 200 };

/** An operation whose undo (or redo) ends now. */
export interface EndingUndo {
  readonly operationId: string;
  readonly title: string;
  /** In words, for the dry run. */
  readonly because: string;
}

/** What undo and redo need at a moment, and what they need no longer. */
export interface UndoOutlook {
  /** Oldest first. */
  readonly ending: readonly EndingUndo[];
  /** Why undo or redo needs what an operation changed, in words; null: it does not. */
  neededBecause(operationId: string): string | null;
  /** When and why undo of it was let go, in words; null: it was not. */
  ended(operationId: string): string | null;
  /** The oldest operation that can still be taken back, when that is older than the named one; null: none is. */
  olderNeeded(operationId: string): OperationRecord | null;
}

const dayMs = 24 * 3_600_000;
/** Between letting undo go and letting go of what it needed: who sees it in the log has a day. */
const graceMs = dayMs;
const day = (atMs: number): string => new Date(atMs).toISOString().slice(0, 10);

interface Candidate {
  readonly record: OperationRecord;
  readonly position: number;
  readonly verb: 'undone' | 'redone';
  /** Of those of its working tree, 0 is the newest. */
  readonly rank: number;
  readonly worktree: Worktree;
}

/** `nowMs`: a time that is trusted. */
export function undoOutlook(
  records: readonly LogRecord[],
  trees: Pick<Worktrees, 'linked'>,
  nowMs: number,
  window: UndoWindow,
): UndoOutlook {
  const agedMs = agedTimes(records, nowMs);
  const needed = new Map<string, string>();
  const ending: (EndingUndo & { readonly position: number })[] = [];
  let oldest: Candidate | null = null;
  for (const one of candidates(records)) {
    const { operationId, title } = one.record;
    const isGone = one.worktree !== null && !trees.linked.has(one.worktree);
    const judged = judge(one, agedMs[one.position] ?? nowMs, isGone, nowMs, window);
    if (!judged.keep) ending.push({ operationId, title, because: judged.because, position: one.position });
    else if (oldest === null || one.position < oldest.position) oldest = one;
    needed.set(operationId, judged.because);
  }
  const went = lettingsGo(records);
  for (const { operationId, title } of ending) needed.set(operationId, `Undo of “${title}” is let go first`);
  for (const [operationId, { at }] of went)
    if (nowMs - Date.parse(at) < graceMs)
      needed.set(operationId, `Undo of ${operationId} was let go on ${day(Date.parse(at))}, less than a day ago`);
  const positions = new Map(records.map(({ record }, at) => [record.operationId, at]));
  const first: Candidate | null = oldest;
  return {
    ending: ending.sort((a, b) => a.position - b.position).map(({ position: _, ...told }) => told),
    neededBecause: (operationId) => needed.get(operationId) ?? null,
    ended: (operationId) => went.get(operationId)?.sentence ?? null,
    olderNeeded: (operationId) =>
      first !== null && first.position < (positions.get(operationId) ?? -1) ? first.record : null,
  };
}

/**
 * When each operation was made, as retention counts: never before one that was logged earlier, for then the clock was
 * wrong. What is dated in the future stays so, and says nothing about the others.
 */
function agedTimes(records: readonly LogRecord[], nowMs: number): number[] {
  let newestMs = -Infinity;
  return records.map(({ record }) => {
    const atMs = Date.parse(record.at);
    if (atMs > nowMs) return atMs;
    newestMs = Math.max(newestMs, atMs);
    return newestMs;
  });
}

/** What can be undone or redone in any of the working trees. */
function candidates(records: readonly LogRecord[]): Candidate[] {
  const trees = new Set(records.map(({ worktree }) => worktree ?? null));
  const found: Candidate[] = [];
  for (const worktree of trees) {
    const { undo, redo } = undoStacks(records, worktree);
    const [undoable, redoable] = [new Set(undo), new Set(redo)];
    let rank = 0;
    for (let position = records.length - 1; position >= 0; position -= 1) {
      const record = records[position]?.record;
      if (record === undefined) continue;
      const isUndo = undoable.delete(record.operationId);
      if (!isUndo && !redoable.delete(record.operationId)) continue;
      found.push({ record, position, verb: isUndo ? 'undone' : 'redone', rank, worktree });
      rank += 1;
    }
  }
  return found;
}

function judge(
  { record, verb, rank, worktree }: Candidate,
  atMs: number,
  isGone: boolean,
  nowMs: number,
  { days, operations }: UndoWindow,
): { readonly keep: boolean; readonly because: string } {
  const name = `“${record.title}” (${record.operationId})`;
  if (days === null) return { keep: true, because: `${name} can be ${verb}, which Settings keep for ever` };
  const until = day(atMs + days * dayMs);
  const isYoung = nowMs - atMs < days * dayMs;
  if (isGone) {
    const where = `was made in the working tree “${worktree ?? ''}”, which is gone`;
    return isYoung
      ? { keep: true, because: `${name} ${where}; it is kept until ${until}, should that come back` }
      : { keep: false, because: `${name} ${where}, and was kept until ${until}` };
  }
  if (atMs > nowMs) return { keep: true, because: `${name} can be ${verb}, and is dated in the future` };
  const last = `one of the last ${operations} operations`;
  if (rank < operations)
    return {
      keep: true,
      because: isYoung
        ? `${name} can be ${verb} until ${until}, and later as long as it is ${last}`
        : `${name} can be ${verb} as long as it is ${last}`,
    };
  return isYoung
    ? { keep: true, because: `${name} can be ${verb} until ${until}` }
    : { keep: false, because: `${name} could be ${verb} until ${until}, and is not ${last}` };
}
