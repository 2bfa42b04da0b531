import { writeAll } from '../../files/durable';
import type { FileSystem } from '../../files/file-system';

/** Appends at exactly `position`: a torn line that lies there is cut off first; so is ours when it cannot be finished. */
export async function appendLine(fs: FileSystem, path: string, position: number, line: Buffer): Promise<void> {
  const file = await fs.open(path, 'append', 0o600);
  try {
    if ((await file.stat()).sizeBytes !== position) await file.truncate(position);
    try {
      await writeAll(file, line);
      await file.sync();
    } catch (error) {
      await file.truncate(position);
      throw error;
    }
  } finally {
    await file.close();
  }
}
