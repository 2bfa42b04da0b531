import { z } from 'zod';

export const AuditEvent = z.object({
  version: z.literal(1),
  sequence: z.number().int(),
  at: z.string(),
  actor: z.string(),
  repository: z.string(),
  operation: z.string().nullable(),
  kind: z.string(),
  title: z.string(),
  result: z.string(),
  /** What the failure said, redacted. */
  detail: z.string().nullable(),
  paths: z.array(z.string()),
  headBefore: z.string().nullable(),
  headAfter: z.string().nullable(),
  /** What was found wrong, and that somebody accepted; the seal is that of `sealOfAccepted`. */
  accepted: z
    .object({ findings: z.array(z.object({ keys: z.array(z.string()), sentence: z.string() })), hmac: z.string() })
    .optional(),
  previous: z.string(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

/** A line that seals all before it with a key that a forger of the file alone does not have. */
export const AuditSeal = z.object({
  version: z.literal(1),
  seal: z.object({ count: z.number(), head: z.string(), hmac: z.string() }),
});

/** Null: the line is damaged, or of another shape. */
export function parseLine<T>(line: string, shape: z.ZodType<T>): T | null {
  try {
    return shape.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    // Not JSON.
    return null;
  }
}

/** The kind of a line that lets damage rest. */
export const damageAccepted = 'damage-accepted';

/** The kind of a line that says what was missing before it. */
export const recordsMissing = 'records-missing';

/** What such a line says, in one sentence; null: another line. */
export const missingInWords = ({ kind, at, title }: AuditEvent): string | null =>
  kind === recordsMissing ? `Found on ${at}: ${title} Nothing before that can be shown.` : null;
