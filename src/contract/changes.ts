import { z } from 'zod';
import { call } from './call';
import { ContentHash, FileContent, Instant, Person, ProjectPath, Receipt, inProject } from './basics';

/** One letter of git's porcelain v2, in words. */
export const ChangeKind = z.enum([
  'unchanged',
  'added',
  'modified',
  'deleted',
  'renamed',
  'copied',
  'type-changed',
  'untracked',
  'ignored',
]);
export type ChangeKind = z.infer<typeof ChangeKind>;

/** What both sides did to a path that git could not merge. Words of `git status`, stages in brackets. */
export const ConflictKind = z.enum([
  'both-modified', // UU
  'both-added', // AA
  'deleted-by-us', // DU: theirs modified
  'deleted-by-them', // UD: ours modified
  'added-by-us', // AU: seen with renames
  'added-by-them', // UA
  'both-deleted', // DD: seen with renames
]);
export type ConflictKind = z.infer<typeof ConflictKind>;

export const StatusEntry = z.object({
  path: ProjectPath,
  /** Where it came from, when renamed or copied. */
  from: ProjectPath.nullable(),
  /** HEAD → index. */
  staged: ChangeKind,
  /** Index → working tree. */
  unstaged: ChangeKind,
  conflict: ConflictKind.nullable(),
  submodule: z.boolean(),
});
export type StatusEntry = z.infer<typeof StatusEntry>;

export const Head = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('branch'), name: z.string(), commit: z.string() }),
  z.object({ kind: z.literal('detached'), commit: z.string() }),
  /** A branch without any commit yet. */
  z.object({ kind: z.literal('unborn'), name: z.string() }),
]);
export type Head = z.infer<typeof Head>;

const Upstream = z.object({
  name: z.string(),
  ahead: z.number().int(),
  behind: z.number().int(),
  gone: z.boolean(),
});

/** What git is in the middle of. */
export const ProgressKind = z.enum(['none', 'merge', 'rebase', 'cherry-pick', 'revert', 'stash-pop', 'am', 'bisect']);
export type ProgressKind = z.infer<typeof ProgressKind>;

export const RepositoryStatus = z.object({
  /** Grows with each change that was seen; events carry it too. */
  revision: z.number().int(),
  head: Head,
  upstream: Upstream.nullable(),
  progress: ProgressKind,
  entries: z.array(StatusEntry),
  /** True when `entries` was cut at the limit. */
  truncated: z.boolean(),
  checkedAt: Instant,
  watching: z.enum(['events', 'polling', 'off']),
  watchingReason: z.string().nullable(),
});
export type RepositoryStatus = z.infer<typeof RepositoryStatus>;

const Area = z.enum(['unstaged', 'staged', 'all']);

export const TwoVersions = z.object({
  path: ProjectPath,
  before: FileContent,
  after: FileContent,
  beforeLabel: z.string(),
  afterLabel: z.string(),
});
export type TwoVersions = z.infer<typeof TwoVersions>;

const paths = z.array(ProjectPath).min(1).max(100_000);

export const changeCalls = {
  'changes.status': call(inProject.extend({ fresh: z.boolean().default(false) }), RepositoryStatus),
  'changes.compare': call(
    inProject.extend({ path: ProjectPath, from: ProjectPath.nullable(), area: Area }),
    TwoVersions,
  ),
  'changes.read-file': call(inProject.extend({ path: ProjectPath }), FileContent),
  /** `expected`: hash of what the person saw, null for "did not exist". Text comes with `\n`; the file's traits are kept. */
  'changes.write-file': call(
    inProject.extend({ path: ProjectPath, text: z.string(), expected: ContentHash.nullable() }),
    Receipt,
  ),
  'changes.stage': call(inProject.extend({ paths }), Receipt),
  'changes.unstage': call(inProject.extend({ paths }), Receipt),
  /** Puts paths back to the index (or deletes untracked ones). The bytes are in the vault first. */
  'changes.discard': call(inProject.extend({ paths }), Receipt),
  'changes.commit': call(
    inProject.extend({
      message: z.string().min(1),
      expectedHead: z.string().nullable(),
      /** In the middle of a merge: see `merge.complete`. */
      override: z
        .object({ reason: z.string().trim().min(1).max(300) })
        .nullable()
        .default(null),
    }),
    Receipt.extend({ commit: z.string() }),
  ),
  'changes.identity': call(inProject, z.object({ person: Person.nullable() })),
  'changes.branches': call(
    inProject,
    z.array(
      z.object({
        name: z.string(),
        remote: z.boolean(),
        commit: z.string(),
        subject: z.string(),
        current: z.boolean(),
      }),
    ),
  ),
} as const;
