import type { FileSystem } from '../../files/file-system';
import { hashBytes } from '../../files/hash';
import { readBytes } from '../../files/read-bytes';
import { orNull } from '../../vault/or-null';
import { listPack } from '../../vault/pack-reader';
import type { Vault } from '../../vault/vault';
import type { Host } from '../host';

/** Files that were put aside: `holding` have one of the contents, `unknown` (in words) cannot be looked into. */
export async function copiesOf(
  host: Host,
  vaults: readonly Vault[],
  hashes: ReadonlySet<string>,
): Promise<{ readonly holding: readonly string[]; readonly unknown: readonly string[] }> {
  const holding: string[] = [];
  const unknown: string[] = [];
  for (const { folder } of vaults)
    for (const path of await filesIn(host.fs, `${folder}/quarantine`)) {
      const listing = await listPack(host.fs, path).catch(orNull);
      const records = listing !== null && 'records' in listing ? listing.records : [];
      if (records.some(({ hash }) => hashes.has(hash))) holding.push(path);
      else if (listing?.kind !== 'whole')
        unknown.push(`${path} is damaged, and what it holds is not known. Delete it if it may hold this.`);
    }
  for (const path of await filesIn(host.fs, `${host.folder}/set-aside`)) {
    const read = await readBytes(host.fs, path).catch(orNull);
    if (read === null) unknown.push(`${path} cannot be read.`);
    else if (hashes.has(hashBytes(read.bytes))) holding.push(path);
  }
  return { holding, unknown };
}

async function filesIn(fs: FileSystem, folder: string): Promise<string[]> {
  if ((await fs.lstat(folder))?.kind !== 'directory') return [];
  const found: string[] = [];
  for (const name of await fs.readdir(folder))
    if ((await fs.lstat(`${folder}/${name}`))?.kind === 'file') found.push(`${folder}/${name}`);
  return found;
}
