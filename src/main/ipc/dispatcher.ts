import type { Reply } from '../../contract/call';
import type { AppEvent } from '../../contract/events';
import { type CallName, calls } from '../../contract/index';
import type { CallContext, Handlers } from '../handlers/handlers';
import type { Log } from '../log';
import { coalesceProgress } from './coalesce-progress';
import { payloadProblem } from './payload-size';

export interface DispatcherOptions {
  readonly handlers: Handlers;
  readonly log: Pick<Log, 'bug'>;
  /** Sends an event to one caller's page. */
  readonly send: (caller: string, event: AppEvent) => void;
  /** Parses answers too: a handler that breaks its promise is found while developing. */
  readonly checkOutput: boolean;
}

/** Takes calls from pages, whatever carries them: Electron's IPC or the browser host's socket. */
export interface Dispatcher {
  /** Never rejects. */
  call(caller: string, name: unknown, callId: unknown, input: unknown): Promise<Reply<unknown>>;
  cancel(caller: string, callId: unknown): void;
  /** The page of this caller is gone: nobody waits for its calls any more. */
  cancelAll(caller: string): void;
}

/**
 * The law of the door: only own properties of the table are called, only with an input that their schema parsed. An
 * expected problem is answered as data, a thrown error as a reference into the log.
 */
export function createDispatcher(options: DispatcherOptions): Dispatcher {
  const running = new Map<string, AbortController>();
  const key = (caller: string, callId: unknown): string => `${caller} ${String(callId)}`;

  const run = async (caller: string, name: CallName, callId: string, input: unknown): Promise<Reply<unknown>> => {
    const abort = new AbortController();
    const progress = coalesceProgress((step) => options.send(caller, { kind: 'progress', callId, ...step }));
    running.set(key(caller, callId), abort);
    try {
      return await answer(options, name, input, { signal: abort.signal, progress: progress.step });
    } catch (error) {
      if (abort.signal.aborted && isAbort(error)) return { kind: 'failure', failure: { code: 'cancelled' } };
      return { kind: 'bug', reference: options.log.bug(name, error) };
    } finally {
      progress.stop();
      running.delete(key(caller, callId));
    }
  };

  return {
    async call(caller, name, callId, input) {
      if (!isCallName(name)) return refuse(options, 'a call that is not in the table', name);
      if (!isCallId(callId)) return refuse(options, 'a call without a proper id', name);
      if (running.has(key(caller, callId))) return refuse(options, 'a second call with the same id', name);
      return run(caller, name, callId, input);
    },
    cancel(caller, callId) {
      running.get(key(caller, callId))?.abort();
    },
    cancelAll(caller) {
      for (const [id, abort] of running) if (id.startsWith(`${caller} `)) abort.abort();
    },
  };
}

async function answer(
  options: DispatcherOptions,
  name: CallName,
  input: unknown,
  context: CallContext,
): Promise<Reply<unknown>> {
  const problem = payloadProblem(input);
  if (problem !== null) return { kind: 'failure', failure: { code: 'bad-input', where: name, problem } };
  const parsed = calls[name].input.safeParse(input);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const where = [name, ...(issue?.path.map(String) ?? [])].join('.');
    return { kind: 'failure', failure: { code: 'bad-input', where, problem: issue?.message ?? 'it is malformed' } };
  }
  // The table ties each name's input to its handler; a union of names cannot say so to the compiler.
  const handle = options.handlers[name] as (input: unknown, context: CallContext) => ReturnType<Handlers[CallName]>;
  const result = await handle(parsed.data, context);
  if (!result.ok) return { kind: 'failure', failure: result.failure };
  if (options.checkOutput) calls[name].output.parse(result.value);
  return { kind: 'value', value: result.value };
}

function refuse(options: DispatcherOptions, what: string, name: unknown): Reply<never> {
  return { kind: 'bug', reference: options.log.bug('the door', new Error(`${what}: ${String(name).slice(0, 100)}`)) };
}

const isCallName = (name: unknown): name is CallName => typeof name === 'string' && Object.hasOwn(calls, name);
const isCallId = (id: unknown): id is string => typeof id === 'string' && /^[\w.#:-]{1,100}$/.test(id);
const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
