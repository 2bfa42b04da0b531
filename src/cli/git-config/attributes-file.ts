import { mkdir, open, readFile, realpath, rename, rm, stat } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The text of an attributes file; empty when there is none. */
export async function readAttributes(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

/** In one step, through a link to where the file really is; its mode stays. An empty text removes the file. */
export async function writeAttributes(path: string, text: string): Promise<void> {
  const target = await realpath(path).catch(() => path);
  if (text === '') return rm(target, { force: true });
  await mkdir(dirname(target), { recursive: true });
  const old = await stat(target).catch(() => null);
  const beside = `${target}.selvedge-${process.pid}`;
  try {
    const file = await open(beside, 'wx', old === null ? 0o644 : old.mode & 0o777);
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
