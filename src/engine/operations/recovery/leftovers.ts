import { errorCode } from '../../files/file-system';
import type { FileSystem } from '../../files/file-system';
import { orNull } from '../../vault/or-null';
import { eraseAside } from '../../vault/erase';
import type { Vault } from '../../vault/vault';
import type { Host } from '../host';

/**
 * Erases what a crash left of packs that were never finished and of files that were never put in place, whatever they
 * hold. The caller holds the repository's lock, so nobody else works there. Answers what the disk refused, in words.
 */
export async function eraseLeftovers(host: Host, vaults: readonly Vault[]): Promise<string[]> {
  const refused: string[] = [];
  for (const path of await leftovers(host, vaults)) {
    try {
      await eraseAside(host.fs, path);
    } catch (error) {
      orNull(error);
      refused.push(`${path}, which a crash left: the disk refused it (${errorCode(error) ?? ''}).`);
    }
  }
  return refused;
}

async function leftovers({ fs, folder, place }: Host, vaults: readonly Vault[]): Promise<string[]> {
  const found: string[] = [];
  for (const vault of vaults) found.push(...(await filesBelow(fs, vault.folders.temporary)));
  const linked = `${place.commonDir}/worktrees`;
  const names = (await fs.lstat(linked))?.kind === 'directory' ? await fs.readdir(linked) : [];
  const own = [folder, `${place.commonDir}/selvedge`, ...names.map((name) => `${linked}/${name}/selvedge`)];
  for (const one of new Set(own)) found.push(...(await filesBelow(fs, `${one}/stage`)));
  return found;
}

async function filesBelow(fs: FileSystem, folder: string): Promise<string[]> {
  if ((await fs.lstat(folder))?.kind !== 'directory') return [];
  const found: string[] = [];
  for (const name of await fs.readdir(folder)) {
    const path = `${folder}/${name}`;
    const kind = (await fs.lstat(path))?.kind;
    if (kind === 'directory') found.push(...(await filesBelow(fs, path)));
    else if (kind !== undefined) found.push(path);
  }
  return found;
}
