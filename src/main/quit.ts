import { app } from 'electron';
import type { Log } from './log';

const patienceMs = 3000;

/** Lets the engine put its locks and files away before the process ends, but not for ever. */
export function closeBeforeQuitting(close: () => Promise<void>, log: Log): void {
  let closed = false;
  app.on('will-quit', (event) => {
    if (closed) return;
    event.preventDefault();
    closed = true;
    const patience = setTimeout(() => {
      log.note(`the engine did not close within ${patienceMs} ms`);
      app.exit(0);
    }, patienceMs);
    void close()
      .catch((error: unknown) => log.bug('closing the engine', error))
      .finally(() => {
        clearTimeout(patience);
        app.exit(0);
      });
  });
}
