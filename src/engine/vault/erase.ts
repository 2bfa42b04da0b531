import { errorCode } from '../files/file-system';
import type { FileSystem } from '../files/file-system';

/** Zeros over the bytes, durable. What a disk does beneath (wear levelling, copy on write, snapshots) is not in our hands. */
export async function overwrite(fs: FileSystem, path: string, sizeBytes: number): Promise<void> {
  const file = await fs.open(path, 'update');
  try {
    const zeros = Buffer.alloc(Math.min(1 << 20, sizeBytes));
    for (let at = 0; at < sizeBytes;) {
      const written = await file.write(zeros, 0, Math.min(zeros.length, sizeBytes - at), at);
      if (written <= 0) throw Object.assign(new Error('cannot overwrite'), { code: 'EIO' });
      at += written;
    }
    await file.sync();
  } finally {
    await file.close();
  }
}

/**
 * Erases a file that no crash or copy may bring back. Missing is fine.
 *
 * Renamed first: copies to the second vault are made without the lock, and one in the making must fail rather than be
 * put in place with zeros in it.
 */
export async function eraseAside(fs: FileSystem, path: string): Promise<void> {
  const aside = `${path}.erased`;
  const found = await fs.lstat(path);
  if (found === null) return;
  await fs.rename(path, aside).catch((error: unknown) => {
    if (errorCode(error) !== 'ENOENT') throw error;
  });
  if ((await fs.lstat(aside)) === null) return;
  if (found.kind === 'file') await overwrite(fs, aside, (await fs.lstat(aside))?.sizeBytes ?? 0);
  await fs.unlink(aside);
}
