import { z } from 'zod';

/**
 * Everything that can go wrong and that a person can do something about.
 *
 * A failure is data: a code and the facts that its sentence needs. `describe-failure.ts` turns each into a
 * title, a sentence and up to two actions. What is nobody's fault but ours is thrown instead (see `Reply`).
 */
const code = <C extends string, S extends z.ZodRawShape>(name: C, shape: S) =>
  z.object({ code: z.literal(name), ...shape });
const path = z.string();

/** Who holds a lock. `null` where it could not be learnt. */
export const LockHolder = z.object({
  app: z.string(),
  pid: z.number().int().nullable(),
  host: z.string().nullable(),
  sinceMs: z.number().nullable(),
  doing: z.string().nullable(),
});
export type LockHolder = z.infer<typeof LockHolder>;

export const Failure = z.discriminatedUnion('code', [
  // The machine
  code('git-missing', {}),
  code('git-too-old', { found: z.string(), needed: z.string() }),
  // The place
  code('path-missing', { path }),
  code('not-a-folder', { path }),
  code('not-a-repository', { path }),
  code('bare-repository', { path }),
  code('repository-gone', { path }),
  code('unsafe-owner', { path }),
  code('unreadable', { path }),
  code('read-only', { path }),
  /** Our own folder, for backups and records, cannot be used. */
  code('data-folder-unusable', { path, problem: z.string() }),
  code('disk-full', { path, neededBytes: z.number().nullable() }),
  code('corrupt-index', { path }),
  code('corrupt-repository', { detail: z.string() }),
  code('path-outside-project', { path }),
  code('unsupported-path', { path, reason: z.string() }),
  code('file-too-large', { path, sizeBytes: z.number(), limitBytes: z.number() }),
  code('file-missing', { path }),
  /** Not found among what could be read, and some files could not be. */
  code('maybe-unread', { what: z.string(), paths: z.array(z.string()) }),
  code('not-text', { path }),
  // Others at work
  code('file-changed-since', { path, paths: z.array(z.string()) }),
  code('index-locked', {
    path,
    ageMs: z.number().nullable(),
    ownerAlive: z.boolean().nullable(),
    /** Why it may not be put aside, in words, when that was asked. */
    keptBecause: z.string().optional(),
  }),
  code('locked-by-other', { holder: LockHolder.nullable() }),
  code('state-changed-since', { what: z.string() }),
  // Git
  code('identity-missing', {}),
  code('nothing-to-commit', {}),
  code('conflicts-remain', { paths: z.array(z.string()) }),
  code('markers-remain', { path, line: z.number().int() }),
  /** The check before a merge is committed found something; a person may go on with a reason. */
  code('merge-unproven', {
    problems: z.array(z.object({ path, line: z.number().int().nullable(), sentence: z.string() })),
    more: z.number().int(),
  }),
  code('no-merge-in-progress', {}),
  code('merge-in-progress', { kind: z.string() }),
  code('would-overwrite', { paths: z.array(z.string()) }),
  code('unknown-revision', { revision: z.string() }),
  code('git-failed', { command: z.string(), exitCode: z.number().nullable(), summary: z.string() }),
  code('timed-out', { what: z.string(), afterMs: z.number() }),
  /** What was done aside was ended: it needed too much memory, or came to no end. The next question starts it anew. */
  code('worker-stopped', { what: z.string(), why: z.enum(['memory', 'silent', 'ended']), afterMs: z.number() }),
  // Safety
  code('backup-failed', { reason: z.string() }),
  code('backup-missing', { id: z.string() }),
  code('backup-damaged', { id: z.string() }),
  /** What a file held is not stored any more. `forgottenAt` null: it is lost, nobody erased it on purpose. */
  code('content-gone', { path, hash: z.string(), forgottenAt: z.string().nullable() }),
  code('not-undoable', { operationId: z.string(), reason: z.string() }),
  code('operation-missing', { operationId: z.string() }),
  code('rolled-back', { reason: z.string() }),
  /** Nothing was done. */
  code('rollback-refused', { reason: z.string() }),
  /** Nothing was let go or removed. */
  code('prune-refused', { reason: z.string() }),
  code('export-failed', { path, reason: z.string() }),
  /** Nothing of ours knows this path or content. */
  code('nothing-kept', { what: z.string() }),
  // Calls
  code('project-not-open', { projectId: z.string() }),
  code('bad-input', { where: z.string(), problem: z.string() }),
  code('cancelled', {}),
]);
export type Failure = z.infer<typeof Failure>;
export type FailureCode = Failure['code'];
