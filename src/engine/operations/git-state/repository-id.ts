import { randomBytes } from 'node:crypto';
import { createFile, makeFolder, removeIfThere, renamePatiently } from '../../files/durable';
import type { FileSystem } from '../../files/file-system';
import { errorCode } from '../../files/file-system';
import { nodeFileSystem } from '../../files/node-file-system';
import { readBytesIfThere } from '../../files/read-bytes';
import type { Place } from '../../git/git';

/**
 * The id that a repository keeps in its git folder; it survives renames of the folder and names the vault.
 *
 * Two apps that open a new repository at the same moment get the same one: the first to give it its name wins.
 */
export async function ensureRepositoryId(
  place: Pick<Place, 'commonDir'>,
  fs: FileSystem = nodeFileSystem(),
): Promise<string> {
  const folder = `${place.commonDir}/selvedge`;
  const path = `${folder}/repository-id`;
  const known = await readId(fs, path);
  if (known !== null) return known;
  await makeFolder(fs, folder);
  const fresh = randomBytes(16).toString('hex');
  const own = `${path}.${fresh}`;
  await createFile(fs, own, Buffer.from(`${fresh}\n`), { mode: 0o600, sync: true });
  try {
    if (await nameFirst(fs, own, path)) return fresh;
    const others = await readId(fs, path);
    if (others !== null) return others;
    // What lies there is no id: torn, or written by nobody of ours.
    await renamePatiently(fs, own, path);
    return fresh;
  } finally {
    await removeIfThere(fs, own);
    await fs.syncDirectory(folder);
  }
}

async function readId(fs: FileSystem, path: string): Promise<string | null> {
  const text = (await readBytesIfThere(fs, path, 1_000))?.toString('utf8').trim();
  return text !== undefined && /^[0-9a-f]{32}$/.test(text) ? text : null;
}

/** False: the name is taken. */
async function nameFirst(fs: FileSystem, own: string, path: string): Promise<boolean> {
  try {
    await fs.link(own, path);
    return true;
  } catch (error) {
    // Disks without hard links get the name without the guard.
    if (errorCode(error) !== 'EEXIST' && (await fs.lstat(path)) === null) await renamePatiently(fs, own, path);
    else return false;
    return true;
  }
}
