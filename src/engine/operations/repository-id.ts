import { randomBytes } from 'node:crypto';
import { makeFolder, replaceDurably } from '../files/durable';
import type { FileSystem } from '../files/file-system';
import { nodeFileSystem } from '../files/node-file-system';
import { readBytesIfThere } from '../files/read-bytes';
import type { Place } from '../git/git';

/** The id that a repository keeps in its git folder; it survives renames of the folder and names the vault. */
export async function ensureRepositoryId(
  place: Pick<Place, 'commonDir'>,
  fs: FileSystem = nodeFileSystem(),
): Promise<string> {
  const folder = `${place.commonDir}/selvedge`;
  const path = `${folder}/repository-id`;
  const known = (await readBytesIfThere(fs, path, 1_000))?.toString('utf8').trim();
  if (known !== undefined && /^[0-9a-f]{32}$/.test(known)) return known;
  await makeFolder(fs, folder);
  const fresh = randomBytes(16).toString('hex');
  await replaceDurably(fs, path, Buffer.from(`${fresh}\n`));
  return fresh;
}
