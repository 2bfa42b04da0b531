import { z } from 'zod';
import { ContentHash, ProjectPath, Receipt, inProject } from './basics';
import { call } from './call';

/** Which state of the repository is meant. */
export const Moment = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('working-tree') }),
  /** What is staged; in a conflict, our side. */
  z.object({ kind: z.literal('index') }),
  /** Anything that git takes for a commit: a branch, `HEAD~2`, an id. */
  z.object({ kind: z.literal('revision'), revision: z.string().min(1).max(1000) }),
  /** The best common ancestor of HEAD and this revision: what a branch started from. */
  z.object({ kind: z.literal('merge-base'), revision: z.string().min(1).max(1000) }),
]);
export type Moment = z.infer<typeof Moment>;

/** A stretch of a file: lines and columns count from 0, columns in UTF-16 units, the end is exclusive. */
export const TextSpan = z.object({
  line: z.number().int(),
  column: z.number().int(),
  endLine: z.number().int(),
  endColumn: z.number().int(),
});
export type TextSpan = z.infer<typeof TextSpan>;

/** A stretch of one document (counted from 0) of a file. */
export const FilePlace = TextSpan.extend({ path: ProjectPath, document: z.number().int() });
export type FilePlace = z.infer<typeof FilePlace>;

export const Severity = z.enum(['error', 'warning', 'note']);
export type Severity = z.infer<typeof Severity>;

export const ProblemCounts = z.object({ error: z.number(), warning: z.number(), note: z.number() });
export type ProblemCounts = z.infer<typeof ProblemCounts>;

/** One thing that a rule found, where it stands. */
export const Problem = FilePlace.extend({
  /** Equal for the same finding as long as its document and words stay; names it for `problems.apply-fix`. */
  id: z.string(),
  rule: z.string(),
  severity: Severity,
  /** In words, with the values. */
  message: z.string(),
  /** Who asks for it: `fabric v0.126, VPC.Validate`. */
  source: z.string(),
  /** Root of the fabric; null for files that belong to none. */
  fabric: z.string().nullable(),
  resource: z.object({ kind: z.string(), namespace: z.string(), name: z.string() }).nullable(),
  /** `spec.subnets.default.vlan`; empty for the whole document. */
  field: z.string(),
  /** Other places that have to do with it. */
  related: z.array(FilePlace.extend({ message: z.string() })),
  /** A change that certainly does away with it. */
  fix: z.object({ title: z.string() }).nullable(),
});
export type Problem = z.infer<typeof Problem>;

/** Narrows a list of problems; what is left out does not narrow. */
export const ProblemFilter = z.object({
  fabric: z.string().nullable().optional(),
  paths: z.array(ProjectPath).optional(),
  /** Everything below a folder. */
  under: z.string().optional(),
  severities: z.array(Severity).optional(),
  rules: z.array(z.string()).optional(),
  /** Words in the message, the path or the resource's name; all of them must be there. */
  text: z.string().max(500).optional(),
});
export type ProblemFilter = z.infer<typeof ProblemFilter>;

const page = { offset: z.number().int().min(0).default(0), limit: z.number().int().min(0).max(100_000).default(500) };

export const ProblemList = z.object({
  /** Of everything that fits the filter, not only of this page. */
  total: z.number().int(),
  counts: ProblemCounts,
  rules: z.array(z.object({ rule: z.string(), severity: Severity, count: z.number() })),
  files: z.array(z.object({ path: z.string(), counts: ProblemCounts })),
  problems: z.array(Problem),
  /** Grows with each state of the fabric that was judged; two equal numbers mean the same list. */
  generation: z.number().int(),
});
export type ProblemList = z.infer<typeof ProblemList>;

export const RuleDescription = z.object({
  id: z.string(),
  /** What must hold, in one sentence. */
  title: z.string(),
  /** Its own severity, and the one that this repository's policy gives it. */
  severity: Severity,
  effective: z.enum(['error', 'warning', 'note', 'off']),
  source: z.string(),
  /** Kinds it is about; empty: every kind. */
  kinds: z.array(z.string()),
  /** Numbers in our list of upstream checks; empty: a check of our own. */
  numbers: z.array(z.number()),
  looksAt: z.enum(['document', 'resource', 'links', 'fabric', 'change', 'installation', 'extension']),
});
export type RuleDescription = z.infer<typeof RuleDescription>;

/** One file as it is and as it would be; null: it is not there. Texts carry `\n`. */
export const FilePreview = z.object({
  path: ProjectPath,
  before: z.string().nullable(),
  after: z.string().nullable(),
  /** Of the bytes that `before` was read from; null: there is no file. */
  expected: ContentHash.nullable(),
});
export type FilePreview = z.infer<typeof FilePreview>;

export const problemCalls = {
  'problems.list': call(
    inProject.extend({ ...ProblemFilter.shape, ...page, moment: Moment.default({ kind: 'working-tree' }) }),
    ProblemList,
  ),
  'problems.rules': call(
    inProject,
    z.object({
      rules: z.array(RuleDescription),
      /** What cannot be decided from files alone, and why. */
      notOffline: z.array(z.object({ numbers: z.array(z.number()), why: z.string() })),
    }),
  ),
  /**
   * What one moment does to an earlier one. `changes`: rules about updating and deleting. `introduced`: problems that
   * `after` has and `before` had not. `resolved`: how many it does away with.
   */
  'problems.against': call(
    inProject.extend({ before: Moment, after: Moment.default({ kind: 'working-tree' }) }),
    z.object({
      changes: z.array(Problem),
      introduced: z.array(Problem),
      resolved: z.number().int(),
      counts: ProblemCounts,
      /** The commits that were compared; null for the index and the working tree. */
      beforeCommit: z.string().nullable(),
      afterCommit: z.string().nullable(),
    }),
  ),
  /** What a fix would do. Fails with `state-changed-since` when the problem is not there any more. */
  'problems.preview-fix': call(
    inProject.extend({
      problemId: z.string(),
      /** Others that are fixed in the same go. */
      also: z.array(z.string()).max(10_000).default([]),
    }),
    z.object({ title: z.string(), files: z.array(FilePreview) }),
  ),
  /** Fixes one problem, or several, as one operation. `expected`: what the person saw of each file, if they looked. */
  'problems.apply-fix': call(
    inProject.extend({
      problemIds: z.array(z.string()).min(1).max(10_000),
      expected: z.record(z.string(), ContentHash.nullable()).default({}),
    }),
    Receipt,
  ),
} as const;
