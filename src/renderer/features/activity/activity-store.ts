import { create } from 'zustand';
import type { OutputOf } from '../../../contract/index';
import { callEngine } from '../../app/client/client';
import { mutate, showProblem, undoOperation } from '../../app/client/mutate';
import { forgetWithProject } from '../../app/client/per-project';
import { createQuery } from '../../app/client/query';
import { everyProjectTopic, refresh } from '../../app/client/refresh';
import { showToast } from '../../app/shell/toasts';
import { emptySelection, type ListSelection } from '../../ui/list-selection';
import { countWords } from '../../ui/size-words';

export type Operation = OutputOf<'operations.list'>['operations'][number];

export const operationsQuery = createQuery('operations.list', { topics: ['operations'] });
export const shownQuery = createQuery('operations.show', { topics: ['operations'], strict: true });
export const undoPreviewQuery = createQuery('operations.preview-undo', {
  topics: ['operations', 'branches', 'status'],
  strict: true,
});

export type ActivityView = 'operations' | 'checkpoints' | 'audit' | 'locks';

interface ActivityState {
  readonly view: ActivityView;
  readonly selection: ListSelection;
  /** How many operations are asked for. */
  readonly limit: number;
  readonly undoing: boolean;
}

const fresh: ActivityState = { view: 'operations', selection: emptySelection, limit: 200, undoing: false };

export const useActivity = create<ActivityState>(() => fresh);

forgetWithProject(() => useActivity.setState(fresh));

export const selectOperation = (selection: ListSelection): void => useActivity.setState({ selection });
export const showView = (view: ActivityView): void => useActivity.setState({ view });

export function showMoreOperations(have: number): void {
  useActivity.setState(({ limit }) => ({ limit: have < limit ? limit : Math.min(1000, limit + 200) }));
}

async function whileUndoing(work: () => Promise<unknown>): Promise<void> {
  useActivity.setState({ undoing: true });
  await work();
  useActivity.setState({ undoing: false });
}

export const undoOne = (projectId: string, operationId: string): Promise<void> =>
  whileUndoing(() => undoOperation(projectId, operationId));

/** Takes back what one older operation did to files, and keeps what was done since. */
export const revertOne = (projectId: string, operationId: string): Promise<void> =>
  whileUndoing(() => mutate('operations.revert', { projectId, operationId }));

/** The operations that going back to before `target` takes back, newest first. */
export function undoneBy(operations: readonly Operation[], target: Operation): readonly Operation[] {
  return operations.filter(({ sequence, undoable }) => undoable && sequence >= target.sequence);
}

/** Undoes everything down to and with `target`, newest first. Stops at the first that does not work, and says which. */
export async function undoBackTo(
  projectId: string,
  operations: readonly Operation[],
  target: Operation,
): Promise<void> {
  const wanted = undoneBy(operations, target);
  let done = 0;
  await whileUndoing(async () => {
    for (const operation of wanted) {
      const reply = await callEngine('operations.undo', { projectId, operationId: operation.operationId });
      if (reply.kind !== 'value') {
        showProblem(reply);
        break;
      }
      done += 1;
    }
  });
  refresh(everyProjectTopic);
  if (done === 0) return;
  const title =
    done === wanted.length ? `Went back to before “${target.title}”` : `Stopped before “${wanted[done]?.title}”`;
  showToast({
    tone: done === wanted.length ? 'done' : 'note',
    title,
    detail: `${countWords(done, 'operation')} undone; each is in the log and can be redone.`,
  });
}
