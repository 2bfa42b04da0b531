import { open, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';

/**
 * Replaces a file in one step: a reader sees the old text or the new. A link is followed to where it leads, and the mode
 * stays. A device or a pipe is written to and never replaced. Throws as the disk does.
 */
export async function replaceFile(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  const old = await stat(target).catch(() => null);
  if (old !== null && !old.isFile()) return writeFile(target, text);
  const beside = `${target}.selvedge-${process.pid}`;
  try {
    const file = await open(beside, 'wx', old === null ? 0o666 : old.mode & 0o777);
    try {
      await file.writeFile(text);
      await file.sync();
    } finally {
      await file.close();
    }
    await rename(beside, target);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
}
