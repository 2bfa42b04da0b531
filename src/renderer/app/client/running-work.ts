import { create } from 'zustand';

/** A call that told how far it is. Quick calls never show up here. */
export interface RunningWork {
  readonly callId: string;
  readonly title: string;
  readonly done: number;
  /** Null: not known. */
  readonly total: number | null;
  readonly unit: string;
}

export const useRunningWork = create<{ readonly work: readonly RunningWork[] }>(() => ({ work: [] }));

const underWay = new Set<string>();

export function workStarted(callId: string): void {
  underWay.add(callId);
}

/** Progress of a call of another window, or of one that has already answered, is not ours to show. */
export function workProgressed(step: RunningWork): void {
  if (!underWay.has(step.callId)) return;
  const others = useRunningWork.getState().work.filter((work) => work.callId !== step.callId);
  useRunningWork.setState({ work: [...others, step] });
}

export function workEnded(callId: string): void {
  underWay.delete(callId);
  const { work } = useRunningWork.getState();
  if (work.some((one) => one.callId === callId)) {
    useRunningWork.setState({ work: work.filter((one) => one.callId !== callId) });
  }
}
