import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { entryHash } from '../files/entry';
import type { KeptFile, KnownParts } from './kept-files';
import { parseBackup, parsePart } from './manifest-format';
import type { StoredBackup } from './manifest-format';
import type { BackupManifest } from './manifest';

export interface ListedManifest {
  readonly manifest: BackupManifest;
  readonly hash: string;
  /** The hashes of the parts in which its list lies; none for a short one. */
  readonly parts: readonly string[];
}

/** What the catalogue can do for it. */
interface Source {
  readonly parts: KnownParts;
  read(hash: string): Promise<Result<Buffer>>;
  readMany(hashes: ReadonlySet<string>, each: (hash: string, bytes: Buffer) => void): Promise<Result<null>>;
}

type InParts = Extract<StoredBackup, { version: 2 }>;

/** A backup, with its list put together. Null: its record or a part of the list cannot be read. */
export async function readListed(source: Source, hash: string): Promise<ListedManifest | null> {
  const bytes = await source.read(hash);
  const stored = bytes.ok ? parseBackup(bytes.value) : null;
  if (stored === null) return null;
  if (stored.version === 1) {
    const { version: _one, ...manifest } = stored;
    return { manifest, hash, parts: [] };
  }
  const files = await readList(source, stored);
  if (files === null) return null;
  const { version: _two, parts, ...rest } = stored;
  return { manifest: { ...rest, files }, hash, parts: parts.map((part) => part.hash) };
}

async function readList(source: Source, { parts }: InParts): Promise<KeptFile[] | null> {
  const counts = new Map<string, number>();
  for (const part of parts) if (source.parts.get(part.hash) === undefined) counts.set(part.hash, part.files);
  const named = new Map(parts.map((part) => [part.hash as string, part.hash]));
  const read = await source.readMany(new Set(counts.keys()), (hash, bytes) => {
    const files = parsePart(bytes, counts.get(hash) ?? 0);
    const known = named.get(hash);
    if (files !== null && known !== undefined) source.parts.learn(known, files);
  });
  if (!read.ok) return null;
  const files: KeptFile[] = [];
  for (const part of parts) {
    const list = source.parts.get(part.hash);
    if (list?.length !== part.files) return null;
    for (const file of list) files.push(file);
  }
  return files;
}

/** See `PackCatalog`. */
export async function neededByUnreadable(
  source: Source,
  hashes: readonly string[],
): Promise<Result<ReadonlySet<string>>> {
  const needed = new Set<string>();
  for (const hash of hashes) {
    needed.add(hash);
    const bytes = await source.read(hash);
    // Its record is damaged: what it needed is not known to anybody.
    if (!bytes.ok) continue;
    const stored = parseBackup(bytes.value);
    if (stored === null) return fail({ code: 'backup-damaged', id: hash });
    if (stored.checkpoint !== null) needed.add(stored.checkpoint.state);
    for (const file of stored.version === 1 ? stored.files : await readableFiles(source, stored, needed)) {
      const content = entryHash(file.entry);
      if (content !== null) needed.add(content);
    }
  }
  return ok(needed);
}

async function readableFiles(source: Source, { parts }: InParts, needed: Set<string>): Promise<KeptFile[]> {
  const files: KeptFile[] = [];
  for (const part of parts) {
    needed.add(part.hash);
    const bytes = await source.read(part.hash);
    files.push(...((bytes.ok ? parsePart(bytes.value, part.files) : null) ?? []));
  }
  return files;
}
