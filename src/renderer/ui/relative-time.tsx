import { useSyncExternalStore } from 'react';
import { fullTimeWords, relativeTimeWords } from './relative-time-words';

const tickMs = 20_000;
const listeners = new Set<() => void>();
let nowMs = Date.now();
let timer: ReturnType<typeof setInterval> | null = null;

/** One clock for all times in the window; it stands still while nobody looks. */
function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  if (timer === null) {
    nowMs = Date.now();
    timer = setInterval(() => {
      nowMs = Date.now();
      for (const one of listeners) one();
    }, tickMs);
  }
  return () => {
    listeners.delete(listener);
    if (listeners.size === 0 && timer !== null) {
      clearInterval(timer);
      timer = null;
    }
  };
}

export function RelativeTime({ at, className }: { readonly at: string; readonly className?: string | undefined }) {
  const now = useSyncExternalStore(subscribe, () => nowMs);
  // An instant that is newer than the last tick is not in the future.
  return (
    <time dateTime={at} title={fullTimeWords(at)} className={className}>
      {relativeTimeWords(at, Math.max(now, Math.min(Date.parse(at), Date.now())))}
    </time>
  );
}
