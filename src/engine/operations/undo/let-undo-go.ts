import { randomBytes } from 'node:crypto';
import { orNull } from '../../vault/or-null';
import type { Host } from '../host';
import { instant } from '../host';
import type { EndingUndo, UndoWindow } from './undo-window';

/**
 * Writes into the log, durable, that these operations cannot be undone any more: before anything goes that it would
 * need. Answers the id of that record; null: there is none to let go. The caller holds the repository's lock.
 */
export async function letUndoGo(host: Host, epoch: number, ending: readonly EndingUndo[]): Promise<string | null> {
  if (ending.length === 0) return null;
  const operationId = `o-${host.clock().toString(36)}-${randomBytes(5).toString('hex')}`;
  const audit = await host.audit.end().catch(orNull);
  await host.log.append({
    ...(audit === null ? {} : { audit }),
    ...(host.worktree === null ? {} : { worktree: host.worktree }),
    epoch,
    detail: null,
    letGo: { operations: ending.map((one) => one.operationId), because: agedInWords(host.undoWindow()) },
    record: {
      operationId,
      sequence: host.log.nextSequence(),
      kind: 'let-undo-go',
      title: ending.length === 1 ? 'Let undo of 1 operation go' : `Let undo of ${ending.length} operations go`,
      at: instant(host),
      actor: host.actor,
      outcome: 'done',
      undoable: false,
      notUndoableBecause: 'It changed no file, and what it let go of may be gone.',
      reverses: null,
      paths: [],
      pathCount: 0,
      backupId: null,
      headBefore: null,
      headAfter: null,
    },
  });
  return operationId;
}

const agedInWords = ({ days, operations }: UndoWindow): string =>
  `older than ${days ?? 0} days, and not one of the last ${operations} operations`;
