import { z } from 'zod';
import { call } from './call';
import { Instant, Person, ProjectPath, Receipt, inProject } from './basics';
import { TwoVersions } from './changes';

/** Where a version of a file can be read from. */
export const VersionSource = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('commit'), commit: z.string() }),
  z.object({ kind: z.literal('backup'), backupId: z.string() }),
  /** The state before (`pre`) or after (`post`) an operation. */
  z.object({ kind: z.literal('operation'), operationId: z.string(), side: z.enum(['pre', 'post']) }),
  z.object({ kind: z.literal('now') }),
]);
export type VersionSource = z.infer<typeof VersionSource>;

const common = {
  id: z.string(),
  at: Instant,
  title: z.string(),
  /** Paths touched, cut at 200. */
  paths: z.array(ProjectPath),
  pathCount: z.number().int(),
  source: VersionSource,
};

/** One stream: commits ●, backups ◆, operations ·, restores ↩. */
export const TimelineEntry = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('commit'),
    ...common,
    commit: z.string(),
    parents: z.array(z.string()),
    author: Person,
    body: z.string(),
    refs: z.array(z.string()),
    /** Nothing but timestamps changed; such neighbours are folded. Null: not judged. */
    volatileOnly: z.boolean().nullable(),
  }),
  z.object({ kind: z.literal('backup'), ...common, backupId: z.string(), why: z.string(), pinned: z.boolean() }),
  z.object({
    kind: z.literal('operation'),
    ...common,
    operationId: z.string(),
    operation: z.string(),
    outcome: z.enum(['done', 'undone', 'failed', 'diverged']),
    undoable: z.boolean(),
  }),
  z.object({
    kind: z.literal('fold'),
    ...common,
    /** How many entries are folded and why, in words: "54 timestamp-only commits". */
    count: z.number().int(),
    until: Instant,
    entryIds: z.array(z.string()),
  }),
]);
export type TimelineEntry = z.infer<typeof TimelineEntry>;

export const TimelineQuery = inProject.extend({
  path: ProjectPath.nullable().default(null),
  /** Keep only these kinds; empty = all. */
  kinds: z.array(z.enum(['commit', 'backup', 'operation'])).default([]),
  text: z.string().default(''),
  /** Opaque; from the previous page. */
  cursor: z.string().nullable().default(null),
  limit: z.number().int().min(1).max(1000).default(200),
  unfolded: z.boolean().default(false),
});

export const historyCalls = {
  'history.timeline': call(
    TimelineQuery,
    z.object({ entries: z.array(TimelineEntry), next: z.string().nullable(), total: z.number().int().nullable() }),
  ),
  /** The paths that an entry changed, all of them. */
  'history.paths': call(
    inProject.extend({ source: VersionSource }),
    z.array(z.object({ path: ProjectPath, from: ProjectPath.nullable(), change: z.string() })),
  ),
  'history.compare': call(inProject.extend({ path: ProjectPath, from: VersionSource, to: VersionSource }), TwoVersions),
  /** What `history.restore` would do, without doing it. */
  'history.preview-restore': call(
    inProject.extend({ source: VersionSource, paths: z.array(ProjectPath).min(1) }),
    z.array(
      z.object({
        path: ProjectPath,
        effect: z.enum(['unchanged', 'create', 'replace', 'delete']),
        sizeBytes: z.number(),
      }),
    ),
  ),
  /** Puts paths back as they were; one operation, undoable, verified by reading back. */
  'history.restore': call(inProject.extend({ source: VersionSource, paths: z.array(ProjectPath).min(1) }), Receipt),
} as const;
