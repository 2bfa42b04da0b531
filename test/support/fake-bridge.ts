import type { Bridge } from '../../src/contract/bridge';
import type { Reply } from '../../src/contract/call';
import type { AppEvent } from '../../src/contract/events';
import type { Failure } from '../../src/contract/failure';
import { calls, type CallName, type OutputOf, type ParsedInputOf } from '../../src/contract/index';

/** What a fake answers to a call: the value, or a failure made with `failing`. */
type Answer<N extends CallName> = OutputOf<N> | Failing | Promise<OutputOf<N> | Failing>;
export type Answers = { [N in CallName]?: (input: ParsedInputOf<N>, callId: string) => Answer<N> };

class Failing {
  constructor(readonly failure: Failure) {}
}

/** An answer that is a failure. */
export const failing = (failure: Failure): Failing => new Failing(failure);

export interface RecordedCall {
  readonly name: CallName;
  readonly callId: string;
  readonly input: unknown;
}

/**
 * A bridge without a main process. Inputs and outputs go through the contract's schemas, so a fake cannot say
 * what main could not say. A call without an answer throws: tests name everything that they use.
 */
export class FakeBridge implements Bridge {
  readonly recorded: RecordedCall[] = [];
  readonly cancelled: string[] = [];
  readonly #listeners = new Set<(event: unknown) => void>();

  constructor(private answers: Answers) {}

  /** Changes some answers from now on. */
  answer(more: Answers): void {
    this.answers = { ...this.answers, ...more };
  }

  emit(event: AppEvent): void {
    for (const listener of this.#listeners) listener(structuredClone(event));
  }

  /** The inputs of all calls with this name, oldest first. */
  inputsOf<N extends CallName>(name: N): ParsedInputOf<N>[] {
    return this.recorded.filter((call) => call.name === name).map((call) => call.input as ParsedInputOf<N>);
  }

  async call(name: string, callId: string, input: unknown): Promise<Reply<unknown>> {
    if (!Object.hasOwn(calls, name)) throw new Error(`There is no call ${name}`);
    const known = name as CallName;
    const parsed = calls[known].input.parse(structuredClone(input));
    this.recorded.push({ name: known, callId, input: parsed });
    const answer = this.answers[known] as ((input: unknown, callId: string) => Answer<CallName>) | undefined;
    if (answer === undefined) throw new Error(`The fake has no answer for ${name}`);
    const value = await answer(parsed, callId);
    if (value instanceof Failing) return { kind: 'failure', failure: value.failure };
    return { kind: 'value', value: structuredClone(calls[known].output.parse(value)) };
  }

  cancel(callId: string): void {
    this.cancelled.push(callId);
  }

  onEvent(listener: (event: unknown) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }
}
