import { rmSync } from 'node:fs';
import { chmod, mkdtemp, readdir, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const folders = new Set<string>();

const removeAtExit = (): void => {
  for (const folder of folders) rmSync(folder, { recursive: true, force: true });
};

/** Gives the owner back the right to delete what a test made unreadable. What goes meanwhile is gone. */
const unlockFolders = async (folder: string): Promise<void> => {
  await chmod(folder, 0o700).catch(() => null);
  for (const entry of await readdir(folder, { withFileTypes: true }).catch(() => [])) {
    if (entry.isDirectory()) await unlockFolders(join(folder, entry.name));
  }
};

/** A new empty folder without symlinks in its path. Gone with the process, or earlier by `removeFolder`. */
export const temporaryFolder = async (name = 'test'): Promise<string> => {
  if (folders.size === 0) process.once('exit', removeAtExit);
  const folder = await realpath(await mkdtemp(join(tmpdir(), `selvedge-${name}-`)));
  folders.add(folder);
  return folder;
};

export const removeFolder = async (folder: string): Promise<void> => {
  folders.delete(folder);
  await rm(folder, { recursive: true, force: true }).catch(async () => {
    await unlockFolders(folder);
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  });
};

/** Everything that this process made; for `afterAll`. */
export const removeAllFolders = async (): Promise<void> => {
  for (const folder of folders) await removeFolder(folder);
};
