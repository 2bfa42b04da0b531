/** What travels beside a call's input: a way to be cancelled and a way to tell how far it is. */
export interface CallContext {
  readonly signal: AbortSignal;
  /** `total` null: not known. Cheap to call often; the door coalesces. */
  progress(step: { title: string; done: number; total: number | null; unit: string }): void;
}

/** For tests, the command line's short commands, and work that nobody waits for. */
export const quietContext = (): CallContext => ({ signal: new AbortController().signal, progress: () => undefined });
