import type { InputOf, OutputOf } from '../../contract/index';
import { calls } from '../../contract/index';
import type { Failure } from '../../contract/failure';
import type { Result } from '../../contract/call';
import { describeFailure } from '../../core/failure/describe-failure';
import { quietContext } from '../../engine/call-context';
import type { EngineCall, EngineCallName } from '../../engine/calls/engine-calls';
import type { Engine } from '../../engine/index';

/** How one check of the installation went. */
export interface Check {
  readonly name: string;
  readonly passed: boolean;
  readonly ms: number;
  /** What was seen; why it failed. */
  readonly detail: string;
}

/** Thrown inside a check: what was expected did not happen. */
class Unexpected extends Error {}

export function expectThat(holds: boolean, otherwise: string): asserts holds {
  if (!holds) throw new Unexpected(otherwise);
}

const inWords = (failure: Failure): string => {
  const { title, sentence } = describeFailure(failure);
  return `${title}. ${sentence}`;
};

/** Runs checks one after the other; a failed one is noted and the next goes on. */
export class Checks {
  readonly #all: Check[] = [];

  get all(): readonly Check[] {
    return this.#all;
  }

  /** Runs one check. Answers what it found out, null when it failed. */
  async check<T>(name: string, work: () => Promise<readonly [detail: string, value: T]>): Promise<T | null> {
    const startMs = performance.now();
    const note = (passed: boolean, detail: string): void =>
      void this.#all.push({ name, passed, ms: Math.round(performance.now() - startMs), detail });
    try {
      const [detail, value] = await work();
      note(true, detail);
      return value;
    } catch (error) {
      note(false, error instanceof Error ? error.message : String(error));
      return null;
    }
  }
}

/** Checks of one engine; every call is measured. */
export class Examination {
  constructor(
    readonly engine: Engine,
    private readonly checks: Checks,
    private readonly responsesMs: number[],
  ) {}

  check<T>(name: string, work: () => Promise<readonly [detail: string, value: T]>): Promise<T | null> {
    return this.checks.check(name, work);
  }

  /** One call, measured; its failure is data. */
  async ask<N extends EngineCallName>(name: N, input: InputOf<N>): Promise<Result<OutputOf<N>>> {
    const call = this.engine.calls[name] as unknown as EngineCall<N>;
    const parsed = calls[name].input.parse(input);
    const startMs = performance.now();
    const answer = (await call(parsed as unknown as Parameters<EngineCall<N>>[0], quietContext())) as Result<
      OutputOf<N>
    >;
    this.responsesMs.push(performance.now() - startMs);
    return answer;
  }

  /** One call that must be answered. */
  async value<N extends EngineCallName>(name: N, input: InputOf<N>): Promise<OutputOf<N>> {
    const answer = await this.ask(name, input);
    if (!answer.ok) throw new Unexpected(`${name}: ${inWords(answer.failure)}`);
    return answer.value;
  }
}
