import { z } from 'zod';
import { ContentHash, Instant } from '../../contract/basics';
import { Backup } from '../../contract/vault';
import { readKeptFiles } from './kept-files';
import type { KeptFile } from './kept-files';
import type { BackupManifest } from './manifest';

const files = z.unknown().transform((value, context): KeptFile[] => {
  const read = readKeptFiles(value);
  if (read !== null) return read;
  context.addIssue({ code: 'custom', message: 'no list of files' });
  return z.NEVER;
});

const head = {
  backupId: z.string(),
  at: Instant,
  why: z.string(),
  trigger: Backup.shape.trigger,
  operationId: z.string().nullable(),
  checkpoint: z
    .object({
      name: z.string(),
      state: ContentHash,
      leftOut: z.array(z.string()).default([]),
      worktree: z.string().optional(),
    })
    .nullable()
    .default(null),
};

/**
 * A backup's record in a pack. Version 1: whole. Version 2, for long lists: the list lies in parts, each a content of
 * its own (the JSON of a list as in version 1), which backups share as they share the contents of files.
 */
const StoredBackup = z.discriminatedUnion('version', [
  z.object({ version: z.literal(1), ...head, files }),
  z.object({
    version: z.literal(2),
    ...head,
    parts: z.array(z.object({ hash: ContentHash, files: z.number().int().positive() })),
  }),
]);
export type StoredBackup = z.infer<typeof StoredBackup>;

/** Null: not a backup's record, or one of a newer version. */
export function parseBackup(bytes: Buffer): StoredBackup | null {
  const value = parseJson(bytes);
  return value === undefined ? null : (StoredBackup.safeParse(value).data ?? null);
}

/** Null: not the list that was promised. */
export function parsePart(bytes: Buffer, count: number): KeptFile[] | null {
  const read = readKeptFiles(parseJson(bytes));
  return read?.length === count ? read : null;
}

function parseJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString('utf8'));
  } catch {
    // The bytes are those that were written, by somebody who did not write JSON: not ours.
    return undefined;
  }
}

export const encodeWhole = (manifest: BackupManifest): Buffer =>
  Buffer.from(JSON.stringify({ version: 1, ...manifest }));

export const encodePart = (part: readonly KeptFile[]): Buffer => Buffer.from(JSON.stringify(part));

export function encodeInParts(
  { files: _inParts, ...rest }: BackupManifest,
  parts: readonly { readonly hash: ContentHash; readonly files: number }[],
): Buffer {
  return Buffer.from(JSON.stringify({ version: 2, ...rest, parts }));
}
