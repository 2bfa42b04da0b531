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
  refresh(): Promise<void>;
  /** Tries every copy. */
  read(hash: string): Promise<Result<Buffer>>;
  manifests(): Promise<ReadonlyMap<string, BackupManifest>>;
}

interface Located {
  readonly pack: string;
  readonly record: PackRecord;
}

export function packCatalog(fs: FileSystem, folder: string): PackCatalog {
  const packs = new Map<string, readonly PackRecord[]>();
  const located = new Map<string, Located[]>();
  const manifests = new Map<string, BackupManifest>();
  const unread = new Set<Located>();
  const pathOf = (pack: string): string => `${folder}/${pack}.pack`;
  const learn = (pack: string, records: readonly PackRecord[]): void => {
    if (packs.has(pack)) return;
    packs.set(pack, records);
    for (const record of records) {
      const place = { pack, record };
      const others = located.get(record.hash);
      if (others === undefined) located.set(record.hash, [place]);
      else others.push(place);
      if (record.type === 'backup') unread.add(place);
    }
  };
  return {
    packs,
    pathOf,
    learn,
    has: (hash) => located.has(hash),
    refresh: async () => {
      for (const name of await fs.readdir(folder)) {
        const pack = /^([0-9a-f]{64})\.pack$/.exec(name)?.[1];
        if (pack === undefined || packs.has(pack)) continue;
        const listing = await listPack(fs, pathOf(pack)).catch(orNull);
        learn(pack, listing !== null && 'records' in listing ? listing.records : []);
      }
    },
    read: async (hash) => {
      const places = located.get(hash) ?? [];
      for (const { pack, record } of places) {
        const bytes = await readRecord(fs, pathOf(pack), record).catch(orNull);
        if (bytes !== null) return ok(bytes);
      }
      return fail(places.length === 0 ? { code: 'backup-missing', id: hash } : { code: 'backup-damaged', id: hash });
    },
    manifests: async () => {
      for (const place of [...unread]) {
        const bytes = await readRecord(fs, pathOf(place.pack), place.record).catch(orNull);
        const manifest = bytes === null ? null : parseManifest(bytes);
        if (manifest !== null) manifests.set(manifest.backupId, manifest);
        unread.delete(place);
      }
      return manifests;
    },
  };
}

function parseManifest(bytes: Buffer): BackupManifest | null {
  try {
    return BackupManifest.safeParse(JSON.parse(bytes.toString('utf8'))).data ?? null;
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
