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
    /** Nothing changed its meaning (timestamps, order, format); such neighbours are folded. Null: not judged. */
    volatileOnly: z.boolean().nullable(),
    /** What it did to the fabric, in words: "vlan of vpc-1/default: 1001 → 1002, and 3 more". */
    meaning: z.string().optional(),
    /** It changed more than timestamps, and still no meaning and no comment. */
    silent: z.boolean().optional(),
    /** The operation that made it here; it has no entry of its own beside this one. */
    madeBy: z.object({ operationId: z.string(), undoable: z.boolean() }).optional(),
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

export const CommitInWords = z.object({ commit: z.string(), at: Instant, author: Person, title: z.string() });
export type CommitInWords = z.infer<typeof CommitInWords>;

/** One single value; null: it was, or is, not there. */
const ValueChange = z.object({ at: z.string(), before: z.string().nullable(), after: z.string().nullable() });

/** What a commit did to one resource. */
export const ResourceChangeInWords = z.object({
  key: z.string(),
  kind: z.string(),
  name: z.string(),
  what: z.enum(['added', 'removed', 'changed', 'moved', 'renamed', 'disabled', 'enabled']),
  path: ProjectPath,
  fromPath: ProjectPath.nullable(),
  fromName: z.string().nullable(),
  words: z.array(z.string()),
  values: z.array(ValueChange),
});
export type ResourceChangeInWords = z.infer<typeof ResourceChangeInWords>;

/** A value that came or went. */
const ValueMoment = CommitInWords.extend({
  event: z.enum(['came', 'went']),
  /** The value lies inside of a range or prefix that somebody wrote; false: it was written itself. */
  inside: z.boolean(),
  value: ValueChange,
  change: ResourceChangeInWords,
});

/** Only what lies below this folder; empty: everything. */
const under = z.string().max(4096).default('');
const many = z.number().int().min(1).max(100_000).default(200);

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
  /** What one commit meant for the fabric. `returnsTo`: the earlier commit after which all of it was the same. */
  'history.meaning': call(
    inProject.extend({ commit: z.string().min(1).max(1000) }),
    z.object({
      summary: z.string(),
      resources: z.array(ResourceChangeInWords),
      returnsTo: CommitInWords.nullable(),
    }),
  ),
  /** What happened to a resource, newest first, through moves and renames; with `field`, to one value of it. */
  'history.resource': call(
    inProject.extend({
      kind: z.string().min(1).max(253),
      name: z.string().min(1).max(253),
      namespace: z.string().default('default'),
      field: z.string().max(1000).nullable().default(null),
      under,
      limit: many,
    }),
    z.object({
      /** Null: no commit knows such a resource. */
      key: z.string().nullable(),
      total: z.number().int(),
      entries: z.array(CommitInWords.extend({ change: ResourceChangeInWords, returnsTo: CommitInWords.nullable() })),
    }),
  ),
  /** When a value came into use and went out of it: `1002`, `vlan 1002`, `gateway=10.0.1.1`. Newest first. `first`: when it was first written, else first inside. */
  'history.search': call(
    inProject.extend({ text: z.string().min(1).max(500), under, limit: many }),
    z.object({
      field: z.string().nullable(),
      value: z.string(),
      total: z.number().int(),
      first: ValueMoment.nullable(),
      entries: z.array(ValueMoment),
    }),
  ),
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
