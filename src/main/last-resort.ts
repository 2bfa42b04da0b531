import { app, dialog } from 'electron';
import type { Log } from './log';

/**
 * The one catch of this process: whatever nobody caught goes into the log with a reference, and the first time a box tells it.
 * The app goes on: every mutation is journalled, so a half-done one is repaired, and a lost window would cost more.
 */
export function catchTheUncaught(log: Log): void {
  let told = false;
  const tell = (where: string, error: unknown): void => {
    const reference = log.bug(where, error);
    if (told || !app.isReady()) return;
    told = true;
    void dialog.showMessageBox({
      type: 'error',
      message: 'Something in Selvedge went wrong',
      detail: `It may work on; starting it anew is safer.\nReference ${reference}, in ${log.file}`,
    });
  };
  process.on('uncaughtException', (error) => tell('the main process', error));
  process.on('unhandledRejection', (reason) => tell('a promise of the main process', reason));
}

/** The app cannot start: says so and ends, rather than live on without a window. */
export function giveUp(error: unknown): never {
  dialog.showErrorBox(
    'Selvedge could not start',
    error instanceof Error ? (error.stack ?? error.message) : String(error),
  );
  app.exit(1);
  throw error;
}
