import { removeIfThere } from '../files/durable';
import type { FileSystem } from '../files/file-system';
import { overwrite } from './erase';
import { noteNewPack, notePackLeaves } from './known-packs';
import type { PackCatalog } from './pack-catalog';
import type { PackRecord } from './pack-format';
import { readAllRecords } from './pack-reader';
import { writePack } from './pack-writer';
import type { VaultFolders } from './vault';

/** What is to become of an old pack once its good records are durable elsewhere. */
export type OldPack = 'remove' | 'overwrite' | { readonly moveTo: string };

/**
 * Writes the records that `keeps` says into a new pack and then parts with the old one, last.
 *
 * A crash in between leaves records twice, which harms nobody. Damaged records cannot come along. Answers the
 * bytes that were freed.
 */
export async function rewritePack(
  fs: FileSystem,
  folders: VaultFolders,
  catalog: PackCatalog,
  pack: string,
  keeps: (record: PackRecord) => boolean,
  old: OldPack,
): Promise<number> {
  const path = catalog.pathOf(pack);
  const before = (await fs.lstat(path))?.sizeBytes ?? 0;
  const writer = writePack(fs, folders, () => false);
  let damaged = false;
  await readAllRecords(fs, path, catalog.packs.get(pack) ?? [], async (record, bytes) => {
    if (bytes !== null && keeps(record)) await writer.add(bytes, record.type);
    damaged ||= bytes === null && keeps(record);
  });
  // Never removed because it is damaged: a part may still be read one day. What must be erased, goes nevertheless.
  if (damaged && old === 'remove') {
    await writer.discard();
    return 0;
  }
  const made = await writer.finish();
  // A pack of the very same records is the same file.
  if (made?.name === pack) return 0;
  if (made !== null) await noteNewPack(fs, folders.whole, made.name, made.records);
  await notePackLeaves(fs, folders.whole, pack);
  if (old === 'overwrite') await overwrite(fs, path, before);
  if (typeof old === 'object') await fs.rename(path, old.moveTo);
  else await removeIfThere(fs, path);
  await fs.syncDirectory(folders.packs);
  catalog.drop(pack);
  if (made !== null) catalog.learn(made.name, made.records);
  const after = made === null ? 0 : ((await fs.lstat(catalog.pathOf(made.name)))?.sizeBytes ?? 0);
  return before - after;
}
