import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import type { AnswerMessage, QuestionMessage, StepMessage } from './messages';
import { bundledFromSource } from './source-worker';

/** A running worker thread, asked by name. */
export interface WorkerLink {
  /**
   * Resolves with the worker's answer. Rejects when the worker threw, and with `WorkerLost` when it ended. `transfer`:
   * buffers that move over and are empty here afterwards.
   */
  ask(
    name: string,
    input: unknown,
    options?: { readonly transfer?: readonly ArrayBuffer[]; onStep?(step: StepMessage): void },
  ): Promise<unknown>;
  close(): Promise<void>;
}

/**
 * The worker ended before it answered: it needed more `memory` than it may, was `silent` for too long, or `ended` by
 * itself.
 */
export class WorkerLost extends Error {
  constructor(
    message: string,
    readonly why: 'memory' | 'silent' | 'ended' = 'ended',
    /** How long nothing had been heard. */
    readonly afterMs = 0,
  ) {
    super(message);
  }
}

/** More than this in one worker and it ends, so that the window lives on. */
const mostMemoryMb = 3_072;

/**
 * Starts `src/engine/workers/<name>.worker.ts`, or what it was built into. An idle worker does not keep the process
 * alive. One that owes an answer and says nothing for `silentMs` is ended.
 */
export function startWorker(name: string, data: unknown, silentMs: number | null = null): WorkerLink {
  const worker = new Worker(workerFile(name), {
    workerData: data,
    execArgv: [],
    resourceLimits: { maxOldGenerationSizeMb: mostMemoryMb, stackSizeMb: 8 },
  });
  const waiting = new Map<number, Waiting>();
  let lost: WorkerLost | null = null;
  let count = 0;
  let patience: ReturnType<typeof setTimeout> | undefined;
  const listen = (): void => {
    clearTimeout(patience);
    if (silentMs === null || waiting.size === 0) return;
    patience = setTimeout(() => {
      lose(new WorkerLost(`The worker ${name} said nothing for ${silentMs} ms`, 'silent', silentMs));
      void worker.terminate();
    }, silentMs);
  };
  const settle = (): void => {
    if (waiting.size === 0) worker.unref();
  };
  worker.unref();
  worker.on('message', (message: AnswerMessage) => {
    const asked = waiting.get(message.id);
    if (message.kind !== 'step') waiting.delete(message.id);
    listen();
    if (message.kind === 'step') return asked?.onStep?.(message.step);
    settle();
    if (message.kind === 'value') asked?.resolve(message.value);
    else asked?.reject(Object.assign(new Error(message.message), { stack: message.stack }));
  });
  const lose = (reason: WorkerLost): void => {
    clearTimeout(patience);
    lost ??= reason;
    for (const { reject } of waiting.values()) reject(lost);
    waiting.clear();
  };
  worker.on('error', (error) => lose(lossOf(error)));
  worker.on('exit', (code) => lose(new WorkerLost(`The worker ${name} ended with ${code}`)));
  return {
    ask: (question, input, options = {}) =>
      new Promise((resolve, reject) => {
        if (lost !== null) return reject(lost);
        count += 1;
        waiting.set(count, { resolve, reject, onStep: options.onStep?.bind(options) });
        worker.ref();
        if (waiting.size === 1) listen();
        const message: QuestionMessage = { id: count, name: question, input };
        worker.postMessage(message, [...(options.transfer ?? [])]);
      }),
    close: async () => {
      await worker.terminate();
    },
  };
}

function lossOf(error: unknown): WorkerLost {
  const outOfMemory = (error as { code?: unknown } | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY';
  return new WorkerLost(error instanceof Error ? error.message : String(error), outOfMemory ? 'memory' : 'ended');
}

interface Waiting {
  resolve(value: unknown): void;
  reject(error: Error): void;
  onStep: ((step: StepMessage) => void) | undefined;
}

const isSource = import.meta.url.endsWith('.ts');

/** Bundled when we run from source; else in `workers`, beside the bundle or one folder up from its chunks. */
function workerFile(name: string): string {
  const here = dirname(fileURLToPath(import.meta.url));
  if (isSource) return bundledFromSource(join(here, `${name}.worker.ts`), name);
  const beside = join(here, 'workers', `${name}.js`);
  return existsSync(beside) ? beside : join(here, '..', 'workers', `${name}.js`);
}
