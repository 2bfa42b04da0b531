import { z } from 'zod';
import { ProjectPath, inProject } from './basics';
import { call } from './call';
import { ConflictReasonWord } from './merge-values';

/** How deep a conflict goes: lines that git cannot tell apart, values of a resource, rules of the fabric. */
export const ConflictDepth = z.enum(['none', 'textual', 'structural', 'semantic']);
export type ConflictDepth = z.infer<typeof ConflictDepth>;

/** One question that a merge would ask. Values are left out: a rehearsal is an overview. */
const RehearsedQuestion = z.object({
  level: z.enum(['text', 'structure', 'semantic']),
  reason: ConflictReasonWord,
  tier: z.enum(['suggest', 'ask']),
  resource: z.string().nullable(),
  path: z.array(z.string()),
  why: z.string(),
});

export const RehearsedFile = z.object({
  path: ProjectPath,
  /** What git makes of it by lines. */
  git: z.enum(['clean', 'conflict']),
  /**
   * `settled`: nobody is asked. `suggests`: each question has a likely answer. `asks`: a person decides about values.
   * `whole`: a person takes one version whole (deleted on one side, binary, a link, a rename).
   */
  outcome: z.enum(['settled', 'suggests', 'asks', 'whole']),
  questions: z.array(RehearsedQuestion),
  /** Settled without a person although both sides touched it. */
  decisions: z.number().int(),
  notices: z.array(z.string()),
  /** Why it is merged by lines, or taken whole; null where it is merged by structure. */
  reason: z.string().nullable(),
});
export type RehearsedFile = z.infer<typeof RehearsedFile>;

/** Something that holds on both sides and no longer in the merge of them. */
export const CombinedProblem = z.object({
  rule: z.string(),
  severity: z.enum(['error', 'warning', 'note']),
  sentence: z.string(),
  path: z.string(),
  resource: z.string().nullable(),
  related: z.array(z.object({ path: z.string(), resource: z.string().nullable(), sentence: z.string() })),
});
export type CombinedProblem = z.infer<typeof CombinedProblem>;

const Counts = z.object({
  /** Files that either side changed, and those that both did. */
  touched: z.number().int(),
  touchedByBoth: z.number().int(),
  gitConflicts: z.number().int(),
  /** Of git's conflicts, those that nobody is asked about. */
  settled: z.number().int(),
  /** Files that ask something, and how many questions they have together. */
  asking: z.number().int(),
  questions: z.number().int(),
  /** Git merges them without a question, and still something is wrong. */
  cleanButAsked: z.number().int(),
  combined: z.number().int(),
});

const RehearsedSide = z.object({ revision: z.string(), commit: z.string() });

export const Rehearsal = z.object({
  ours: RehearsedSide,
  theirs: RehearsedSide,
  /** Common ancestors; several after criss-cross merges. */
  bases: z.array(z.string()),
  /** `contains`: ours has all of theirs. `fast-forward`: theirs has all of ours. */
  relation: z.enum(['same', 'contains', 'fast-forward', 'diverged', 'unrelated']),
  depth: ConflictDepth,
  counts: Counts,
  /** Files about which there is something to say; the others merge without a word. */
  files: z.array(RehearsedFile),
  combined: z.array(CombinedProblem),
  /** Why the rules of the fabric were not asked; null when they were. */
  rulesSkipped: z.string().nullable(),
  tookMs: z.number(),
});
export type Rehearsal = z.infer<typeof Rehearsal>;

export const RehearsalRow = Rehearsal.omit({ files: true, combined: true }).extend({
  /** Why this branch could not be rehearsed; the counts mean nothing then. */
  problem: z.string().nullable(),
});
export type RehearsalRow = z.infer<typeof RehearsalRow>;

export const rehearsalCalls = {
  /** What merging `theirs` into `ours` would do. Nothing of the repository is touched, not even its objects. */
  'rehearsal.pair': call(
    inProject.extend({ ours: z.string().min(1), theirs: z.string().min(1), rules: z.boolean().default(true) }),
    Rehearsal,
  ),
  /** One branch against every open branch: local ones, and remote ones without a local namesake. */
  'rehearsal.matrix': call(
    inProject.extend({ branch: z.string().min(1), rules: z.boolean().default(false) }),
    z.object({ rows: z.array(RehearsalRow), skipped: z.number().int() }),
  ),
} as const;
