import { z } from 'zod';
import { call } from './call';
import { Instant, ProjectPath, Receipt, inProject } from './basics';
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

export const operationCalls = {
  'operations.list': call(
    inProject.extend({
      limit: z.number().int().min(1).max(1000).default(200),
      before: z.number().int().nullable().default(null),
    }),
    z.object({ operations: z.array(OperationRecord), undo: z.string().nullable(), redo: z.string().nullable() }),
  ),
  /** `operationId` null: the newest that can be undone. Undo is itself an operation. */
  'operations.undo': call(inProject.extend({ operationId: z.string().nullable() }), Receipt),
  'operations.redo': call(inProject, Receipt),
  'operations.lock': call(inProject, z.object({ holder: LockHolder.nullable() })),
} as const;
