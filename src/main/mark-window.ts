import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { windowMark } from '../contract/window-mark';
import type { Log } from './log';

/** Says on disk that a window is open now, or that none is. A refusing disk costs the mark only. */
export function markWindow(dataFolder: string, isOpen: boolean, log: Log): void {
  const file = join(dataFolder, windowMark);
  try {
    if (!isOpen) {
      rmSync(file, { force: true });
      return;
    }
    mkdirSync(dataFolder, { recursive: true });
    writeFileSync(file, `${process.pid}\n`, { mode: 0o600 });
  } catch (error) {
    log.note(`the mark of the open window could not be kept: ${String(error)}`);
  }
}
