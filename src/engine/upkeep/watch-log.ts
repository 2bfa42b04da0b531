import { watch } from 'node:fs';
import type { FSWatcher } from 'node:fs';
import { join } from 'node:path';

const quietMs = 150;

/**
 * Notices that another process (the command line, another window) wrote into the operations log. Only a hint: what
 * the system does not tell is noticed with the next change of the working tree.
 */
export function watchLog(
  vaultFolder: string,
  notice: () => Promise<void>,
  onBug: (error: unknown) => void,
): { close(): void } {
  let timer: NodeJS.Timeout | undefined;
  let watcher: FSWatcher | null = null;
  try {
    watcher = watch(join(vaultFolder, 'log'), { persistent: false }, () => {
      clearTimeout(timer);
      timer = setTimeout(() => void notice().catch(onBug), quietMs).unref();
    });
    watcher.on('error', () => watcher?.close());
  } catch {
    // No watchers left in this system, or none on this disk.
  }
  return {
    close: () => {
      clearTimeout(timer);
      watcher?.close();
    },
  };
}
