import type { Reply } from '../../../contract/call';

/** Why there is no answer: something a person can act on, or a bug of ours with its reference. */
export type Problem = Exclude<Reply<never>, { kind: 'value' }>;

/**
 * What the page knows about something that lives elsewhere.
 *
 * `stale` is the last good answer: it stays readable while a newer one is fetched, and after a failure.
 */
export type Loadable<T> =
  | { readonly state: 'idle' }
  | { readonly state: 'loading'; readonly stale: T | null }
  | { readonly state: 'ready'; readonly value: T }
  | { readonly state: 'failed'; readonly problem: Problem; readonly stale: T | null };

export const idle: Loadable<never> = { state: 'idle' };

/** The newest answer that is known, fresh or stale. */
export function latestOf<T>(loadable: Loadable<T>): T | null {
  switch (loadable.state) {
    case 'idle':
      return null;
    case 'ready':
      return loadable.value;
    case 'loading':
    case 'failed':
      return loadable.stale;
  }
}

export function loadingFrom<T>(before: Loadable<T>): Loadable<T> {
  return { state: 'loading', stale: latestOf(before) };
}

export function settledFrom<T>(before: Loadable<T>, reply: Reply<T>): Loadable<T> {
  return reply.kind === 'value'
    ? { state: 'ready', value: reply.value }
    : { state: 'failed', problem: reply, stale: latestOf(before) };
}
