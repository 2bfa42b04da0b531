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
  /** Not stored any more. `forgottenAt` null: its bytes are lost, nobody erased them on purpose. */
  gone: z.object({ forgottenAt: Instant.nullable() }).optional(),
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
  /** The checkpoint that it is; a deleted one is a backup as any other, until pinning brings it back. */
  checkpoint: z.object({ name: z.string(), deleted: z.boolean() }).nullable().optional(),
  /** The first paths, for a row. */
  paths: z.array(ProjectPath),
});
export type Backup = z.infer<typeof Backup>;

/** `unreadable`: the disk or its permissions refuse it. `changed`: its bytes are not those that were written. */
const PackProblem = z.object({ pack: z.string(), problem: z.enum(['missing', 'unreadable', 'changed']) });

export const VaultCheck = z.object({
  checkedAt: Instant,
  backups: z.number().int(),
  blobs: z.number().int(),
  sizeBytes: z.number(),
  damaged: z.array(z.object({ backupId: z.string(), paths: z.array(z.string()) })),
  /** Packs that are not as they were written. */
  packs: z.array(PackProblem),
  /** Backups that cannot be read at all, so that nobody can say what they had. */
  unreadable: z.number().int(),
  /** Contents that were forgotten on purpose: missing them is no damage. */
  forgotten: z.number().int().optional(),
  /** Operations whose changes are not in the vault any more. */
  operations: z.array(z.string()),
});
export type VaultCheck = z.infer<typeof VaultCheck>;

/** What the retention rules say of one backup, in words. */
const RetentionDecision = z.object({
  backupId: z.string(),
  keep: z.boolean(),
  because: z.string(),
  /** It stays for the sake of undo. */
  forUndo: z.boolean().optional(),
});

/** `dryRun`: nothing was done. What is let go is removed by a later run, at the earliest a day after. */
export const PruneReport = z.object({
  dryRun: z.boolean(),
  decisions: z.array(RetentionDecision),
  /** Let go now. */
  marked: z.array(z.string()),
  /** Let go more than a day ago: their bytes are (or, on a dry run, would be) gone from the vault. */
  removed: z.array(z.string()),
  /** Operations that cannot be undone any more from now on, oldest first. */
  ending: z.array(z.object({ operationId: z.string(), title: z.string(), because: z.string() })).optional(),
  /** What git holds for undoing, by operation: let go when nothing else of the operation is kept. */
  commits: z.array(
    z.object({
      operationId: z.string(),
      title: z.string(),
      keep: z.boolean(),
      because: z.string(),
      /** It stays for the sake of undo. */
      forUndo: z.boolean().optional(),
    }),
  ),
  freedBytes: z.number(),
  /** Why it holds back, in words; null: it does not. */
  waits: z.string().nullable(),
});
export type PruneReport = z.infer<typeof PruneReport>;

export const HealReport = z.object({
  damaged: z.number().int(),
  /** Where good copies were found, in words, and how many there. */
  healed: z.array(z.object({ where: z.string(), contents: z.number().int() })),
  /** Damaged packs that were put aside; nothing of them was deleted. */
  quarantined: z.array(z.string()),
  /** Backups that still miss contents. */
  affected: z.array(z.object({ backupId: z.string(), paths: z.array(z.string()) })),
  /** What no copy was found of, besides; in words. */
  lost: z.array(z.string()),
});
export type HealReport = z.infer<typeof HealReport>;

/** `dryRun`: nothing was erased, and this is what would be. */
export const ForgetReport = z.object({
  dryRun: z.boolean(),
  contents: z.number().int(),
  /** Backups that have one of them, and say so from then on. */
  backups: z.number().int(),
  drafts: z.number().int(),
  /** Of merges: remembered ones, and those that git's driver wrote down. */
  decisions: z.number().int(),
  freedBytes: z.number(),
  /** What is not, or cannot be, erased; in words. */
  remains: z.array(z.string()),
  /** What should have been erased and was not; in words. */
  notErased: z.array(z.string()),
});
export type ForgetReport = z.infer<typeof ForgetReport>;

