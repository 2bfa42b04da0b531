import type { OperationRecord } from '../../../contract/operations';
import type { LogRecord } from '../journal/operation-log';
import { madeElsewhere } from '../worktree';
import type { Worktree, Worktrees } from '../worktree';

export interface UndoStacks {
  /** Operations that can be undone, the next one last. */
  readonly undo: readonly string[];
  /** Undos that can be redone, the next one last. */
  readonly redo: readonly string[];
  /** Operations that an undo took back and no redo brought again. */
  readonly undone: ReadonlySet<string>;
}

/** Operations whose undo was let go: when, and a sentence for whoever wants it all the same. */
export function lettingsGo(records: readonly LogRecord[]): ReadonlyMap<string, { at: string; sentence: string }> {
  const gone = new Map<string, { at: string; sentence: string }>();
  for (const { record, letGo } of records)
    for (const operationId of letGo?.operations ?? []) {
      const sentence = `It cannot be undone, redone or reverted since ${record.at.slice(0, 10)}, when Selvedge let go of that: it was ${letGo?.because ?? 'old'}.`;
      gone.set(operationId, { at: record.at, sentence });
    }
  return gone;
}

/**
 * Reads the log as two stacks of one working tree. A new change empties the redo stack, as people expect of an
 * editor.
 */
export function undoStacks(records: readonly LogRecord[], here: Worktree): UndoStacks {
  let undo: string[] = [];
  let redo: string[] = [];
  const undone = new Set<string>();
  const byId = new Map<string, OperationRecord>();
  for (const { record, worktree, letGo } of records) {
    if (letGo !== undefined) {
      const gone = new Set(letGo.operations);
      [undo, redo] = [undo, redo].map((stack) => stack.filter((id) => !gone.has(id))) as [string[], string[]];
    }
    if ((worktree ?? null) !== here) continue;
    byId.set(record.operationId, record);
    if (record.outcome === 'failed') remove(undo, record.operationId);
    if (record.outcome !== 'done') continue;
    if (record.kind === 'undo' && record.reverses !== null) {
      undone.add(record.reverses);
      remove(undo, record.reverses);
      redo.push(record.operationId);
    } else if (record.kind === 'redo' && record.reverses !== null) {
      remove(redo, record.reverses);
      const original = byId.get(record.reverses)?.reverses;
      if (original !== undefined && original !== null) undone.delete(original);
      undo.push(record.operationId);
    } else if (record.undoable) {
      undo.push(record.operationId);
      redo = [];
    }
  }
  return { undo, redo, undone };
}

function remove(list: string[], one: string): void {
  const at = list.lastIndexOf(one);
  if (at >= 0) list.splice(at, 1);
}

interface Part {
  readonly limit: number;
  /** Only records before this sequence. */
  readonly before: number | null;
  readonly trees: Worktrees;
}

/** Records as people read them: with what later became of each. Newest first. */
export function readRecords(records: readonly LogRecord[], { limit, before, trees }: Part): OperationRecord[] {
  const { undo, redo, undone } = undoStacks(records, trees.here);
  const gone = lettingsGo(records);
  const undoable = new Set(undo);
  const redoable = new Set(redo);
  const shown: OperationRecord[] = [];
  const seen = new Set<string>();
  for (let at = records.length - 1; at >= 0 && shown.length < limit; at -= 1) {
    const { record, worktree } = records[at] ?? {};
    if (record === undefined || (before !== null && record.sequence >= before)) continue;
    // The last word on an operation counts.
    if (seen.has(record.operationId)) continue;
    seen.add(record.operationId);
    const outcome = undone.has(record.operationId) ? 'undone' : record.outcome;
    const canUndo = undoable.has(record.operationId);
    shown.push({
      ...record,
      outcome,
      undoable: canUndo,
      notUndoableBecause:
        madeElsewhere(worktree, trees) ??
        gone.get(record.operationId)?.sentence ??
        because(record, canUndo, redoable, outcome),
    });
  }
  return shown;
}

function because(
  record: OperationRecord,
  canUndo: boolean,
  redoable: ReadonlySet<string>,
  outcome: OperationRecord['outcome'],
): string | null {
  if (canUndo) return null;
  if (record.notUndoableBecause !== null) return record.notUndoableBecause;
  if (outcome === 'undone') return 'It was undone already.';
  if (record.kind === 'undo') return redoable.has(record.operationId) ? 'Use Redo.' : 'It was redone already.';
  return outcome === 'diverged' ? 'Somebody else changed files while it ran.' : 'It was put back already.';
}
