import { z } from 'zod';
import { call } from './call';
import { Instant, ProjectPath, Receipt, inProject } from './basics';

/** A named state of everything: files, index, HEAD, local branches, tags, stashes. */
export const Checkpoint = z.object({
  backupId: z.string(),
  name: z.string(),
  at: Instant,
  fileCount: z.number().int(),
  sizeBytes: z.number(),
  /** What could not be read, or was too large, and is not in it; only told where it is made. */
  leftOut: z.array(z.string()).optional(),
  /** The linked working tree that it was made in, when that is gone: it can be exported and deleted, not gone back to. */
  removedTree: z.string().optional(),
});
export type Checkpoint = z.infer<typeof Checkpoint>;

/** What going back would change. */
export const CheckpointPreview = z.object({
  checkpoint: Checkpoint,
  files: z.array(z.object({ path: ProjectPath, effect: z.enum(['create', 'replace', 'delete']) })),
  refs: z.array(z.object({ name: z.string(), now: z.string().nullable(), then: z.string().nullable() })),
  /** HEAD or its branch would move. */
  headMoves: z.boolean(),
  stagedChanges: z.boolean(),
});
export type CheckpointPreview = z.infer<typeof CheckpointPreview>;

/** What was compared after going back, and what came out different (nothing, if all is well). */
export const CheckpointReturn = z.object({
  receipt: Receipt,
  compared: z.object({
    files: z.number().int(),
    refs: z.number().int(),
    stateFiles: z.number().int(),
    staged: z.boolean(),
  }),
  different: z.array(z.string()),
});
export type CheckpointReturn = z.infer<typeof CheckpointReturn>;

const oneCheckpoint = inProject.extend({ backupId: z.string() });

export const checkpointCalls = {
  'checkpoints.list': call(inProject, z.array(Checkpoint)),
  'checkpoints.create': call(inProject.extend({ name: z.string().trim().min(1).max(200) }), Checkpoint),
  /** Takes it off the list. Its backup stays until the retention rules let it go; until then pinning it undoes this. */
  'checkpoints.delete': call(oneCheckpoint, Checkpoint),
  'checkpoints.preview': call(oneCheckpoint, CheckpointPreview),
  'checkpoints.roll-back': call(oneCheckpoint, CheckpointReturn),
} as const;
