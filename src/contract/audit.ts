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
  /** What was wrong and somebody accepted: nothing is claimed about it. */
  accepted: z.array(z.string()),
  /** Damaged lines as they lie there, cut short. */
  lines: z.array(z.string()),
  /** Names all of `problems`, for accepting them; null: there are none. */
  look: z.string().nullable(),
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
  /** Lets what is wrong rest, in a record that names it. `state-changed-since` when it is not what `look` names. */
  'audit.accept': call(inProject.extend({ look: z.string().max(64) }), AuditReport),
  /** Writes the lines of the trail, and those of the operations log, as they are into two new files in this folder. */
  'audit.export': call(
    inProject.extend({ folder: z.string().min(1).max(4096) }),
    z.object({ path: z.string(), logPath: z.string(), records: z.number().int() }),
  ),
} as const;
