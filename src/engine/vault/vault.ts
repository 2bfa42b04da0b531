import { randomBytes } from 'node:crypto';
import type { ContentHash } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { makeFolder, replaceDurably } from '../files/durable';
import type { FileSystem } from '../files/file-system';
import { checkPacks } from './check-packs';
import type { VaultDamage } from './check-packs';
import { eraseAside } from './erase';
import { cutIntoParts } from './kept-files';
import type { KeptFile } from './kept-files';
import type { BackupManifest } from './manifest';
import { encodeInParts, encodePart, encodeWhole } from './manifest-format';
import { noteNewPack, readKnownPacks } from './known-packs';
import { orNull } from './or-null';
import { packCatalog } from './pack-catalog';
import type { PackCatalog, WrittenBackup, WrittenPart } from './pack-catalog';
import type { PackRecord } from './pack-format';
import { writePack } from './pack-writer';
import type { PackWriter } from './pack-writer';

/**
 * Immutable, content-addressed packs outside of the repository.
 *
 * Bytes once put stay readable until retention removes them; bytes that are not those of their hash are never
 * served. Writers hold the repository's lock; readers need none.
 */
export interface Vault {
  readonly folder: string;
  has(hash: ContentHash): boolean;
  /** Collects bytes; nothing is durable before `keep`. */
  begin(): VaultWriter;
  /** Like `begin`, but keeps what is there already once more: the copy there may be damaged. */
  beginAgain(): VaultWriter;
  /** `backup-missing`: never kept. `backup-damaged`: every copy is. */
  read(hash: ContentHash): Promise<Result<Buffer>>;
  /** Many contents, each pack opened once, in no order; ends at the first that cannot be read. */
  readMany: PackCatalog['readMany'];
  /** Newest first. A damaged one is left out; `check` names it. */
  backups(): Promise<readonly BackupManifest[]>;
  backup(backupId: string): Promise<Result<BackupManifest>>;
  /** Looks for packs that another process made. */
  refresh(): Promise<void>;
  sizeBytes(): Promise<number>;
  readonly catalog: PackCatalog;
  readonly folders: VaultFolders;
  /** How many backups cannot be read: damaged, or in packs that are. */
  unreadable(): Promise<number>;
  /** Reads every byte of every pack. */
  check(each: (done: number, total: number) => void, signal: AbortSignal): Promise<VaultDamage>;
}

/** `whole`: the one that holds the others. */
export interface VaultFolders {
  readonly whole: string;
  readonly packs: string;
  readonly temporary: string;
}

export interface VaultWriter extends Pick<PackWriter, 'add' | 'discard'> {
  addBackup(manifest: Omit<BackupManifest, 'backupId' | 'checkpoint'> & Partial<BackupManifest>): Promise<string>;
  /** Makes everything durable in one pack. Throws the disk's error; then nothing was kept. */
  keep(): Promise<void>;
}

export async function openVault(fs: FileSystem, folder: string): Promise<Vault> {
  const packs = `${folder}/packs`;
  const temporary = `${folder}/temporary`;
  await makeFolder(fs, packs);
  await makeFolder(fs, temporary);
  if ((await fs.lstat(`${folder}/VERSION`)) === null) await replaceDurably(fs, `${folder}/VERSION`, Buffer.from('1\n'));
  await removeLeftovers(fs, temporary);
  const folders = { whole: folder, packs, temporary };
  const catalog = packCatalog(fs, packs);
  const note: NotePack = (pack, records) => noteNewPack(fs, folder, pack, records).catch(orNull);
  await catalog.refresh();
  return {
    folder,
    catalog,
    folders,
    has: catalog.has,
    begin: () => vaultWriter(writePack(fs, folders, catalog.has), { ...catalog, note }, catalog.has),
    beginAgain: () =>
      vaultWriter(
        writePack(fs, folders, () => false),
        { ...catalog, note },
        () => false,
      ),
    read: catalog.read,
    readMany: catalog.readMany,
    refresh: catalog.refresh,
    backups: async () =>
      [...(await catalog.manifests()).values()]
        .map(({ manifest }) => manifest)
        .sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : 0)),
    backup: async (backupId) => {
      const found = await catalog.manifest(backupId);
      return found === null ? fail({ code: 'backup-missing', id: backupId }) : ok(found.manifest);
    },
    unreadable: async () => catalog.unreadable(await readKnownPacks(fs, folder)),
    sizeBytes: async () => {
      let sum = 0;
      for (const pack of catalog.packs.keys()) sum += (await fs.lstat(catalog.pathOf(pack)))?.sizeBytes ?? 0;
      return sum;
    },
    check: (each, signal) => checkPacks(fs, folder, catalog, each, signal),
  };
}

type NotePack = (pack: string, records: readonly PackRecord[]) => Promise<unknown>;

/** `has`: whether a part of a list need not be written. */
function vaultWriter(
  writer: PackWriter,
  catalog: Pick<PackCatalog, 'learn' | 'learnBackup' | 'parts'> & { readonly note: NotePack },
  has: (hash: ContentHash) => boolean,
): VaultWriter {
  const added: WrittenBackup[] = [];
  const addPart = async (files: readonly KeptFile[]): Promise<WrittenPart> => {
    const known = catalog.parts.find(files);
    // The very list that is there already: backups share it here as they do on the disk.
    if (known !== null && has(known)) return { hash: known, files: catalog.parts.get(known) ?? files };
    return { hash: await writer.add(encodePart(files)), files };
  };
  return {
    add: writer.add,
    discard: writer.discard,
    addBackup: async (manifest) => {
      const backupId = `b-${Date.parse(manifest.at).toString(36)}-${randomBytes(5).toString('hex')}`;
      const whole: BackupManifest = { checkpoint: null, ...manifest, backupId };
      const lists = cutIntoParts(whole.files);
      if (lists === null) {
        added.push({ hash: await writer.add(encodeWhole(whole), 'backup'), manifest: whole, parts: [] });
        return backupId;
      }
      const parts: WrittenPart[] = [];
      for (const list of lists) parts.push(await addPart(list));
      const named = parts.map(({ hash, files }) => ({ hash, files: files.length }));
      const hash = await writer.add(encodeInParts(whole, named), 'backup');
      added.push({ hash, manifest: { ...whole, files: parts.flatMap(({ files }) => files) }, parts });
      return backupId;
    },
    keep: async () => {
      const made = await writer.finish();
      if (made === null) return;
      catalog.learn(made.name, made.records);
      for (const one of added) catalog.learnBackup(one);
      await catalog.note(made.name, made.records);
    },
  };
}

/** What a crash left of packs that were never finished: it may hold what was to be forgotten since, so it is erased. */
async function removeLeftovers(fs: FileSystem, temporary: string): Promise<void> {
  const hourAgoMs = Date.now() - 3_600_000;
  for (const name of await fs.readdir(temporary)) {
    const path = `${temporary}/${name}`;
    // A younger one may be another process's that works right now. What the disk refuses is tried at the next start.
    if (((await fs.lstat(path))?.modifiedMs ?? 0) < hourAgoMs) await eraseAside(fs, path).catch(orNull);
  }
}
