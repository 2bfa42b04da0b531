import { z } from 'zod';
import { ContentHash, ProjectPath, Receipt, inProject } from './basics';
import { call } from './call';
import { SideCommit } from './merge';
import { ConflictAnswer, ConflictAnswers, ConflictValue, NoticeValue, SettledValue } from './merge-values';

/** Lines `[start, end)`, 0-based. */
const Lines = z.object({ start: z.number().int(), end: z.number().int() });

/** One question, with its place in each of the texts of a merge by structure. */
export const StructuredQuestion = z.object({
  /** One, unless several stand on the same lines. */
  conflicts: z.array(ConflictValue).min(1),
  ranges: z.object({ base: Lines, ours: Lines, theirs: Lines }),
  /** Answers beside the base and the sides, as the lines that they give. */
  answers: z.array(z.object({ choice: ConflictAnswer, lines: z.array(z.string()) })),
  /** Answers after which there is more to ask: ask again with them among `answers`. */
  opens: z.array(ConflictAnswer),
});
export type StructuredQuestion = z.infer<typeof StructuredQuestion>;

const Check = z.object({ name: z.string(), passed: z.boolean(), evidence: z.string() });
export type ProofCheck = z.infer<typeof Check>;

const settledParts = {
  decisions: z.array(SettledValue),
  notices: z.array(NoticeValue),
  fallbacks: z.array(z.object({ resource: z.string().nullable(), reason: z.string() })),
  proof: z.object({ passed: z.boolean(), checks: z.array(Check) }),
};

/** What the merge by structure makes of a conflicted file. */
export const StructuredMerge = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('structure'),
    tier: z.enum(['auto', 'suggest', 'ask']),
    /** They differ in the questions alone; lines end in `\n`. */
    texts: z.object({ base: z.string(), ours: z.string(), theirs: z.string() }),
    /** In the order of the text. */
    questions: z.array(StructuredQuestion),
    ...settledParts,
  }),
  /** It is better asked by lines; why. */
  z.object({ kind: z.literal('lines'), reason: z.string(), ...settledParts }),
]);
export type StructuredMerge = z.infer<typeof StructuredMerge>;

/** Something about a finished text that should be looked at before it is written. */
const ResultFinding = z.object({
  check: z.string(),
  /** `wrong`: the file is broken so. `doubt`: a change of one side is not in it, perhaps on purpose. */
  weight: z.enum(['wrong', 'doubt']),
  sentence: z.string(),
  /** 0-based. */
  line: z.number().int().nullable(),
});

export const ResultVerdict = z.object({
  findings: z.array(ResultFinding),
  held: z.array(z.string()),
  /** Why only markers were looked for; null when everything was checked. */
  unchecked: z.string().nullable(),
});
export type ResultVerdict = z.infer<typeof ResultVerdict>;

/** A file that git merged without a question, and what is wrong with it all the same. */
export const DoubtfulFile = z.object({
  path: ProjectPath,
  concerns: z.array(z.object({ sentence: z.string(), resource: z.string().nullable() })).min(1),
});
export type DoubtfulFile = z.infer<typeof DoubtfulFile>;

const onPath = inProject.extend({ path: ProjectPath });

export const structureCalls = {
  /** Merges a conflicted file by structure. `answers`: those that are settled before anything is asked. */
  'structure.open': call(onPath.extend({ answers: ConflictAnswers.default({}) }), StructuredMerge),
  /** Checks a text that is about to be written as the result of a conflicted file. */
  'structure.check': call(onPath.extend({ text: z.string(), answers: ConflictAnswers.default({}) }), ResultVerdict),
  /** Commits of each side that changed the value at a place, newest first. */
  'structure.trace': call(
    onPath.extend({ resource: z.string().nullable(), at: z.array(z.string()) }),
    z.object({ ours: z.array(SideCommit), theirs: z.array(SideCommit) }),
  ),
  /** Writes and stages the results of files that ask nothing, as one operation. `worktree`: what was seen there. */
  'structure.apply': call(
    inProject.extend({ files: z.array(z.object({ path: ProjectPath, worktree: ContentHash.nullable() })).min(1) }),
    Receipt,
  ),
  /** Files that git merged cleanly in the merge that is under way, but wrongly. */
  'structure.review': call(inProject, z.object({ files: z.array(DoubtfulFile), looked: z.number().int() })),
} as const;
