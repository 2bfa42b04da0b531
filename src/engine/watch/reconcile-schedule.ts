export interface ScheduleOptions {
  look(): Promise<void>;
  /** A look that threw: a bug, said to whoever can log it. */
  onBug(error: unknown): void;
  /** Milliseconds between looks that nothing asked for. */
  pollMs(): number;
  readonly quietMs?: number;
  readonly longestMs?: number;
}

/**
 * When to look again. One look at a time; what is asked while one is under way leads to one more after it,
 * because the first may have read too early.
 */
export class ReconcileSchedule {
  readonly #options: ScheduleOptions;
  #closed = false;
  #firstHintAtMs: number | null = null;
  #quiet: NodeJS.Timeout | undefined;
  #poll: NodeJS.Timeout | undefined;
  readonly #extras = new Set<NodeJS.Timeout>();
  #running: Promise<void> | null = null;
  #next: Promise<void> | null = null;
  #holds = 0;
  #freed: { readonly promise: Promise<void>; readonly free: () => void } | null = null;

  constructor(options: ScheduleOptions) {
    this.#options = options;
    this.repoll();
  }

  /** Something may have changed: looks after a quiet moment, and within a second even if it never gets quiet. */
  hint(): void {
    if (this.#closed) return;
    const now = performance.now();
    this.#firstHintAtMs ??= now;
    clearTimeout(this.#quiet);
    const leftMs = Math.max(0, this.#firstHintAtMs + (this.#options.longestMs ?? 800) - now);
    this.#quiet = setTimeout(() => void this.now(), Math.min(this.#options.quietMs ?? 150, leftMs));
  }

  /** Looks now, or right after what is under way; resolves when that look is over. */
  now(): Promise<void> {
    if (this.#closed) return this.#running ?? Promise.resolve();
    if (this.#running === null && this.#freed === null) return this.#start();
    this.#next ??= Promise.all([this.#running, this.#freed?.promise]).then(() => {
      this.#next = null;
      return this.#closed ? undefined : this.now();
    });
    return this.#next;
  }

  /** Looks once more after this time, whatever happens until then. */
  later(afterMs: number): void {
    if (this.#closed) return;
    const timer = setTimeout(() => {
      this.#extras.delete(timer);
      void this.now();
    }, afterMs);
    this.#extras.add(timer);
  }

  /** No look begins until the returned function is called; that looks, and resolves when the look is over. */
  hold(): () => Promise<void> {
    this.#holds += 1;
    this.#freed ??= promiseToFree();
    let held = true;
    return () => {
      if (held) this.#holds -= 1;
      held = false;
      if (this.#holds === 0) {
        const { free } = this.#freed ?? { free: () => undefined };
        this.#freed = null;
        free();
      }
      return this.now();
    };
  }

  /** The time until the next look of its own accord changed. */
  repoll(): void {
    clearTimeout(this.#poll);
    if (!this.#closed) this.#poll = setTimeout(() => void this.now(), this.#options.pollMs()).unref();
  }

  /** No look begins after this; resolves when the last one is over. */
  async close(): Promise<void> {
    this.#closed = true;
    this.#freed?.free();
    this.#freed = null;
    for (const timer of [this.#quiet, this.#poll, ...this.#extras]) clearTimeout(timer);
    await (this.#next ?? this.#running);
  }

  #start(): Promise<void> {
    clearTimeout(this.#quiet);
    this.#firstHintAtMs = null;
    this.#running = this.#options
      .look()
      .catch((error: unknown) => this.#options.onBug(error))
      .then(() => {
        this.#running = null;
        this.repoll();
      });
    return this.#running;
  }
}

function promiseToFree(): { readonly promise: Promise<void>; readonly free: () => void } {
  let free: () => void = () => undefined;
  const promise = new Promise<void>((resolve) => (free = resolve));
  return { promise, free };
}
