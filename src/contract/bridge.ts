/**
 * The three functions that the page may call, for the life of the app.
 *
 * `call` answers with a `Reply`; it never rejects for an expected problem. `cancel` is a wish: the call
 * still answers, with the failure `cancelled` or with its result. An `AbortSignal` does not cross the
 * context bridge, so calls carry ids.
 */
export interface Bridge {
  call(name: string, callId: string, input: unknown): Promise<unknown>;
  cancel(callId: string): void;
  /** Returns the function that stops listening. */
  onEvent(listener: (event: unknown) => void): () => void;
}

/** Name under which the preload exposes the bridge on `window`. */
export const bridgeKey = 'selvedge';

/**
 * IPC channels behind the three functions. `drop` has none: the preload says by itself where a dropped folder lies, because a
 * page is never told.
 */
export const channels = {
  call: 'selvedge:call',
  cancel: 'selvedge:cancel',
  event: 'selvedge:event',
  drop: 'selvedge:drop',
} as const;