/** How long backups stay; see `retention.ts` for what each number means. */
const RetentionRules = z.object({
  keepAllHours: z.number(),
  hourly: z.number(),
  daily: z.number(),
  weekly: z.number(),
  monthly: z.number(),
  minimumDays: z.number(),
  deletedDays: z.number(),
});

/** The last look through a part of the vault. */
export const ScrubReport = z.object({
  at: Instant,
  /** Packs are read in sevenths, one a day: which one this was, 1 to 7. */
  part: z.number().int(),
  packs: z.number().int(),
  /** Contents that were damaged; null: none were. */
  healed: HealReport.nullable(),
});
export type ScrubReport = z.infer<typeof ScrubReport>;

export const VaultState = z.object({
  location: z.string(),
  sizeBytes: z.number(),
  /** More than this warns; nothing is ever deleted because of it. */
  warnBytes: z.number(),
  backups: z.number().int(),
  /** What each day added, oldest first; days without are left out. */
  days: z.array(z.object({ day: z.string(), addedBytes: z.number() })),
  rules: RetentionRules,
  /** How long operations can be undone: so many days (null: for ever), and the last so many besides. */
  undo: z.object({ days: z.number().nullable(), operations: z.number() }).optional(),
  lastPrune: z
    .object({ at: Instant, marked: z.number().int(), removed: z.number().int(), freedBytes: z.number() })
    .nullable(),
  lastScrub: ScrubReport.nullable(),
  /** Damaged packs that were put aside and never deleted. */
  quarantinedPacks: z.number().int(),
  /** Null: none is set. `problem` null: it has everything that this one has. */
  second: z.object({ location: z.string(), problem: z.string().nullable() }).nullable(),
  /** Minutes between backups on a schedule; 0: off. */
  scheduleMinutes: z.number().int(),
  /** What no backup covers, in words. */
  notCovered: z.array(z.string()),
});
export type VaultState = z.infer<typeof VaultState>;

const inBackup = inProject.extend({ backupId: z.string() });

export const vaultCalls = {
  'vault.list': call(
    inProject.extend({ path: ProjectPath.nullable().default(null) }),
    z.object({
      backups: z.array(Backup),
      /** Backups that cannot be read, and so are not in the list. */
      unreadable: z.number().int(),
      sizeBytes: z.number(),
      location: z.string(),
    }),
  ),
  'vault.show': call(
    inProject.extend({ backupId: z.string() }),
    z.object({ backup: Backup, files: z.array(BackupFile) }),
  ),
  /** Backs up every tracked change and untracked file now. `paths` null: everything the vault covers. */
  'vault.create': call(inProject.extend({ note: z.string().max(200), paths: z.array(ProjectPath).nullable() }), Backup),
  'vault.verify': call(inProject.extend({ backupId: z.string().nullable() }), VaultCheck),
  /** Retention never lets a pinned backup go. Unpinning a checkpoint deletes it, pinning it again brings it back. */
  'vault.pin': call(inBackup.extend({ pinned: z.boolean() }), z.object({})),
  'vault.prune': call(inProject.extend({ dryRun: z.boolean() }), PruneReport),
  /** Reads everything, repairs from every copy that can be found, puts damaged packs aside. */
  'vault.heal': call(inProject, HealReport),
  /** Into a folder that is new or empty: as plain files, or as a bare git repository. */
  'vault.export': call(
    inBackup.extend({ folder: z.string().min(1).max(4096), as: z.enum(['folder', 'git']) }),
    z.object({ folder: z.string() }),
  ),
  /** Erases every kept version of these paths, and these contents, from everything that Selvedge keeps. */
  'vault.forget': call(
    inProject.extend({ paths: z.array(ProjectPath), hashes: z.array(ContentHash), dryRun: z.boolean() }),
    ForgetReport,
  ),
  'vault.state': call(inProject, VaultState),
} as const;
