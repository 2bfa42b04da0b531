import { callEngine } from './client';
import { showToast } from '../shell/toasts';

/** Writes a crash to the log. Answers its reference, or null when even that failed. */
export async function reportCrash(error: unknown): Promise<string | null> {
  const message = error instanceof Error ? error.message : String(error);
  const stack = error instanceof Error ? (error.stack ?? '') : '';
  const reply = await callEngine('app.report-crash', {
    message: message.slice(0, 10_000),
    stack: stack.slice(0, 100_000),
  });
  return reply.kind === 'value' ? reply.value.reference : null;
}

const atMostEveryMs = 10_000;
let lastShownMs = -Infinity;

/** Bugs outside of React's sight: logged, and said once in a while. Returns the function that stops. */
export function listenToBugs(): () => void {
  const onBug = (error: unknown): void => {
    const nowMs = performance.now();
    if (nowMs - lastShownMs < atMostEveryMs) return;
    lastShownMs = nowMs;
    void reportCrash(error).then((reference) =>
      showToast({
        tone: 'problem',
        title: 'Something went wrong in Selvedge',
        detail: reference === null ? 'What you see may be out of date.' : `The log has the details: ${reference}`,
      }),
    );
  };
  const onError = (event: ErrorEvent): void => {
    // The browser's own complaint about a layout that needs one more frame; nothing failed.
    if (!event.message.startsWith('ResizeObserver loop')) onBug(event.error ?? event.message);
  };
  const onRejection = (event: PromiseRejectionEvent): void => onBug(event.reason);
  window.addEventListener('error', onError);
  window.addEventListener('unhandledrejection', onRejection);
  return () => {
    window.removeEventListener('error', onError);
    window.removeEventListener('unhandledrejection', onRejection);
  };
}
