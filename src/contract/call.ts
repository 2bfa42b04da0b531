import type { z } from 'zod';
import type { Failure } from './failure';

/** One row of the table of calls: what goes in, what comes out. Both are checked where data enters a process. */
export interface CallShape<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> {
  readonly input: I;
  readonly output: O;
}

export function call<I extends z.ZodType, O extends z.ZodType>(input: I, output: O): CallShape<I, O> {
  return { input, output };
}

/**
 * What a call answers.
 *
 * `failure`: expected, a person can do something about it. `bug`: our fault; `reference` finds the full
 * text in the log of the main process.
 */
export type Reply<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'failure'; readonly failure: Failure }
  | { readonly kind: 'bug'; readonly reference: string };

/** Expected problems are returned, not thrown. */
export type Result<T, F = Failure> =
  { readonly ok: true; readonly value: T } | { readonly ok: false; readonly failure: F };

export const ok = <T>(value: T): { readonly ok: true; readonly value: T } => ({ ok: true, value });
export const fail = <F = Failure>(failure: F): { readonly ok: false; readonly failure: F } => ({ ok: false, failure });
