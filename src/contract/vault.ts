import { z } from 'zod';
import { call } from './call';
import { ContentHash, Instant, ProjectPath, inProject } from './basics';

export const BackupFile = z.object({
  path: ProjectPath,
  /** Null: the path did not exist at that moment. */
  hash: ContentHash.nullable(),
  sizeBytes: z.number(),
  kind: z.enum(['file', 'symlink', 'directory', 'absent']),
  executable: z.boolean(),
});
export type BackupFile = z.infer<typeof BackupFile>;

export const Backup = z.object({
  backupId: z.string(),
  at: Instant,
  /** In words: "Before: discard 3 files", "By hand". */
  why: z.string(),
  trigger: z.enum(['operation', 'manual', 'schedule', 'external-edit']),
  fileCount: z.number().int(),
  sizeBytes: z.number(),
  pinned: z.boolean(),
  verifiedAt: Instant.nullable(),
  operationId: z.string().nullable(),
  /** The first paths, for a row. */
  paths: z.array(ProjectPath),
});
export type Backup = z.infer<typeof Backup>;

export const VaultCheck = z.object({
  checkedAt: Instant,
  backups: z.number().int(),
  blobs: z.number().int(),
  sizeBytes: z.number(),
  damaged: z.array(z.object({ backupId: z.string(), paths: z.array(z.string()) })),
});
export type VaultCheck = z.infer<typeof VaultCheck>;

export const vaultCalls = {
  'vault.list': call(
    inProject.extend({ path: ProjectPath.nullable().default(null) }),
    z.object({ backups: z.array(Backup), sizeBytes: z.number(), location: z.string() }),
  ),
  'vault.show': call(
    inProject.extend({ backupId: z.string() }),
    z.object({ backup: Backup, files: z.array(BackupFile) }),
  ),
  /** Backs up every tracked change and untracked file now. `paths` null: everything the vault covers. */
  'vault.create': call(inProject.extend({ note: z.string().max(200), paths: z.array(ProjectPath).nullable() }), Backup),
  'vault.verify': call(inProject.extend({ backupId: z.string().nullable() }), VaultCheck),
} as const;
