import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { makeFolder, removeIfThere, replaceDurably } from '../files/durable';
import type { FileSystem } from '../files/file-system';
import { nodeFileSystem } from '../files/node-file-system';
import { readBytesIfThere } from '../files/read-bytes';

const keptIn = (gitDir: string): string => `${gitDir}/selvedge/head`;
const isHead = /^(ref: refs\/[^\0\n]{1,4000}|[0-9a-f]{40}|[0-9a-f]{64})\n?$/;

/**
 * Keeps a durable copy of HEAD beside our journal while git may move it.
 *
 * Git does not sync a HEAD that names a branch: a power cut during a checkout can leave an empty one, and then no git
 * takes the folder for a repository any more, so that nothing could be put back either.
 */
export async function keepHead(fs: FileSystem, gitDir: string): Promise<void> {
  const head = await readBytesIfThere(fs, `${gitDir}/HEAD`, 5_000);
  if (head === null || !isHead.test(head.toString('utf8'))) return;
  await makeFolder(fs, `${gitDir}/selvedge`);
  await replaceDurably(fs, keptIn(gitDir), head);
}

/** HEAD is durable by itself again. */
export const forgetHead = async (fs: FileSystem, gitDir: string): Promise<void> =>
  void (await removeIfThere(fs, keptIn(gitDir)));

/** Puts a torn HEAD back as it was before the operation that a power cut interrupted. False: nothing of the kind. */
export async function mendHead(gitDir: string): Promise<boolean> {
  const head = await readFile(join(gitDir, 'HEAD')).catch(() => null);
  if (head === null || head.some((byte) => byte !== 0)) return false;
  const kept = await readFile(keptIn(gitDir), 'utf8').catch(() => null);
  if (kept === null || !isHead.test(kept)) return false;
  await replaceDurably(nodeFileSystem(), join(gitDir, 'HEAD'), Buffer.from(kept), 0o644);
  return true;
}
