import { availableParallelism } from 'node:os';
import { WorkerLost, startWorker } from '../workers/worker-pool';
import type { WorkerLink } from '../workers/worker-pool';
import { toLookList } from './look-at-list';
import type { Remembered } from './remembered';

/** Whether a file was found to look as it is remembered; of what it was not told it says no. */
export type LooksAlike = (remembered: Remembered) => boolean;

export const nothingLooksAlike: LooksAlike = () => false;

/**
 * Threads that ask the disk about all remembered files at once. Asking waits in the system, which one thread can only
 * do for one file after the other.
 */
export interface LookThreads {
  /** Tells them what to look for, instead of what they knew. They start with the first call. */
  learn(rows: readonly (readonly [string, Remembered])[]): void;
  /** What they find now. */
  look(): Promise<LooksAlike>;
  close(): void;
}

/** More are not quicker: the folders' locks are shared. */
const mostThreads = 4;

export function lookThreads(root: string): LookThreads {
  let threads: readonly WorkerLink[] = [];
  let learned: readonly Remembered[] = [];
  const close = (): void => {
    for (const thread of threads) void thread.close();
    threads = [];
    learned = [];
  };
  /** Whatever becomes of a thread, files are looked at without it. */
  const orGiveUp = (error: unknown): void => {
    if (!(error instanceof WorkerLost)) throw error;
    close();
  };
  return {
    learn: (rows) => {
      if (threads.length === 0)
        threads = Array.from({ length: Math.min(mostThreads, availableParallelism()) }, () =>
          startWorker('look', { root }),
        );
      learned = rows.map(([, remembered], at) => {
        remembered.place = at;
        return remembered;
      });
      const share = Math.ceil(rows.length / threads.length);
      threads.forEach((thread, at) => {
        const list = toLookList(rows.slice(at * share, (at + 1) * share));
        thread.ask('learn', list, { transfer: [list.numbers.buffer as ArrayBuffer] }).catch(orGiveUp);
      });
    },
    look: async () => {
      const asked = learned;
      const found = await Promise.all(threads.map((thread) => thread.ask('look', null))).catch(orGiveUp);
      if (found === undefined || asked.length === 0) return nothingLooksAlike;
      const alike = Buffer.concat(found as Uint8Array[]);
      return (remembered) => {
        const { place } = remembered;
        return place !== undefined && asked[place] === remembered && alike[place] === 1;
      };
    },
    close,
  };
}
