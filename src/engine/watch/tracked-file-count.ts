import type { FileSystem } from '../files/file-system';

/** How many files git tracks, from the head of its index; 0 when there is none or it is not understood. */
export async function trackedFileCount(fs: FileSystem, gitDir: string): Promise<number> {
  const head = Buffer.alloc(12);
  try {
    const file = await fs.open(`${gitDir}/index`, 'read');
    try {
      if ((await file.read(head, 0, 12, 0)) < 12) return 0;
    } finally {
      await file.close();
    }
  } catch {
    // No index yet, or no permission: only a guess at the size is lost.
    return 0;
  }
  return head.toString('latin1', 0, 4) === 'DIRC' ? head.readUInt32BE(8) : 0;
}
