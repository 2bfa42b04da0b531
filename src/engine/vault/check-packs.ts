import { createHash } from 'node:crypto';
import type { FileSystem } from '../files/file-system';
import { errorCode } from '../files/file-system';
import { readKnownPacks } from './known-packs';
import { orNull } from './or-null';
import type { PackCatalog } from './pack-catalog';
import { readAllRecords } from './pack-reader';

/** A pack that is not as it was written. `unreadable`: the disk or its permissions refuse it; its bytes may be whole. */
export interface PackProblem {
  readonly pack: string;
  readonly problem: 'missing' | 'unreadable' | 'changed';
}

export interface VaultDamage {
  readonly problems: readonly PackProblem[];
  readonly blobs: number;
  /** Contents of which no good copy is left here. */
  readonly damaged: ReadonlySet<string>;
  readonly packs: number;
}

/** A pack's name is the hash of its bytes. Null: as it was written. A pack that is gone answers `missing`. */
export async function problemOf(fs: FileSystem, path: string, pack: string): Promise<PackProblem['problem'] | null> {
  try {
    return (await hashOfFile(fs, path)) === pack ? null : 'changed';
  } catch (error) {
    orNull(error);
    return errorCode(error) === 'ENOENT' ? 'missing' : 'unreadable';
  }
}

async function hashOfFile(fs: FileSystem, path: string): Promise<string> {
  const file = await fs.open(path, 'read');
  try {
    const hash = createHash('sha256');
    const piece = Buffer.alloc(1 << 20);
    for (let at = 0; ;) {
      const got = await file.read(piece, 0, piece.length, at);
      if (got === 0) return hash.digest('hex');
      hash.update(piece.subarray(0, got));
      at += got;
    }
  } finally {
    await file.close();
  }
}

/** Reads every byte of every pack, and misses those that were there once. */
export async function checkPacks(
  fs: FileSystem,
  folder: string,
  catalog: PackCatalog,
  each: (done: number, total: number) => void,
  signal: AbortSignal,
): Promise<VaultDamage> {
  const good = new Set<string>();
  const bad = new Set<string>();
  const problems: PackProblem[] = [];
  let done = 0;
  for (const [pack, records] of [...catalog.packs]) {
    if (signal.aborted) break;
    const path = catalog.pathOf(pack);
    let problem = await problemOf(fs, path, pack);
    try {
      await readAllRecords(fs, path, records, (record, bytes) => {
        (bytes === null ? bad : good).add(record.hash);
        if (bytes === null) problem ??= 'changed';
      });
    } catch (error) {
      orNull(error);
      problem ??= 'unreadable';
      for (const record of records) bad.add(record.hash);
    }
    if (problem !== null) problems.push({ pack, problem });
    each((done += 1), catalog.packs.size);
  }
  for (const pack of (await readKnownPacks(fs, folder)).keys())
    if (!catalog.packs.has(pack)) problems.push({ pack, problem: 'missing' });
  for (const hash of good) bad.delete(hash);
  return { blobs: good.size + bad.size, damaged: bad, problems, packs: catalog.packs.size };
}
