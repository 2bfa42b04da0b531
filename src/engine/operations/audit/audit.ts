import type { Failure } from '../../../contract/failure';
import { makeFolder } from '../../files/durable';
import type { FileSystem } from '../../files/file-system';
import { acceptanceOf, eventsIn } from './accepted';
import type { AuditEvent } from './audit-lines';
import type { TrailEnd } from './audit-seals';
import { isOpen, isSameAs, namesOf } from './finding';
import { openTrailFile } from './trail-file';
import type { Known, NewEvent, TrailFile } from './trail-file';
import type { LogBeside } from './trail-findings';
import { unlikeHead, unlikeLog } from './trail-findings';
import type { AuditReport } from './verify-audit';
import { verifyTrail } from './verify-audit';

export interface Audit {
  note(event: NewEvent): Promise<void>;
  verify(log: LogBeside): Promise<AuditReport>;
  /** Whether nothing speaks against going on: the trail is the one that the head and the log know. */
  fits(log: LogBeside): Promise<boolean>;
  /** Where the trail ends now; the operations log keeps it. */
  end(): Promise<TrailEnd>;
  /** Ids of the operations that have a record, oldest first. */
  operations(): Promise<readonly string[]>;
  /** What was found to be missing before some record, in sentences; without what was accepted. */
  missing(): Promise<readonly string[]>;
  /** Names of the findings that somebody accepted. */
  accepted(): Promise<ReadonlySet<string>>;
  /**
   * Writes a record that names everything that is wrong now, so that it rests: verifying tells it, and claims nothing
   * about it. `look`: the hash of what the person saw (`namesOf`); false when it is something else by now.
   */
  accept(who: Pick<AuditEvent, 'at' | 'actor' | 'repository'>, log: LogBeside, look: string): Promise<boolean>;
  /** The newest records first, and how many there are; lines that cannot be read are left to `verify`. */
  list(limit: number): Promise<{ readonly events: readonly AuditEvent[]; readonly total: number }>;
  /** The lines as they are, for keeping elsewhere. */
  export(): Promise<Buffer>;
}

const findingsAtMost = 20;

/** `key`: from the system's key store; made and kept beside the records (and then worth less) unless given. */
export async function openAudit(fs: FileSystem, folder: string, given?: Buffer): Promise<Audit> {
  await makeFolder(fs, folder);
  const trail = openTrailFile(fs, folder, given);
  return {
    note: async (event) => {
      const end = await trail.findEnd();
      const findings = await findingsNow(trail, end);
      await trail.append(redactEvent(event), end, await trail.ensureKey(), findings);
    },
    list: async (limit) => {
      const events = eventsIn(await trail.lines());
      return { events: events.slice(-limit).reverse(), total: events.length };
    },
    verify: async (log) => verifyTrail(await trail.read(), log),
    fits: async (log) => {
      const now = await trail.read();
      return unlikeHead(now).length === 0 && unlikeLog(now.lines, log, await trail.accepted()).length === 0;
    },
    end: async () => {
      const end = await trail.findEnd();
      return { lines: end.lines, head: end.head };
    },
    operations: async () => (await trail.findEnd()).operations,
    missing: async () => {
      const accepted = await trail.accepted();
      const { missing } = await trail.findEnd();
      return missing.filter((one) => isOpen(one, accepted)).map(({ sentence }) => sentence);
    },
    accepted: trail.accepted,
    accept: (who, log, look) => accept(trail, who, log, look),
    export: trail.bytes,
  };
}

/** What the head has to remember: a trail that was changed must not become whole by going on. */
async function findingsNow(trail: TrailFile, end: Known): Promise<string[]> {
  const now = await trail.read();
  const before = now.head === null || now.head === 'damaged' ? [] : now.head.findings;
  const fresh = unlikeHead(now).map(({ sentence }) => `Found before line ${end.lines + 1} was written: ${sentence}`);
  return [...before, ...fresh].slice(0, findingsAtMost);
}

async function accept(
  trail: TrailFile,
  who: Parameters<Audit['accept']>[0],
  log: LogBeside,
  look: string,
): Promise<boolean> {
  const end = await trail.findEnd();
  const { open } = verifyTrail(await trail.read(), log);
  if (open.length === 0 || namesOf(open) !== look) return false;
  const key = await trail.ensureKey();
  // With a new key no old seal holds any more: that is one more thing to accept.
  const then = verifyTrail(await trail.read(), log).open.filter((one) => !open.some(isSameAs(one)));
  // What the head had to remember is in this record from now on.
  await trail.append(acceptanceOf(who, [...open, ...then], { key, previous: end.head }), end, key, []);
  return true;
}

/** Who logs in where is nobody's business who reads a log. */
export function redact(text: string): string {
  return text
    .replaceAll(/([a-z][a-z0-9+.-]*:\/\/)[^/@\s]+@/gi, '$1…@')
    .replaceAll(/\b(gh[pousr]_|github_pat_|glpat-|xox[bap]-)[A-Za-z0-9_-]+/g, '$1…')
    .replaceAll(/\b(bearer|basic|token)\s+[A-Za-z0-9._~+/=-]{8,}/gi, '$1 …')
    .replaceAll(/\b(password|passwd|secret|token|api[-_]?key)(["']?\s*[:=]\s*)("[^"]*"|'[^']*'|\S+)/gi, '$1$2…');
}

const redactEvent = <T extends Pick<AuditEvent, 'title' | 'detail'>>(event: T): T => ({
  ...event,
  title: redact(event.title),
  detail: event.detail === null ? null : redact(event.detail),
});

/** What a failure says, short. */
export const failureDetail = (failure: Failure): string => JSON.stringify(failure).slice(0, 500);
