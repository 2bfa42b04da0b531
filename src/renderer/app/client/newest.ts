/**
 * The newest request wins: asking for the next signal aborts the one before.
 *
 * After each await, a request that sees its signal aborted drops its answer.
 */
export class Newest {
  #current: AbortController | null = null;

  next(): AbortSignal {
    this.#current?.abort();
    this.#current = new AbortController();
    return this.#current.signal;
  }

  stop(): void {
    this.#current?.abort();
    this.#current = null;
  }
}
