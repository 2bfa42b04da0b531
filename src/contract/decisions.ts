import { z } from 'zod';
import { ProjectPath, inProject } from './basics';
import { call } from './call';
import { ConflictAnswer, ConflictValue, DriverRecord, RememberedDecision } from './merge-values';

const Skipped = z.object({ path: z.string(), why: z.string() });

/** A conflict that the same answer would fit, and what it would become. */
export const AlikeConflict = z.object({
  path: ProjectPath,
  conflict: ConflictValue,
  /** The value it gets; null: nothing stands there afterwards, or only the merge can say. */
  after: z.string().nullable(),
});
export type AlikeConflict = z.infer<typeof AlikeConflict>;

/** One line of the log of a merge: who settled what, and how. */
export const DecisionEntry = z.object({
  path: z.string(),
  resource: z.string().nullable(),
  at: z.array(z.string()),
  /** "took ours", "kept both", "wrote". */
  did: z.string(),
  value: z.string().nullable(),
  /** A person, or a rule of the merge by structure. */
  by: z.enum(['person', 'rule']),
});
export type DecisionEntry = z.infer<typeof DecisionEntry>;

export const decisionCalls = {
  /** What git's merge driver decided lately. `current`: in the merge that is under way or is HEAD. */
  'decisions.by-driver': call(inProject, z.object({ records: z.array(DriverRecord.extend({ current: z.boolean() })) })),
  /** What was decided about the same resource, path and values before; suggestions, never applied by themselves. */
  'decisions.recall': call(
    inProject.extend({ conflicts: z.array(ConflictValue) }),
    z.object({
      recalled: z.array(z.object({ conflictId: z.string(), choice: ConflictAnswer, decision: RememberedDecision })),
    }),
  ),
  'decisions.remember': call(
    inProject.extend({
      path: ProjectPath,
      settled: z.array(z.object({ conflict: ConflictValue, choice: ConflictAnswer })),
    }),
    z.object({ remembered: z.number().int() }),
  ),
  'decisions.list': call(inProject, z.object({ decisions: z.array(RememberedDecision) })),
  'decisions.forget': call(
    inProject.extend({ ids: z.union([z.array(z.string()), z.literal('all')]) }),
    z.object({ forgotten: z.number().int() }),
  ),
  /** Other open conflicts that the same answer would fit: the preview of `decisions.apply-alike`. */
  'decisions.alike': call(
    inProject.extend({ path: ProjectPath, conflictId: z.string(), choice: ConflictAnswer }),
    z.object({ alike: z.array(AlikeConflict), looked: z.number().int() }),
  ),
  /** Writes the answer into the drafts of these conflicts. Drafts with edits by hand are left as they are. */
  'decisions.apply-alike': call(
    inProject.extend({
      choice: ConflictAnswer,
      conflicts: z.array(z.object({ path: ProjectPath, conflictId: z.string() })).min(1),
    }),
    z.object({ applied: z.number().int(), skipped: z.array(Skipped) }),
  ),
  /** Half-done resolutions of the merge under way as one JSON text, to go on with elsewhere. */
  'decisions.export': call(inProject, z.object({ text: z.string(), drafts: z.number().int() })),
  /** Takes drafts of the same conflicts over. `replace`: also where there is one already. */
  'decisions.import': call(
    inProject.extend({ text: z.string().max(64_000_000), replace: z.boolean().default(false) }),
    z.object({ imported: z.number().int(), skipped: z.array(Skipped) }),
  ),
  /** What was decided in the merge under way, also as text for a commit message. */
  'decisions.log': call(
    inProject,
    z.object({ entries: z.array(DecisionEntry), block: z.string(), trailers: z.array(z.string()) }),
  ),
} as const;
