import type { Failure } from '../../../contract/failure';
import { makeFolder } from '../../files/durable';
import type { FileSystem } from '../../files/file-system';
import { hashBytes } from '../../files/hash';
import { readBytesIfThere } from '../../files/read-bytes';
import { appendLine } from '../journal/append-line';
import { AuditEvent, missingInWords, parseLine } from './audit-lines';
import type { TrailEnd } from './audit-seals';
import { makeKey, readHead, readKey, sealOfEnd, writeHead } from './audit-seals';
import type { AuditReport, LogBeside, Trail } from './verify-audit';
import { origin, unlikeHead, unlikeLog, verifyTrail } from './verify-audit';

export interface Audit {
  note(event: Omit<AuditEvent, 'version' | 'sequence' | 'previous'>): Promise<void>;
  verify(log: LogBeside): Promise<AuditReport>;
  /** Whether nothing speaks against going on: the trail is the one that the head and the log know. */
  fits(log: LogBeside): Promise<boolean>;
  /** Where the trail ends now; the operations log keeps it. */
  end(): Promise<TrailEnd>;
  /** Ids of the operations that have a record, oldest first. */
  operations(): Promise<readonly string[]>;
  /** What was found to be missing before some record, in sentences. */
  missing(): Promise<readonly string[]>;
  /** The newest records first, and how many there are; lines that cannot be read are left to `verify`. */
  list(limit: number): Promise<{ readonly events: readonly AuditEvent[]; readonly total: number }>;
  /** The lines as they are, for keeping elsewhere. */
  export(): Promise<Buffer>;
}

/** Lines between seals in the trail; its very end is sealed in a file of its own with every record. */
const sealEvery = 10;
const findingsAtMost = 20;

interface Known extends TrailEnd {
  readonly bytes: number;
  readonly operations: readonly string[];
  readonly missing: readonly string[];
}

/** `key`: from the system's key store; made and kept beside the records (and then worth less) unless given. */
export async function openAudit(fs: FileSystem, folder: string, given?: Buffer): Promise<Audit> {
  await makeFolder(fs, folder);
  const path = `${folder}/audit.jsonl`;
  const lines = async (): Promise<string[]> =>
    ((await readBytesIfThere(fs, path)) ?? Buffer.alloc(0)).toString('utf8').split('\n').slice(0, -1);
  // The head before the lines: what is appended in between lies after it, as after a crash.
  const read = async (): Promise<Trail> => {
    const head = await readHead(fs, folder);
    const key = given ?? (await readKey(fs, folder));
    return { head, lines: await lines(), key, keyIsElsewhere: given !== undefined };
  };
  let known: Known | null = null;
  /** Where the whole lines end; read again only when somebody else wrote. */
  const findEnd = async (): Promise<Known> => {
    if (known !== null && known.bytes === ((await fs.lstat(path))?.sizeBytes ?? 0)) return known;
    const all = await lines();
    known = knownOf(all);
    return known;
  };
  /** What the head has to remember: a trail that was changed must not become whole by going on. */
  const findingsNow = async (end: Known): Promise<string[]> => {
    const trail = await read();
    const before = trail.head === null || trail.head === 'damaged' ? [] : trail.head.findings;
    const fresh = unlikeHead(trail).map((one) => `Found before line ${end.lines + 1} was written: ${one}`);
    return [...before, ...fresh].slice(0, findingsAtMost);
  };

  return {
    note: async (event) => {
      const end = await findEnd();
      const findings = await findingsNow(end);
      const key = given ?? (await readKey(fs, folder)) ?? (await makeKey(fs, folder));
      const { whole, added } = linesFor(event, end, key);
      const text = Buffer.from(added.map((line) => `${line}\n`).join(''));
      known = null;
      await appendLine(fs, path, end.bytes, text);
      const now: TrailEnd = { lines: end.lines + added.length, head: hashBytes(added.at(-1) ?? '') };
      await writeHead(fs, folder, key, { ...now, findings });
      const operations = whole.operation === null ? end.operations : [...end.operations, whole.operation];
      const found = missingInWords(whole);
      const missing = found === null ? end.missing : [...end.missing, found];
      known = { ...now, bytes: end.bytes + text.length, operations, missing };
    },
    list: async (limit) => {
      const events = (await lines()).flatMap((line) => parseLine(line, AuditEvent) ?? []);
      return { events: events.slice(-limit).reverse(), total: events.length };
    },
    verify: async (log) => verifyTrail(await read(), log),
    fits: async (log) => {
      const trail = await read();
      return unlikeHead(trail).length === 0 && unlikeLog(trail.lines, log).length === 0;
    },
    end: async () => {
      const end = await findEnd();
      return { lines: end.lines, head: end.head };
    },
    operations: async () => (await findEnd()).operations,
    missing: async () => (await findEnd()).missing,
    export: async () => (await readBytesIfThere(fs, path)) ?? Buffer.alloc(0),
  };
}

function knownOf(lines: readonly string[]): Known {
  const events = lines.flatMap((line) => parseLine(line, AuditEvent) ?? []);
  return {
    bytes: lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0),
    lines: lines.length,
    head: lines.length === 0 ? origin : hashBytes(lines.at(-1) ?? ''),
    operations: events.flatMap(({ operation }) => operation ?? []),
    missing: events.flatMap((event) => missingInWords(event) ?? []),
  };
}

/** The record and, every so often, a seal over all before it. */
function linesFor(
  event: Parameters<Audit['note']>[0],
  end: TrailEnd,
  key: Buffer,
): { readonly whole: AuditEvent; readonly added: readonly string[] } {
  const count = end.lines + 1;
  const whole: AuditEvent = { version: 1, sequence: count, ...redactEvent(event), previous: end.head };
  const added = [JSON.stringify(whole)];
  if (count % sealEvery === 0) {
    const sealed = { lines: count, head: hashBytes(added[0] ?? '') };
    added.push(JSON.stringify({ version: 1, seal: { count, head: sealed.head, hmac: sealOfEnd(key, sealed) } }));
  }
  return { whole, added };
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
