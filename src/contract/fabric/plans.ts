import { z } from 'zod';
import { ProjectPath, Receipt, inProject } from '../basics';
import { call } from '../call';
import { FilePreview } from '../problems';
import { FabricRoot } from './fabric-root';

export const DuplicateGroup = z.object({
  /** Names the group for a plan. */
  key: z.string(),
  fabric: FabricRoot,
  kind: z.string(),
  namespace: z.string(),
  name: z.string(),
  /** The place of the winner in `copies`; null: a person has to say. */
  winner: z.number().int().nullable(),
  /** The row of the decision table, and its reason in words. */
  row: z.number().int(),
  reason: z.string(),
  copies: z.array(
    z.object({
      path: ProjectPath,
      document: z.number().int(),
      line: z.number().int(),
      endLine: z.number().int(),
      area: z.string(),
      /** Against the winner, or the first copy where there is none. */
      likeness: z.enum(['bytes', 'meaning', 'different']),
      annotated: z.boolean(),
    }),
  ),
});
export type DuplicateGroup = z.infer<typeof DuplicateGroup>;

/** A document that a plan is about; `key` is what the person saw there. */
const DocumentTarget = z.object({ path: ProjectPath, document: z.number().int().min(0), key: z.string().optional() });
export type DocumentTarget = z.infer<typeof DocumentTarget>;

/** What somebody wants to do to documents. */
export const PlanRequest = z.discriminatedUnion('kind', [
  /** Renames a resource, or with `part` a subnet or interface of it, and everything that names it. */
  z.object({
    kind: z.literal('rename'),
    /** Without a namespace, the resource that the bare name means. */
    resource: z.object({ kind: z.string(), name: z.string(), namespace: z.string().optional() }),
    part: z.string().optional(),
    to: z.string().min(1).max(253),
  }),
  /** Moves documents to another file (`to` ends in `.yaml`) or into a folder, one file each. */
  z.object({ kind: z.literal('move'), documents: z.array(DocumentTarget).min(1), to: z.string().min(1).max(4096) }),
  z.object({
    kind: z.literal('disable'),
    documents: z.array(DocumentTarget).min(1),
    reason: z.string().max(500).default(''),
  }),
  /** `place`: which of the commented-out resources of the document, from 0. */
  z.object({
    kind: z.literal('enable'),
    documents: z.array(DocumentTarget.extend({ place: z.number().int().min(0).default(0) })).min(1),
  }),
  /** `withReferrers`: also everything that names them, in the safe order. */
  z.object({
    kind: z.literal('delete'),
    documents: z.array(DocumentTarget).min(1),
    withReferrers: z.boolean().default(false),
  }),
  /** Clears up duplicates; without `keys` all of them. `winners`: a person's word for groups, key to path#document. */
  z.object({
    kind: z.literal('duplicates'),
    keys: z.array(z.string()).optional(),
    winners: z.record(z.string(), z.string()).default({}),
    /** The same for every copy that does not win; the policy says unless told. */
    action: z.enum(['delete', 'disable', 'move', 'archive']).optional(),
  }),
  /** `fromRoot`: also what lies beside the known folders. */
  z.object({ kind: z.literal('ingest'), fromRoot: z.boolean().default(false) }),
  /** `moves`: also what stands in the wrong file of `managed/`. */
  z.object({ kind: z.literal('structure'), moves: z.boolean().default(false) }),
]);
export type PlanRequest = z.infer<typeof PlanRequest>;

/** One step of a plan, for reading. */
const PlanStepRow = z.object({
  action: z.enum(['disable', 'enable', 'delete', 'move', 'edit', 'rename-file', 'delete-file', 'create-file']),
  path: z.string(),
  document: z.number().int().nullable(),
  to: z.string().nullable(),
  /** What it does, in words. */
  words: z.string(),
  why: z.string(),
});

export const PlanPreview = z.object({
  title: z.string(),
  /** Names exactly this outcome; `fabric.apply` does this or nothing. */
  digest: z.string(),
  steps: z.array(PlanStepRow),
  /** What is left to a person, and why. */
  review: z.array(z.object({ what: z.string(), why: z.string(), paths: z.array(z.string()) })),
  /** Steps that cannot be done, and why; a plan with any can be looked at but not applied. */
  refused: z.array(z.object({ what: z.string(), reason: z.string() })),
  files: z.array(z.object({ path: ProjectPath, change: z.enum(['created', 'modified', 'deleted']) })),
});
export type PlanPreview = z.infer<typeof PlanPreview>;

const planned = inProject.extend({ fabric: FabricRoot, request: PlanRequest });

export const planCalls = {
  'fabric.duplicates': call(
    inProject.extend({ fabric: FabricRoot.optional() }),
    z.object({ groups: z.array(DuplicateGroup) }),
  ),
  'fabric.plan': call(planned, PlanPreview),
  /** One file of a plan, before and after. */
  'fabric.plan-file': call(planned.extend({ path: ProjectPath }), FilePreview),
  /** Does what was shown, as one operation. Fails with `state-changed-since` when the outcome would be another. */
  'fabric.apply': call(planned.extend({ digest: z.string() }), Receipt),
} as const;
