import { z } from 'zod';
import { call } from './call';
import { ContentHash, FileContent, Instant, Person, ProjectPath, Receipt, inProject } from './basics';
import { ConflictKind, ProgressKind } from './changes';
import { ConflictAnswers } from './merge-values';

/**
 * One side of a merge, named by what it is. In a rebase git's "ours" is the branch that is rebased onto, and
 * "theirs" is your own commit: `label` says it in words, so that nobody has to know.
 */
export const MergeSide = z.object({
  /** Short, for a pane's head: "main", "your commit 1a2b3c4", "stash@{0}". */
  label: z.string(),
  /** In words: "the branch you are on", "the commit being replayed". */
  meaning: z.string(),
  commit: z.string().nullable(),
});
export type MergeSide = z.infer<typeof MergeSide>;

/** What kind of question a path asks. Decides which screen is shown. */
export const ConflictShape = z.enum([
  'text',
  'delete-modify',
  'binary',
  'mode',
  'symlink',
  'submodule',
  'rename',
  'too-large',
]);
export type ConflictShape = z.infer<typeof ConflictShape>;

export const ConflictFile = z.object({
  path: ProjectPath,
  conflict: ConflictKind,
  shape: ConflictShape,
  /** One sentence: what each side did. */
  sentence: z.string(),
  /** Other paths of the same question (a rename on one or both sides). */
  related: z.array(ProjectPath),
  /** A draft of ours exists that has not been completed. */
  hasDraft: z.boolean(),
});
export type ConflictFile = z.infer<typeof ConflictFile>;

export const MergeState = z.object({
  progress: ProgressKind,
  /** "main ← origin/main". */
  title: z.string(),
  sentence: z.string(),
  ours: MergeSide,
  theirs: MergeSide,
  /** Still unmerged in git's index. */
  conflicts: z.array(ConflictFile),
  /** Paths of this merge that were resolved since it began. */
  resolved: z.array(ProjectPath),
  /** Message that git prepared for the commit, without comment lines. */
  message: z.string(),
  /** Step and total of a rebase or a cherry-pick of several commits. */
  step: z.object({ current: z.number().int(), total: z.number().int() }).nullable(),
  canComplete: z.boolean(),
  canAbort: z.boolean(),
  /** What Complete does, in words: "Commit the merge", "Continue the rebase". */
  completeLabel: z.string(),
});
export type MergeState = z.infer<typeof MergeState>;

export const SideCommit = z.object({
  commit: z.string(),
  subject: z.string(),
  author: Person,
  when: Instant,
});
export type SideCommit = z.infer<typeof SideCommit>;

/** What a person did about one region of the text merge, by region id. */
export const RegionChoice = z.enum(['ours', 'theirs', 'ours-then-theirs', 'theirs-then-ours', 'base', 'edited']);
export type RegionChoice = z.infer<typeof RegionChoice>;

/** What brings the questions of a merge by structure back as they were. */
export const StructuredDraft = z.object({
  /** Answers that led to further questions. */
  premises: ConflictAnswers,
  /** Region id → its lines, for those that were answered. */
  lines: z.record(z.string(), z.array(z.string())),
});

export const MergeDraft = z.object({
  text: z.string(),
  /** Region id → choice, for those that were answered. */
  choices: z.record(z.string(), RegionChoice),
  /** Answers to the questions of the merge by structure. */
  answers: ConflictAnswers.optional(),
  /** Set when the questions were those of the merge by structure. */
  structure: StructuredDraft.optional(),
  savedAt: Instant,
});
export type MergeDraft = z.infer<typeof MergeDraft>;

/** Everything the editor needs for one path. Versions come from the index's stages 1, 2, 3. */
export const ConflictDocument = z.object({
  file: ConflictFile,
  base: FileContent,
  ours: FileContent,
  theirs: FileContent,
  /** What lies in the working tree now. */
  worktree: FileContent,
  oursLabel: z.string(),
  theirsLabel: z.string(),
  baseLabel: z.string(),
  oursCommits: z.array(SideCommit),
  theirsCommits: z.array(SideCommit),
  draft: MergeDraft.nullable(),
});
export type ConflictDocument = z.infer<typeof ConflictDocument>;

/** How a path that is not resolved by text is resolved. */
export const WholeChoice = z.enum(['ours', 'theirs', 'base', 'delete', 'keep-both', 'worktree']);
export type WholeChoice = z.infer<typeof WholeChoice>;

/** Why somebody commits a merge that its check refuses. It is kept in the operation's title and the audit. */
const MergeOverride = z.object({ reason: z.string().trim().min(1).max(300) });

const onPath = inProject.extend({ path: ProjectPath });

export const mergeCalls = {
  'merge.state': call(inProject, MergeState),
  /** Starts `git merge --no-commit`-like work with a branch; conflicts are a state, not a failure. */
  'merge.start': call(
    inProject.extend({ revision: z.string().min(1) }),
    Receipt.extend({ conflicts: z.number().int() }),
  ),
  'merge.open-file': call(onPath, ConflictDocument),
  'merge.save-draft': call(onPath.extend(MergeDraft.omit({ savedAt: true }).shape), z.object({ savedAt: Instant })),
  'merge.drop-draft': call(onPath, z.object({})),
  /** Writes the text and stages it. `worktree`: hash that the person saw in the working tree, null = absent. */
  'merge.resolve-text': call(
    onPath.extend({
      text: z.string(),
      worktree: ContentHash.nullable(),
      allowMarkers: z.boolean().default(false),
      /** What a person chose where nothing tells which side's mode is meant; without it the modes are merged. */
      executable: z.boolean().optional(),
    }),
    Receipt,
  ),
  'merge.resolve-whole': call(onPath.extend({ choice: WholeChoice, worktree: ContentHash.nullable() }), Receipt),
  /** Makes a resolved path a conflict again, as it was. */
  'merge.reopen-file': call(onPath, Receipt),
  /** `override`: commits although the check found something (`merge-unproven`). `log`: what goes behind the message. */
  'merge.complete': call(
    inProject.extend({
      message: z.string(),
      override: MergeOverride.nullable().default(null),
      log: z.enum(['none', 'block', 'trailers']).default('none'),
    }),
    Receipt.extend({ finished: z.boolean() }),
  ),
  'merge.abort': call(inProject, Receipt),
} as const;
