import { z } from 'zod';
import { Instant, ProjectPath } from './basics';

/** What a conflict is settled to; see `core/merge/model.ts`, whose words these are. */
export const ConflictAnswer = z.union([
  z.enum(['base', 'ours', 'theirs', 'both', 'git']),
  z.object({ value: z.string().max(10_000_000) }),
]);
export type ConflictAnswer = z.infer<typeof ConflictAnswer>;

/** Conflict id → answer, for those that were answered. */
export const ConflictAnswers = z.record(z.string(), ConflictAnswer);
export type ConflictAnswers = z.infer<typeof ConflictAnswers>;

export const ConflictReasonWord = z.enum([
  'both-changed',
  'delete-modify',
  'both-added',
  'both-replaced',
  'look-alike',
  'both-renamed',
  'rename-modify',
  'order',
  'type-changed',
  'coupled',
  'text',
  'git-differs',
  'rule-broken',
]);

/** A question of the merge by structure, as a value: it can be stored, sent and asked again. */
export const ConflictValue = z.object({
  /** Resource, path and reason; the same for the same three versions. */
  id: z.string(),
  level: z.enum(['text', 'structure', 'semantic']),
  reason: ConflictReasonWord,
  tier: z.enum(['suggest', 'ask']),
  resource: z.string().nullable(),
  path: z.array(z.string()),
  /** As they are written; null where there is none. */
  base: z.string().nullable(),
  ours: z.string().nullable(),
  theirs: z.string().nullable(),
  why: z.string(),
  /** The suggestion first. */
  alternatives: z.array(z.object({ choice: ConflictAnswer, label: z.string(), why: z.string() })),
});
export type ConflictValue = z.infer<typeof ConflictValue>;

/** Something that was settled without a person, and by which rule. */
export const SettledValue = z.object({
  resource: z.string().nullable(),
  path: z.array(z.string()),
  rule: z.string(),
  took: z.enum(['ours', 'theirs', 'both', 'merged']),
});
export type SettledValue = z.infer<typeof SettledValue>;

export const NoticeValue = z.object({
  resource: z.string().nullable(),
  path: z.array(z.string()),
  sentence: z.string(),
});

/** What git's merge driver made of one file, while nobody looked. */
export const DriverRecord = z.object({
  id: z.string(),
  at: Instant,
  path: ProjectPath,
  /** Where HEAD was; the first parent of the merge commit, if it became one. Null: no commit yet. */
  head: z.string().nullable(),
  tier: z.enum(['auto', 'suggest', 'ask']),
  source: z.enum(['side', 'git', 'structure', 'text', 'fallback']),
  /** Names of the sides as git gave them; empty where it gave none. */
  labels: z.object({ base: z.string(), ours: z.string(), theirs: z.string() }),
  conflicts: z.array(ConflictValue),
  decisions: z.array(SettledValue),
  notices: z.array(NoticeValue),
  fallbacks: z.array(z.object({ resource: z.string().nullable(), reason: z.string() })),
  /** Checks of the proof that did not hold. */
  failedChecks: z.array(z.string()),
});
export type DriverRecord = z.infer<typeof DriverRecord>;

/** A decision that was made before, by resource, path and the three values, whichever side had which. */
export const RememberedDecision = z.object({
  id: z.string(),
  file: z.string(),
  resource: z.string().nullable(),
  path: z.array(z.string()),
  reason: ConflictReasonWord,
  base: z.string().nullable(),
  /** The two sides' values in a fixed order. */
  values: z.tuple([z.string().nullable(), z.string().nullable()]),
  /** Which of them was taken, or what instead. */
  took: z.union([z.enum(['base', 'first', 'second', 'both', 'git']), z.object({ value: z.string() })]),
  decidedAt: Instant,
  /** How often it was decided so. */
  times: z.number().int(),
});
export type RememberedDecision = z.infer<typeof RememberedDecision>;
