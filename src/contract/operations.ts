import { z } from 'zod';
import { call } from './call';
import { Instant, ProjectPath, Receipt, inProject } from './basics';
import { BackupFile } from './vault';
import { LockHolder } from './failure';

export const OperationRecord = z.object({
  operationId: z.string(),
  sequence: z.number().int(),
  /** Machine word: "write-file", "discard", "merge-complete", "restore", "undo". */
  kind: z.string(),
  title: z.string(),
  at: Instant,
  actor: z.string(),
  outcome: z.enum(['done', 'undone', 'failed', 'diverged']),
  undoable: z.boolean(),
  /** Why it cannot be undone, in words. */
  notUndoableBecause: z.string().nullable(),
  /** The operation that this one undid or redid. */
  reverses: z.string().nullable(),
  paths: z.array(ProjectPath),
  pathCount: z.number().int(),
  backupId: z.string().nullable(),
  headBefore: z.string().nullable(),
  headAfter: z.string().nullable(),
});
export type OperationRecord = z.infer<typeof OperationRecord>;

/** Everything that one operation did. */
export const OperationShown = z.object({
  operation: OperationRecord,
  files: z.array(z.object({ path: ProjectPath, before: BackupFile, after: BackupFile })),
  /** Branches, tags and stashes that moved; null: was not there. */
  refs: z.array(z.object({ name: z.string(), before: z.string().nullable(), after: z.string().nullable() })),
  stagedChanged: z.boolean(),
});
export type OperationShown = z.infer<typeof OperationShown>;

/** What an undo would do, found out without doing it. */
export const UndoPreview = z.object({
  operationId: z.string(),
  title: z.string(),
  /** `revert-commit`: others may have the commits already, so a new commit takes them back. */
  how: z.enum(['put-back', 'revert-commit']),
  /** For people. */
  sentence: z.string(),
});
export type UndoPreview = z.infer<typeof UndoPreview>;

export const operationCalls = {
  'operations.list': call(
    inProject.extend({
      limit: z.number().int().min(1).max(1000).default(200),
      before: z.number().int().nullable().default(null),
    }),
    z.object({
      operations: z.array(OperationRecord),
      undo: z.string().nullable(),
      redo: z.string().nullable(),
      /** What cannot be read of the log, in sentences; empty or missing is well. */
      damage: z.array(z.string()).optional(),
    }),
  ),
  /** `operationId` null: the newest that can be undone. Undo is itself an operation. */
  'operations.undo': call(inProject.extend({ operationId: z.string().nullable() }), Receipt),
  'operations.redo': call(inProject, Receipt),
  'operations.show': call(inProject.extend({ operationId: z.string() }), OperationShown),
  'operations.preview-undo': call(inProject.extend({ operationId: z.string().nullable() }), UndoPreview),
  /** Takes back what one older operation did to files, and keeps what was done since. */
  'operations.revert': call(inProject.extend({ operationId: z.string() }), Receipt),
  'operations.lock': call(inProject, z.object({ holder: LockHolder.nullable() })),
} as const;
