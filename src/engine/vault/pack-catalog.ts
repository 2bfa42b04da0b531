import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { FileSystem } from '../files/file-system';
import { errorCode } from '../files/file-system';
import { BackupManifest } from './manifest';
import type { PackRecord } from './pack-format';
import { listPack, readRecord } from './pack-reader';

/** Where everything lies, made from the packs themselves: it can be thrown away at any time. */
export interface PackCatalog {
  readonly packs: ReadonlyMap<string, readonly PackRecord[]>;
  pathOf(pack: string): string;
  has(hash: string): boolean;
  learn(pack: string, records: readonly PackRecord[]): void;
  /** Forgets a pack that is no longer there. */
  drop(pack: string): void;
  /** Sees what other processes added and removed. */
  refresh(): Promise<void>;
  /** Tries every copy. */
  read(hash: string): Promise<Result<Buffer>>;
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
    drop,
    read,
    has: (hash) => located.has(hash),
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
