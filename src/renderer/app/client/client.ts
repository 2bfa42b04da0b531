import type { Reply } from '../../../contract/call';
import type { CallName, InputOf, OutputOf } from '../../../contract/index';
import { bridge } from './bridge';
import { workEnded, workStarted } from './running-work';

export interface CallOptions {
  /** Aborting asks the engine to stop; the call still answers, with `cancelled` or with its result. */
  readonly signal?: AbortSignal;
}

let sequence = 0;

/**
 * Asks the engine for one thing of the table of calls.
 *
 * Never rejects: expected problems are `failure`, everything else is `bug` with a reference.
 */
export async function callEngine<N extends CallName>(
  name: N,
  input: InputOf<N>,
  options: CallOptions = {},
): Promise<Reply<OutputOf<N>>> {
  sequence += 1;
  const callId = `${name}#${sequence}`;
  const { signal } = options;
  if (signal?.aborted === true) return { kind: 'failure', failure: { code: 'cancelled' } };
  const cancel = (): void => cancelCall(callId);
  signal?.addEventListener('abort', cancel, { once: true });
  workStarted(callId);
  try {
    return (await bridge().call(name, callId, input)) as Reply<OutputOf<N>>;
  } catch (error) {
    return { kind: 'bug', reference: `no answer to ${name}: ${String(error)}` };
  } finally {
    signal?.removeEventListener('abort', cancel);
    workEnded(callId);
  }
}

export function cancelCall(callId: string): void {
  bridge().cancel(callId);
}
