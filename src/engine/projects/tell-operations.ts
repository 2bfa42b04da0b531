import type { Result } from '../../contract/call';
import type { OperationRecord } from '../../contract/operations';
import type { Operations } from '../operations/operations';
import type { ProjectWatch } from '../watch/watch-project';

/** Tells that operations were recorded, at the right moment. */
export interface OperationTeller {
  /** For the operations room: called when an operation is durable. */
  onRecorded(operation: OperationRecord): void;
  /** The operations, such that the watcher does not tell their effects as if somebody else had made them. */
  withoutEcho(operations: Operations, watch: ProjectWatch): Operations;
  /** Resolves when no operation runs: its lock must not be taken from under it. */
  idle(): Promise<void>;
}

export function createOperationTeller(tell: (operationId: string) => void): OperationTeller {
  const recorded: OperationRecord[] = [];
  let running = 0;
  const works = new Set<Promise<unknown>>();
  return {
    idle: async () => {
      while (works.size > 0) await Promise.allSettled(works);
    },
    onRecorded: (operation) => {
      if (running > 0) recorded.push(operation);
      else tell(operation.operationId);
    },
    withoutEcho: (operations, watch) => {
      const quietly = async <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
        const end = watch.beginOperation();
        running += 1;
        try {
          return await work();
        } finally {
          running -= 1;
          const done = recorded.splice(0);
          await end({ headAfter: done.at(-1)?.headAfter ?? null });
          // Only now: whoever reads because of this must not meet a state that the watcher is about to correct.
          for (const { operationId } of done) tell(operationId);
        }
      };
      const tracked = <T>(work: () => Promise<Result<T>>): Promise<Result<T>> => {
        const done = quietly(work).finally(() => works.delete(done));
        works.add(done);
        return done;
      };
      return {
        ...operations,
        run: (request, context) => tracked(() => operations.run(request, context)),
        undo: (operationId, context) => tracked(() => operations.undo(operationId, context)),
        redo: (context) => tracked(() => operations.redo(context)),
        revert: (operationId, context) => tracked(() => operations.revert(operationId, context)),
        checkpoints: {
          ...operations.checkpoints,
          rollBackTo: (backupId, context) => tracked(() => operations.checkpoints.rollBackTo(backupId, context)),
        },
      };
    },
  };
}
