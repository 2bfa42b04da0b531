import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { CommitMeaning } from '../../core/timeline/commit-meaning';
import { nodeFileSystem } from '../files/node-file-system';
import type { WorkerLink } from '../workers/worker-pool';
import { WorkerLost, startWorker } from '../workers/worker-pool';
import type { MeaningCache } from './meaning-cache';
import { openMeaningCache } from './meaning-cache';
import type { MeaningReader } from './meaning-source';

/** What commits meant, for all open repositories: one worker that judges, one cache for each. */
export interface Meanings extends MeaningReader {
  cacheOf(dataFolder: string): Promise<MeaningCache>;
  close(): Promise<void>;
}

/** One question is about a few hundred commits. */
const mostSilentMs = 300_000;

/** The worker starts with the first question and, idle, keeps no process alive. */
export function createMeanings(start: () => WorkerLink = () => startWorker('history', null, mostSilentMs)): Meanings {
  const caches = new Map<string, Promise<MeaningCache>>();
  let link: WorkerLink | null = null;
  return {
    cacheOf(dataFolder) {
      const known = caches.get(dataFolder) ?? openMeaningCache(nodeFileSystem(), dataFolder);
      caches.set(dataFolder, known);
      return known;
    },
    async judge(question): Promise<Result<ReadonlyMap<string, CommitMeaning>>> {
      if (question.changes.length === 0) return ok(new Map());
      link ??= start();
      try {
        const transfer = [...question.blobs.values()].map(({ buffer }) => buffer as ArrayBuffer);
        return ok((await link.ask('judge', question, { transfer })) as ReadonlyMap<string, CommitMeaning>);
      } catch (error) {
        if (!(error instanceof WorkerLost)) throw error;
        link = null;
        return fail({
          code: 'worker-stopped',
          what: 'reading what the commits meant',
          why: error.why,
          afterMs: error.afterMs,
        });
      }
    },
    async close() {
      const ending = link;
      link = null;
      await ending?.close();
    },
  };
}
