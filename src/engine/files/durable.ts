import type { DiskNow, FileStat, FileSystem, OpenFile } from './file-system';
import { errorCode } from './file-system';

/** A write that the disk accepted only in part, and refused to continue. */
class ShortWrite extends Error {
  readonly code = 'ENOSPC';
}

/** Writes every byte or throws: the system may accept fewer than asked without an error. */
export async function writeAll(file: OpenFile, bytes: Uint8Array): Promise<void> {
  let at = 0;
  while (at < bytes.length) {
    const written = await file.write(bytes, at, bytes.length - at, null);
    if (written <= 0) throw new ShortWrite(`wrote ${at} of ${bytes.length} bytes`);
    at += written;
  }
}

/** Makes a new file with these bytes; `sync`: durable before this returns. Removed again when it fails. */
export async function createFile(
  fs: FileSystem,
  path: string,
  bytes: Uint8Array,
  { mode, sync }: { readonly mode: number; readonly sync: boolean },
): Promise<void> {
  const file = await fs.open(path, 'create', mode);
  let finished = false;
  try {
    await writeAll(file, bytes);
    // The mode given at creation passes through the umask.
    if (fs.platform !== 'win32') await file.chmod(mode);
    if (sync) await file.sync();
    if ((await file.stat()).sizeBytes !== bytes.length)
      throw new ShortWrite(`${path} is not ${bytes.length} bytes long`);
    finished = true;
  } finally {
    await file.close();
    if (!finished) await removeIfThere(fs, path);
  }
}

/** `createFile` without waiting and not durable yet: `syncAll` has to follow. */
export function createFileNow(now: DiskNow, path: string, bytes: Uint8Array, mode: number): FileStat {
  const file = now.create(path, mode);
  let finished = false;
  try {
    for (let at = 0; at < bytes.length;) {
      const written = file.write(bytes, at, bytes.length - at);
      if (written <= 0) throw new ShortWrite(`wrote ${at} of ${bytes.length} bytes`);
      at += written;
    }
    const stat = file.stat();
    // The mode given at creation passes through the umask.
    if (stat.mode !== mode) file.chmod(mode);
    if (stat.sizeBytes !== bytes.length) throw new ShortWrite(`${path} is not ${bytes.length} bytes long`);
    finished = true;
    return stat;
  } finally {
    file.close();
    if (!finished) now.unlink(path);
  }
}

/**
 * Replaces one of our own files in one step and durably: a reader, and a reader after a power cut, sees the old
 * bytes or the new. The name beside it ends in `.new`; what a crash leaves there is overwritten next time.
 */
export async function replaceDurably(fs: FileSystem, path: string, bytes: Uint8Array, mode = 0o600): Promise<void> {
  const fresh = `${path}.new`;
  await removeIfThere(fs, fresh);
  await createFile(fs, fresh, bytes, { mode, sync: true });
  await renamePatiently(fs, fresh, path);
  await fs.syncDirectory(parentOf(path));
}

/** True when something was removed. Missing is fine, anything else is an error. */
export async function removeIfThere(fs: FileSystem, path: string): Promise<boolean> {
  try {
    await fs.unlink(path);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

const busy = new Set(['EPERM', 'EACCES', 'EBUSY']);
const pausesMs = [10, 20, 40, 80, 150, 300, 400];

/** Windows refuses to rename over a file that a scanner or an editor holds open for a moment: tries for about 1 s. */
export async function renamePatiently(fs: FileSystem, from: string, to: string): Promise<void> {
  for (const pauseMs of fs.platform === 'win32' ? pausesMs : []) {
    try {
      return await fs.rename(from, to);
    } catch (error) {
      if (!busy.has(errorCode(error) ?? '')) throw error;
      await new Promise((resume) => setTimeout(resume, pauseMs));
    }
  }
  await fs.rename(from, to);
}

/** Makes a folder and its parents, private to the person, each name durable. */
export async function makeFolder(fs: FileSystem, path: string, mode = 0o700): Promise<void> {
  const found = await fs.lstat(path);
  if (found?.kind === 'directory') return;
  const parent = parentOf(path);
  if (parent !== path) await makeFolder(fs, parent, mode);
  try {
    await fs.mkdir(path, mode);
    await fs.syncDirectory(parent);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
    // Made by somebody else meanwhile, or something that is no folder, or a link to one.
    if ((await fs.lstat(path))?.kind !== 'directory') throw error;
  }
}

/** The folder that holds a path; both kinds of separators, so that Windows paths can be tested anywhere. */
export function parentOf(path: string): string {
  const cut = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
  if (cut < 0) return '.';
  return cut === 0 ? path.slice(0, 1) : path.slice(0, cut);
}
