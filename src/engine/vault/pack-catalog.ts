import type { ContentHash } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { FileSystem } from '../files/file-system';
import { knownParts } from './kept-files';
import { countRecords } from './known-packs';
import type { KnownPack } from './known-packs';
import type { KeptFile, KnownParts } from './kept-files';
import { neededByUnreadable, readListed } from './listed-backups';
import type { ListedManifest } from './listed-backups';
import type { BackupManifest } from './manifest';
import { orNull } from './or-null';

import type { PackRecord } from './pack-format';
import { listPack, readAllRecords, readRecord } from './pack-reader';

/** Where everything lies, made from the packs themselves: it can be thrown away at any time. */
export interface PackCatalog {
  readonly packs: ReadonlyMap<string, readonly PackRecord[]>;
  pathOf(pack: string): string;
  has(hash: string): boolean;
  learn(pack: string, records: readonly PackRecord[]): void;
  /** Parts of lists that were read or written. */
  readonly parts: KnownParts;
  /** A backup that was just written: saves reading it again. */
  learnBackup(written: WrittenBackup): void;
  /** Another one whenever a pack was dropped: until then, what was here is. */
  state(): object;
  /** Forgets a pack that is no longer there. */
  drop(pack: string): void;
  /** Sees what other processes added and removed. */
  refresh(): Promise<void>;
  /** Tries every copy. */
  read(hash: string): Promise<Result<Buffer>>;
  /**
   * Many contents in the order in which they lie, each pack opened once. Ends at the first that has no good copy.
   * The bytes may be a part of a larger buffer: whoever keeps them, copies them.
   */
  readMany(hashes: ReadonlySet<string>, each: TakeContent): Promise<Result<null>>;
  /** Backup id → the backup and the hash of its record. Damaged ones are left out. */
  manifests(): Promise<ReadonlyMap<string, ListedManifest>>;
  /** One of them. What was just written is not read again, nor are all others for its sake. */
  manifest(backupId: string): Promise<ListedManifest | null>;
  /**
   * What backups need that cannot be read as a whole: their records, the parts of their lists and what those name that
   * can be read. Fails with `backup-damaged` when a whole record says nothing to us, as one of a newer version.
   */
  neededByUnreadable(): Promise<Result<ReadonlySet<string>>>;
  /** How many backups are, or once were, here and cannot be read. `known`: what the packs held when they were made. */
  unreadable(known: ReadonlyMap<string, KnownPack>): Promise<number>;
}

export interface WrittenPart {
  readonly hash: ContentHash;
  readonly files: readonly KeptFile[];
}

export interface WrittenBackup {
  readonly hash: string;
  readonly manifest: BackupManifest;
  readonly parts: readonly WrittenPart[];
}

interface Located {
  readonly pack: string;
  readonly record: PackRecord;
}

export function packCatalog(fs: FileSystem, folder: string): PackCatalog {
  const packs = new Map<string, readonly PackRecord[]>();
  const located = new Map<string, Located[]>();
  const backups = new Set<string>();
  const listed = new Map<string, ListedManifest>();
  const parts = knownParts();
  const pathOf = (pack: string): string => `${folder}/${pack}.pack`;
  const read = async (hash: string): Promise<Result<Buffer>> => {
    const places = located.get(hash) ?? [];
    for (const { pack, record } of places) {
      const bytes = await readRecord(fs, pathOf(pack), record).catch(orNull);
      if (bytes !== null) return ok(bytes);
    }
    return fail(places.length === 0 ? { code: 'backup-missing', id: hash } : { code: 'backup-damaged', id: hash });
  };
  const learn = (pack: string, records: readonly PackRecord[]): void => {
    if (packs.has(pack)) return;
    packs.set(pack, records);
    for (const record of records) {
      const elsewhere = located.get(record.hash);
      if (elsewhere === undefined) located.set(record.hash, [{ pack, record }]);
      else elsewhere.push({ pack, record });
      if (record.type === 'backup') backups.add(record.hash);
    }
  };
  let state = {};
  const drop = (pack: string): void => {
    state = {};
    for (const { hash } of packs.get(pack) ?? []) {
      const left = (located.get(hash) ?? []).filter((place) => place.pack !== pack);
      if (left.length > 0) located.set(hash, left);
      else {
        located.delete(hash);
        backups.delete(hash);
      }
    }
    packs.delete(pack);
  };
  const readAll: PackCatalog['readMany'] = (hashes, each) => readMany({ fs, pathOf, located, read }, hashes, each);
  const source = { read, readMany: readAll, parts };
  return {
    packs,
    parts,
    pathOf,
    learn,
    learnBackup: (written) => {
      for (const { hash, files } of written.parts) parts.learn(hash, files);
      listed.set(written.hash, { ...written, parts: written.parts.map(({ hash }) => hash) });
    },
    state: () => state,
    drop,
    read,
    has: (hash) => located.has(hash),
    readMany: readAll,
    refresh: () => seeOthers(fs, folder, { packs, learn, drop }),
    ...listing(source, { packs, backups, listed }),
  };
}

