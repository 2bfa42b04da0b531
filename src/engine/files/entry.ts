import { z } from 'zod';
import { ContentHash } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { FileSystem } from './file-system';
import { errorCode } from './file-system';
import { hashBytes } from './hash';
import { pathToBytes } from './path-bytes';
import { absolutePath, absolutePathNow } from './project-path';
import { TooLarge, readBytes } from './read-bytes';
import { isTired, rest } from './slices';

/**
 * What lies at one path of the working tree, exactly: what the journal and the vault remember of it.
 * A symlink's content is its target's bytes. `other`: pipe, socket, device; never opened, never replaced.
 */
export const Entry = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('absent') }),
  z.object({ kind: z.literal('file'), hash: ContentHash, sizeBytes: z.number(), mode: z.number().int() }),
  z.object({ kind: z.literal('symlink'), hash: ContentHash, sizeBytes: z.number() }),
  z.object({ kind: z.literal('directory') }),
  z.object({ kind: z.literal('other') }),
]);
export type Entry = z.infer<typeof Entry>;

export const absent: Entry = { kind: 'absent' };

/** Same kind, same bytes, same permissions. */
export function sameEntry(one: Entry, two: Entry): boolean {
  if (one.kind === 'file' && two.kind === 'file') return one.hash === two.hash && one.mode === two.mode;
  if (one.kind === 'symlink' && two.kind === 'symlink') return one.hash === two.hash;
  return one.kind === two.kind && one.kind !== 'other';
}

/** The hash that names an entry's content; null where there is none. */
export const entryHash = (entry: Entry): ContentHash | null =>
  entry.kind === 'file' || entry.kind === 'symlink' ? entry.hash : null;

interface ReadOptions {
  readonly limitBytes?: number;
  /** Folders that are known to be no links: saves repeated looks within one short piece of work. */
  readonly seenFolders?: Set<string>;
}

export type ReadEntry = Result<{ readonly entry: Entry; readonly bytes: Buffer | null }>;

/**
 * Looks at a path and reads what is there. Failures: `path-outside-project`, `unsupported-path`, `unreadable`,
 * `file-too-large`. Small files are read at once where the disk can; long loops give way now and then.
 */
export async function readEntry(
  fs: FileSystem,
  root: string,
  path: string,
  options: ReadOptions = {},
): Promise<ReadEntry> {
  if (isTired()) await rest();
  return readEntryNow(fs, root, path, options) ?? (await readEntryPatiently(fs, root, path, options));
}

/** Larger files are read without holding up the process. */
export const smallBytes = 256_000;

/** `readEntry` for what takes no time. Null: no case for it, and nothing is said about the path. */
function readEntryNow(fs: FileSystem, root: string, path: string, options: ReadOptions): ReadEntry | null {
  const { now } = fs;
  if (now === undefined) return null;
  try {
    const place = absolutePathNow(fs.platform, now, root, path, options.seenFolders);
    if (!place.ok) return place;
    const found = now.lstat(place.value);
    if (found === null) return ok({ entry: absent, bytes: null });
    if (found.kind === 'directory') return ok({ entry: { kind: 'directory' }, bytes: null });
    if (found.kind === 'other') return ok({ entry: { kind: 'other' }, bytes: null });
    if (found.kind === 'symlink') return ok(linkEntry(now.readlink(place.value)));
    if (found.sizeBytes > Math.min(smallBytes, options.limitBytes ?? smallBytes)) return null;
    const bytes = now.read(place.value, found.sizeBytes);
    return bytes === null ? null : ok(fileEntry(bytes, found.mode));
  } catch (error) {
    if (errorCode(error) === null) throw error;
    // The patient way says what it is.
    return null;
  }
}

function linkEntry(target: string): { readonly entry: Entry; readonly bytes: Buffer } {
  const bytes = pathToBytes(target);
  return { entry: { kind: 'symlink', hash: hashBytes(bytes), sizeBytes: bytes.length }, bytes };
}

export const fileEntry = (bytes: Buffer, mode: number): { readonly entry: Entry; readonly bytes: Buffer } => ({
  entry: { kind: 'file', hash: hashBytes(bytes), sizeBytes: bytes.length, mode },
  bytes,
});

async function readEntryPatiently(
  fs: FileSystem,
  root: string,
  path: string,
  options: ReadOptions,
): Promise<ReadEntry> {
  const place = await absolutePath(fs, root, path, options.seenFolders);
  if (!place.ok) return place;
  try {
    const found = await fs.lstat(place.value);
    if (found === null) return ok({ entry: absent, bytes: null });
    if (found.kind === 'directory') return ok({ entry: { kind: 'directory' }, bytes: null });
    if (found.kind === 'other') return ok({ entry: { kind: 'other' }, bytes: null });
    if (found.kind === 'symlink') return ok(linkEntry(await fs.readlink(place.value)));
    const { bytes, stat } = await readBytes(fs, place.value, options.limitBytes);
    return ok(fileEntry(bytes, stat.mode));
  } catch (error) {
    if (error instanceof TooLarge)
      return fail({ code: 'file-too-large', path, sizeBytes: error.sizeBytes, limitBytes: error.limitBytes });
    if (errorCode(error) === null) throw error;
    // It went away between the look and the reading.
    if (errorCode(error) === 'ENOENT') return ok({ entry: absent, bytes: null });
    return fail({ code: 'unreadable', path });
  }
}
