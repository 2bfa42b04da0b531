import { availableParallelism } from 'node:os';
import type { CombinedProblem } from '../../../contract/rehearsal';
import { checkCommit } from '../../../core/merge/decisions/check-commit';
import type { CommitProblem, FileToCommit } from '../../../core/merge/decisions/check-commit';
import { startWorker } from '../../workers/worker-pool';
import type { WorkerLink } from '../../workers/worker-pool';
import { hasExtensions } from '../../fabric/desk/load-extensions';
import type { MergeWorkerData } from '../merge-policy';
import { outcomeOf } from './outcome-of';
import type { AnsweredFile, FileOutcome } from './outcome-of';
import type { FileVersion, SidesJob } from './rules-desk';
import type { FileAnswer, FileJob, MergeJobs } from './thread-questions';

/** Threads that merge and check many files at once; started when they are needed. */
export interface MergeThreads {
  merge(
    files: readonly FileJob[],
    options: Omit<MergeJobs, 'files'> & { onStep?(done: number): void; readonly signal?: AbortSignal },
  ): Promise<readonly FileAnswer[]>;
  /** Reads both sides for `judgeResult`, in a thread of its own: files may be merged meanwhile. */
  readSides(job: SidesJob): Promise<void>;
  /** What only the combination breaks; after `readSides`. */
  judgeResult(result: readonly FileVersion[]): Promise<readonly CombinedProblem[]>;
  /** Files merged by structure with the answers that were given. */
  outcomes(files: readonly AnsweredFile[]): Promise<readonly FileOutcome[]>;
  gate(files: readonly FileToCommit[]): Promise<readonly CommitProblem[]>;
}

const mostThreads = 4;
/** Not worth a further thread, which takes a moment to start. */
const filesPerThread = 60;
const filesAtOnce = 20;

/** Characters that are worked through here, in a few milliseconds, sooner than a thread would have started. */
const smallOutcomes = 20_000;
const smallGate = 60_000;

const lengthOf = (files: readonly object[]): number =>
  files.reduce<number>(
    (sum, file) =>
      Object.values(file).reduce<number>((one, part) => one + (typeof part === 'string' ? part.length : 0), sum),
    0,
  );

/**
 * Lends threads to `work` and ends them afterwards: they hold memory, and are wanted rarely. `extensionsFolder`: the
 * person's own; null where lists do not matter.
 */
export async function withMergeThreads<T>(
  extensionsFolder: string | null,
  work: (threads: MergeThreads) => Promise<T>,
): Promise<T> {
  const links: WorkerLink[] = [];
  const start = (): WorkerLink => startWorker('merge-threads', { extensionsFolder } satisfies MergeWorkerData);
  let rules: WorkerLink | null = null;
  const ofRules = (): WorkerLink => (rules ??= start());
  const first = (): WorkerLink => (links[0] ??= start());
  const isPersonal = extensionsFolder !== null && hasExtensions(extensionsFolder);
  try {
    return await work({
      async merge(files, { policyText, texts, onStep, signal }) {
        const wanted = Math.min(availableParallelism(), mostThreads, Math.ceil(files.length / filesPerThread));
        while (links.length < wanted) links.push(start());
        const answers: FileAnswer[] = [];
        let next = 0;
        let done = 0;
        const serve = async (link: WorkerLink): Promise<void> => {
          while (next < files.length && signal?.aborted !== true) {
            const from = next;
            next += filesAtOnce;
            const jobs: MergeJobs = { files: files.slice(from, next), policyText, texts };
            // The thread answers one for each file, in their order.
            const part = (await link.ask('merge', jobs)) as readonly FileAnswer[];
            for (const [at, answer] of part.entries()) answers[from + at] = answer;
            done += part.length;
            onStep?.(done);
          }
        };
        await Promise.all(links.slice(0, wanted).map(serve));
        return answers;
      },
      readSides: async (job) => void (await ofRules().ask('read-sides', job)),
      judgeResult: async (result) => (await ofRules().ask('judge-result', result)) as readonly CombinedProblem[],
      outcomes: async (files) =>
        lengthOf(files) <= smallOutcomes && !isPersonal
          ? files.map((file) => outcomeOf(file))
          : ((await first().ask('outcomes', files)) as readonly FileOutcome[]),
      gate: async (files) =>
        lengthOf(files) <= smallGate
          ? checkCommit(files)
          : ((await first().ask('gate', files)) as readonly CommitProblem[]),
    });
  } finally {
    await Promise.all([...links, ...(rules === null ? [] : [rules as WorkerLink])].map((link) => link.close()));
  }
}