async function seeOthers(
  fs: FileSystem,
  folder: string,
  { packs, learn, drop }: Pick<PackCatalog, 'packs' | 'learn' | 'drop'>,
): Promise<void> {
  const there = new Set(packNames(await fs.readdir(folder)));
  for (const pack of [...packs.keys()]) if (!there.has(pack)) drop(pack);
  for (const pack of there) if (!packs.has(pack)) learn(pack, await recordsOf(fs, `${folder}/${pack}.pack`));
}

function listing(
  source: Pick<PackCatalog, 'read' | 'readMany' | 'parts'>,
  {
    packs,
    backups,
    listed,
  }: {
    readonly packs: PackCatalog['packs'];
    readonly backups: ReadonlySet<string>;
    readonly listed: Map<string, ListedManifest>;
  },
): Pick<PackCatalog, 'manifests' | 'manifest' | 'neededByUnreadable' | 'unreadable'> {
  const manifests = async (): Promise<ReadonlyMap<string, ListedManifest>> => {
    const found = new Map<string, ListedManifest>();
    for (const hash of backups) {
      const one = listed.get(hash) ?? (await readListed(source, hash));
      if (one === null) continue;
      listed.set(hash, one);
      found.set(one.manifest.backupId, one);
    }
    return found;
  };
  return {
    manifests,
    manifest: async (backupId) => {
      for (const one of listed.values()) if (one.manifest.backupId === backupId && backups.has(one.hash)) return one;
      return (await manifests()).get(backupId) ?? null;
    },
    unreadable: async (known) => {
      let count = 0;
      for (const hash of backups) if (!listed.has(hash) && (await readListed(source, hash)) === null) count += 1;
      for (const [pack, held] of known)
        count += Math.max(0, held.backups - countRecords(packs.get(pack) ?? []).backups);
      // Of a pack that nobody noted, and that does not say what it holds, one is assumed.
      for (const [pack, records] of packs) if (records.length === 0 && !known.has(pack)) count += 1;
      return count;
    },
    neededByUnreadable: () =>
      neededByUnreadable(
        source,
        [...backups].filter((hash) => !listed.has(hash)),
      ),
  };
}

type TakeContent = (hash: string, bytes: Buffer) => Promise<void> | void;

async function readMany(
  {
    fs,
    pathOf,
    located,
    read,
  }: Pick<PackCatalog, 'pathOf' | 'read'> & {
    readonly fs: FileSystem;
    readonly located: ReadonlyMap<string, readonly Located[]>;
  },
  hashes: ReadonlySet<string>,
  each: TakeContent,
): Promise<Result<null>> {
  const byPack = new Map<string, PackRecord[]>();
  for (const hash of hashes) {
    const [place] = located.get(hash) ?? [];
    if (place === undefined) return fail({ code: 'backup-missing', id: hash });
    const records = byPack.get(place.pack);
    if (records === undefined) byPack.set(place.pack, [place.record]);
    else records.push(place.record);
  }
  for (const [pack, records] of byPack)
    for (const hash of await readGood(fs, pathOf(pack), records, each)) {
      const copy = await read(hash);
      if (!copy.ok) return copy;
      await each(hash, copy.value);
    }
  return ok(null);
}

/** Gives `each` what is good, and answers the hashes of what is not. */
async function readGood(
  fs: FileSystem,
  path: string,
  records: readonly PackRecord[],
  each: TakeContent,
): Promise<ReadonlySet<string>> {
  const doubtful = new Set(records.map(({ hash }) => hash));
  let refused = false;
  const taken = async (record: PackRecord, bytes: Buffer | null): Promise<void> => {
    if (bytes === null) return;
    doubtful.delete(record.hash);
    refused = true;
    await each(record.hash, bytes);
    refused = false;
  };
  await readAllRecords(fs, path, records, taken).catch((error: unknown) => {
    // What `each` threw is the caller's; what the disk refused may lie in another pack, too.
    if (refused) throw error;
    orNull(error);
  });
  return doubtful;
}

const packNames = (names: readonly string[]): string[] =>
  names.flatMap((name) => /^([0-9a-f]{64})\.pack$/.exec(name)?.[1] ?? []);

async function recordsOf(fs: FileSystem, path: string): Promise<readonly PackRecord[]> {
  const listing = await listPack(fs, path).catch(orNull);
  return listing !== null && 'records' in listing ? listing.records : [];
}
