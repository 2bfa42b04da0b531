import { createFile, removeIfThere, renamePatiently } from '../files/durable';
import type { FileSystem } from '../files/file-system';
import { hashBytes } from '../files/hash';
import { readBytes } from '../files/read-bytes';
import { noteNewPack } from './known-packs';
import { orNull } from './or-null';
import type { Vault } from './vault';

/**
 * Copies what the second vault lacks, durable; a pack whose bytes are not those of its name stays where it is.
 * `only`: these packs.
 */
export async function mirrorPacks(fs: FileSystem, from: Vault, to: Vault, only?: ReadonlySet<string>): Promise<number> {
  await to.refresh();
  let copied = 0;
  for (const [pack, records] of from.catalog.packs) {
    if (to.catalog.packs.has(pack) || only?.has(pack) === false) continue;
    // One pack that cannot be read must not keep the others from being copied.
    const read = await readBytes(fs, from.catalog.pathOf(pack)).catch(orNull);
    if (read === null || hashBytes(read.bytes) !== pack) continue;
    const { bytes } = read;
    const fresh = `${to.folders.temporary}/${pack}.pack.new`;
    await removeIfThere(fs, fresh);
    await createFile(fs, fresh, bytes, { mode: 0o600, sync: true });
    await renamePatiently(fs, fresh, to.catalog.pathOf(pack));
    to.catalog.learn(pack, records);
    await noteNewPack(fs, to.folders.whole, pack, records);
    copied += 1;
  }
  if (copied > 0) await fs.syncDirectory(to.folders.packs);
  return copied;
}
