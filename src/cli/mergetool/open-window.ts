import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { windowMark } from '../../contract/window-mark';

/** Whether a window is open for a data folder: the app marks it, and a mark whose process is gone is left over. */
export async function isWindowOpen(dataFolder: string): Promise<boolean> {
  const text = await readFile(join(dataFolder, windowMark), 'utf8').catch(() => '');
  const pid = Number(text.trim() === '' ? Number.NaN : text);
  if (!Number.isInteger(pid) || pid <= 0) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is a process.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
