import { readlink } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Whether the window that runs for a data folder is still there: Chromium keeps a link that names its process. Null: the
 * system keeps no such link, so nobody can tell.
 */
export async function isAppRunning(dataFolder: string, platform = process.platform): Promise<boolean | null> {
  if (platform === 'win32') return null;
  const target = await readlink(join(dataFolder, 'SingletonLock')).catch(() => null);
  const pid = Number(/-(\d+)$/.exec(target ?? '')?.[1] ?? Number.NaN);
  if (!Number.isInteger(pid)) return false;
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    // Somebody else's process is a process.
    return (error as NodeJS.ErrnoException).code === 'EPERM';
  }
}
