import { availableParallelism } from 'node:os';
import type { CombinedProblem } from '../../../contract/rehearsal';
import { checkCommit } from '../../../core/merge/decisions/check-commit';
import type { CommitProblem, FileToCommit } from '../../../core/merge/decisions/check-commit';
import { startWorker } from '../../workers/worker-pool';
import type { WorkerLink } from '../../workers/worker-pool';
import { hasExtensions } from '../../fabric/desk/load-extensions';
import type { MergeWorkerData } from '../merge-policy';
import { copiesToMove } from './copies-to-move';
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
  /** Starts the thread of the rules, which takes a moment; files are then merged by one thread less. */
  startRules(): void;
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
        const places = Math.max(1, Math.min(availableParallelism(), mostThreads) - (rules === null ? 0 : 1));
        const wanted = Math.min(places, Math.ceil(files.length / filesPerThread));
        while (links.length < wanted) links.push(start());
        const answers: FileAnswer[] = [];
        let next = 0;
        let done = 0;
        const serve = async (link: WorkerLink): Promise<void> => {
          while (next < files.length && signal?.aborted !== true) {
            const from = next;
            next += filesAtOnce;
            const moved = moveJobs(files.slice(from, next));
            const jobs: MergeJobs = { files: moved.files, policyText, texts };
            // The thread answers one for each file, in their order.
            const part = (await link.ask('merge', jobs, { transfer: [moved.buffer] })) as readonly FileAnswer[];
            for (const [at, answer] of part.entries()) answers[from + at] = answer;
            done += part.length;
            onStep?.(done);
          }
        };
        await Promise.all(links.slice(0, wanted).map(serve));
        return answers;
      },
      startRules: () => void ofRules(),
      async readSides({ ours, theirs }) {
        const { files, buffer } = moveVersions([...ours, ...theirs]);
        const job: SidesJob = { ours: files.slice(0, ours.length), theirs: files.slice(ours.length) };
        await ofRules().ask('read-sides', job, { transfer: [buffer] });
      },
      async judgeResult(result) {
        const { files, buffer } = moveVersions(result);
        return (await ofRules().ask('judge-result', files, { transfer: [buffer] })) as readonly CombinedProblem[];
      },
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

interface Moved<T> {
  readonly files: readonly T[];
  readonly buffer: ArrayBuffer;
}

function moveJobs(files: readonly FileJob[]): Moved<FileJob> {
  const { copies, buffer } = copiesToMove(
    files.flatMap(({ base, ours, theirs, merged }) => [base, ours, theirs, merged]),
  );
  const moved = files.map((file, at): FileJob => {
    const [base, ours, theirs, merged] = copies.slice(at * 4, at * 4 + 4);
    return {
      ...file,
      base: base ?? null,
      ours: ours ?? file.ours,
      theirs: theirs ?? file.theirs,
      merged: merged ?? null,
    };
  });
  return { files: moved, buffer };
}

function moveVersions(versions: readonly FileVersion[]): Moved<FileVersion> {
  const { copies, buffer } = copiesToMove(versions.map(({ bytes }) => bytes));
  const moved = versions.map((version, at): FileVersion => {
    const bytes = copies[at];
    return bytes ? { ...version, bytes } : version;
  });
  return { files: moved, buffer };
}
