import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { FileSystem } from '../files/file-system';
import { errorCode } from '../files/file-system';
import { BackupManifest } from './manifest';
import type { PackRecord } from './pack-format';
import { listPack, readAllRecords, readRecord } from './pack-reader';

/** Where everything lies, made from the packs themselves: it can be thrown away at any time. */
export interface PackCatalog {
  readonly packs: ReadonlyMap<string, readonly PackRecord[]>;
  pathOf(pack: string): string;
  has(hash: string): boolean;
  learn(pack: string, records: readonly PackRecord[]): void;
  /** A backup that was just written: saves reading it again. */
  learnBackup(hash: string, manifest: BackupManifest): void;
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
}

export interface ListedManifest {
  readonly manifest: BackupManifest;
  readonly hash: string;
}

interface Located {
  readonly pack: string;
  readonly record: PackRecord;
}

export function packCatalog(fs: FileSystem, folder: string): PackCatalog {
  const packs = new Map<string, readonly PackRecord[]>();
  const located = new Map<string, Located[]>();
  const parsed = new Map<string, BackupManifest | null>();
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
    for (const record of records) located.set(record.hash, [...(located.get(record.hash) ?? []), { pack, record }]);
  };
  const drop = (pack: string): void => {
    for (const { hash } of packs.get(pack) ?? []) {
      const left = (located.get(hash) ?? []).filter((place) => place.pack !== pack);
      if (left.length > 0) located.set(hash, left);
      else located.delete(hash);
    }
    packs.delete(pack);
  };
  return {
    packs,
    pathOf,
    learn,
    learnBackup: (hash, manifest) => void parsed.set(hash, manifest),
    drop,
    read,
    has: (hash) => located.has(hash),
    readMany: (hashes, each) => readMany({ fs, pathOf, located, read }, hashes, each),
    refresh: async () => {
      const there = new Set(packNames(await fs.readdir(folder)));
      for (const pack of [...packs.keys()]) if (!there.has(pack)) drop(pack);
      for (const pack of there) if (!packs.has(pack)) learn(pack, await recordsOf(fs, pathOf(pack)));
    },
    manifests: async () => {
      const found = new Map<string, ListedManifest>();
      for (const [hash, places] of located) {
        if (places[0]?.record.type !== 'backup') continue;
        if (!parsed.has(hash)) parsed.set(hash, parseManifest(await read(hash)));
        const manifest = parsed.get(hash) ?? null;
        if (manifest !== null) found.set(manifest.backupId, { manifest, hash });
      }
      return found;
    },
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

function parseManifest(bytes: Result<Buffer>): BackupManifest | null {
  if (!bytes.ok) return null;
  try {
    return BackupManifest.safeParse(JSON.parse(bytes.value.toString('utf8'))).data ?? null;
  } catch {
    // The bytes are those that were written, by somebody who did not write JSON: not ours.
    return null;
  }
}

/** What the disk refuses counts as damaged. A bug is thrown on. */
export function orNull(error: unknown): null {
  if (errorCode(error) === null) throw error;
  return null;
}
