import { create } from 'zustand';
import type { OutputOf } from '../../../contract/index';
import { callEngine } from '../../app/client';
import { showProblem, undoOperation } from '../../app/mutate';
import { forgetWithProject } from '../../app/per-project';
import { createQuery } from '../../app/query';
import { everyProjectTopic, refresh } from '../../app/refresh';
import { showToast } from '../../app/toasts';
import { emptySelection, type ListSelection } from '../../ui/list-selection';
import { countWords } from '../../ui/size-words';

export type Operation = OutputOf<'operations.list'>['operations'][number];

export const operationsQuery = createQuery('operations.list', { topics: ['operations'] });

interface ActivityState {
  readonly selection: ListSelection;
  /** How many operations are asked for. */
  readonly limit: number;
  readonly undoing: boolean;
}

const fresh: ActivityState = { selection: emptySelection, limit: 200, undoing: false };

export const useActivity = create<ActivityState>(() => fresh);

forgetWithProject(() => useActivity.setState(fresh));

export const selectOperation = (selection: ListSelection): void => useActivity.setState({ selection });

export function showMoreOperations(have: number): void {
  useActivity.setState(({ limit }) => ({ limit: have < limit ? limit : Math.min(1000, limit + 200) }));
}

export async function undoOne(projectId: string, operationId: string): Promise<void> {
  useActivity.setState({ undoing: true });
  await undoOperation(projectId, operationId);
  useActivity.setState({ undoing: false });
}

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
  useActivity.setState({ undoing: true });
  const wanted = undoneBy(operations, target);
  let done = 0;
  for (const operation of wanted) {
    const reply = await callEngine('operations.undo', { projectId, operationId: operation.operationId });
    if (reply.kind !== 'value') {
      showProblem(reply);
      break;
    }
    done += 1;
  }
  useActivity.setState({ undoing: false });
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
