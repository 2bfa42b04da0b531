import { z } from 'zod';
import { ContentHash } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { FileSystem } from './file-system';
import { errorCode } from './file-system';
import { hashBytes } from './hash';
import { pathToBytes } from './path-bytes';
import { absolutePath } from './project-path';
import { TooLarge, readBytes } from './read-bytes';

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

/**
 * Looks at a path and reads what is there. Failures: `path-outside-project`, `unsupported-path`, `unreadable`,
 * `file-too-large`.
 */
export async function readEntry(
  fs: FileSystem,
  root: string,
  path: string,
  options: { readonly limitBytes?: number; readonly seenFolders?: Set<string> } = {},
): Promise<Result<{ readonly entry: Entry; readonly bytes: Buffer | null }>> {
  const place = await absolutePath(fs, root, path, options.seenFolders);
  if (!place.ok) return place;
  try {
    const found = await fs.lstat(place.value);
    if (found === null) return ok({ entry: absent, bytes: null });
    if (found.kind === 'directory') return ok({ entry: { kind: 'directory' }, bytes: null });
    if (found.kind === 'other') return ok({ entry: { kind: 'other' }, bytes: null });
    if (found.kind === 'symlink') {
      const bytes = pathToBytes(await fs.readlink(place.value));
      return ok({ entry: { kind: 'symlink', hash: hashBytes(bytes), sizeBytes: bytes.length }, bytes });
    }
    const { bytes, stat } = await readBytes(fs, place.value, options.limitBytes);
    return ok({ entry: { kind: 'file', hash: hashBytes(bytes), sizeBytes: bytes.length, mode: stat.mode }, bytes });
  } catch (error) {
    if (error instanceof TooLarge)
      return fail({ code: 'file-too-large', path, sizeBytes: error.sizeBytes, limitBytes: error.limitBytes });
    if (errorCode(error) === null) throw error;
    // It went away between the look and the reading.
    if (errorCode(error) === 'ENOENT') return ok({ entry: absent, bytes: null });
    return fail({ code: 'unreadable', path });
  }
}
