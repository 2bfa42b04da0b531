import { z } from 'zod';
import { ContentHash, Instant } from '../../contract/basics';
import type { ProjectPath } from '../../contract/basics';
import { Backup } from '../../contract/vault';
import type { BackupFile } from '../../contract/vault';
import { Entry, entryHash } from '../files/entry';

/** A path as the vault keeps it. Checked against leaving the project again before anything is written there. */
const KeptPath = z.string().min(1).brand<'ProjectPath'>();

/** One backup as it is written into a pack: which paths had which content at one moment, and why we looked. */
export const BackupManifest = z.object({
  version: z.literal(1),
  backupId: z.string(),
  at: Instant,
  why: z.string(),
  trigger: Backup.shape.trigger,
  operationId: z.string().nullable(),
  /** A named state of everything, git's included; `state` is a `GitState` in the vault. */
  checkpoint: z.object({ name: z.string(), state: ContentHash }).nullable().default(null),
  files: z.array(z.object({ path: KeptPath, entry: Entry })),
});
export type BackupManifest = z.infer<typeof BackupManifest>;

const shownPaths = 20;

export function describeBackup(
  manifest: BackupManifest,
  marks: { readonly pinned: boolean; readonly verifiedAt: string | null },
): Backup {
  const { backupId, at, why, trigger, operationId, files } = manifest;
  return {
    backupId,
    at,
    why,
    trigger,
    operationId,
    fileCount: files.length,
    sizeBytes: files.reduce((sum, file) => sum + entryBytes(file.entry), 0),
    paths: files.slice(0, shownPaths).map((file) => file.path),
    ...marks,
  };
}

export const entryBytes = (entry: Entry): number =>
  entry.kind === 'file' || entry.kind === 'symlink' ? entry.sizeBytes : 0;

/** An entry in the words of the contract. What cannot be kept (a pipe, a device) was never taken in: absent. */
export function describeFile(path: ProjectPath, entry: Entry): BackupFile {
  return {
    path,
    hash: entryHash(entry),
    sizeBytes: entryBytes(entry),
    kind: entry.kind === 'other' ? 'absent' : entry.kind,
    executable: entry.kind === 'file' && (entry.mode & 0o100) !== 0,
  };
}
