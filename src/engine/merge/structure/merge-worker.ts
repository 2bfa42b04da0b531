import { startWorker, WorkerLost } from '../../workers/worker-pool';
import type { WorkerLink } from '../../workers/worker-pool';
import type { MergeWorkerData } from '../merge-policy';
import type { MergeQuestions } from './merge-questions';

/** The merge by structure, in a thread of its own. */
export interface MergeWorker {
  ask<N extends keyof MergeQuestions>(name: N, input: MergeQuestions[N]['input']): Promise<MergeQuestions[N]['output']>;
  close(): Promise<void>;
}

/**
 * Starts the thread with the first question, and again after it was lost. Rejects with `WorkerLost` when a question
 * kills it, for instance because the texts are too much for its memory.
 */
export function createMergeWorker(extensionsFolder: string | null): MergeWorker {
  let link: WorkerLink | null = null;
  return {
    ask: async (name, input) => {
      link ??= startWorker('merge', { extensionsFolder } satisfies MergeWorkerData);
      try {
        return (await link.ask(name, input)) as never;
      } catch (error) {
        if (error instanceof WorkerLost) link = null;
        throw error;
      }
    },
    close: async () => {
      await link?.close();
      link = null;
    },
  };
}
