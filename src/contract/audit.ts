import { z } from 'zod';
import { call } from './call';
import { Instant, inProject } from './basics';

/** One line of the audit trail: an operation or a refusal. Secrets were redacted when it was written. */
const AuditRow = z.object({
  sequence: z.number().int(),
  at: Instant,
  actor: z.string(),
  title: z.string(),
  kind: z.string(),
  /** "done", or the code of the failure. */
  result: z.string(),
  operationId: z.string().nullable(),
  pathCount: z.number().int(),
});

/** What was checked, what follows from it, and what does not; in words. */
const AuditReport = z.object({
  records: z.number().int(),
  seals: z.number().int(),
  sound: z.boolean(),
  problems: z.array(z.string()),
  proven: z.array(z.string()),
  notProven: z.array(z.string()),
});

export const auditCalls = {
  /** Newest first. */
  'audit.list': call(
    inProject.extend({ limit: z.number().int().min(1).max(1000).default(200) }),
    z.object({ rows: z.array(AuditRow), total: z.number().int() }),
  ),
  'audit.verify': call(inProject, AuditReport),
  /** Writes the lines as they are into a new file in this folder. */
  'audit.export': call(
    inProject.extend({ folder: z.string().min(1).max(4096) }),
    z.object({ path: z.string(), records: z.number().int() }),
  ),
} as const;
