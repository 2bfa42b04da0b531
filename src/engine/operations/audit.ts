import { createHmac, randomBytes } from 'node:crypto';
import { z } from 'zod';
import type { Failure } from '../../contract/failure';
import { makeFolder, removeIfThere, createFile } from '../files/durable';
import type { FileSystem } from '../files/file-system';
import { hashBytes } from '../files/hash';
import { readBytesIfThere } from '../files/read-bytes';
import { appendLine } from './append-line';

const AuditEvent = z.object({
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
  previous: z.string(),
});
export type AuditEvent = z.infer<typeof AuditEvent>;

/** A line that seals all before it with a key that a forger of the file alone does not have. */
const AuditSeal = z.object({
  version: z.literal(1),
  seal: z.object({ count: z.number(), head: z.string(), hmac: z.string() }),
});

export interface AuditReport {
  readonly records: number;
  readonly seals: number;
  /** Nothing wrong was found. */
  readonly sound: boolean;
  readonly problems: readonly string[];
  /** Exactly what follows from what was checked, and what does not; in words. */
  readonly proven: readonly string[];
  readonly notProven: readonly string[];
}

export interface Audit {
  note(event: Omit<AuditEvent, 'version' | 'sequence' | 'previous'>): Promise<void>;
  verify(): Promise<AuditReport>;
  /** The newest records first, and how many there are; lines that cannot be read are left to `verify`. */
  list(limit: number): Promise<{ readonly events: readonly AuditEvent[]; readonly total: number }>;
  /** The lines as they are, for keeping elsewhere. */
  export(): Promise<Buffer>;
}

const sealEvery = 100;
const origin = '0'.repeat(64);

/** `key`: from the system's key store; made and kept beside the records (and then worth less) unless given. */
export async function openAudit(fs: FileSystem, folder: string, key?: Buffer): Promise<Audit> {
  await makeFolder(fs, folder);
  const path = `${folder}/audit.jsonl`;
  const secret = key ?? (await ownKey(fs, folder));
  const sealOf = (count: number, head: string): string =>
    createHmac('sha256', secret).update(`${count}:${head}`).digest('hex');
  const lines = async (): Promise<string[]> =>
    ((await readBytesIfThere(fs, path)) ?? Buffer.alloc(0)).toString('utf8').split('\n').slice(0, -1);
  let end: { readonly bytes: number; readonly count: number; readonly last: string } | null = null;
  /** Where the whole lines end; read again only when somebody else wrote. */
  const findEnd = async (): Promise<{ readonly bytes: number; readonly count: number; readonly last: string }> => {
    if (end !== null && end.bytes === ((await fs.lstat(path))?.sizeBytes ?? 0)) return end;
    const known = await lines();
    const bytes = known.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0);
    return { bytes, count: known.length, last: known.length === 0 ? origin : hashBytes(known.at(-1) ?? '') };
  };

  return {
    note: async (event) => {
      const { bytes, count: known, last: previous } = await findEnd();
      const count = known + 1;
      const whole: AuditEvent = { version: 1, sequence: count, ...redactEvent(event), previous };
      const line = JSON.stringify(whole);
      let text = `${line}\n`;
      if (count % sealEvery === 0) {
        const head = hashBytes(line);
        text += `${JSON.stringify({ version: 1, seal: { count, head, hmac: sealOf(count, head) } })}\n`;
      }
      end = null;
      await appendLine(fs, path, bytes, Buffer.from(text));
      const added = text.split('\n').slice(0, -1);
      const newBytes = bytes + Buffer.byteLength(text);
      end = { bytes: newBytes, count: known + added.length, last: hashBytes(added.at(-1) ?? '') };
    },
    list: async (limit) => {
      const events = (await lines()).flatMap((line) => parse(line, AuditEvent) ?? []);
      return { events: events.slice(-limit).reverse(), total: events.length };
    },
    verify: async () => verifyLines(await lines(), sealOf, key !== undefined),
    export: async () => (await readBytesIfThere(fs, path)) ?? Buffer.alloc(0),
  };
}

async function ownKey(fs: FileSystem, folder: string): Promise<Buffer> {
  const path = `${folder}/key`;
  const known = await readBytesIfThere(fs, path);
  if (known !== null && known.length === 32) return known;
  await removeIfThere(fs, path);
  const fresh = randomBytes(32);
  await createFile(fs, path, fresh, { mode: 0o600, sync: true });
  await fs.syncDirectory(folder);
  return fresh;
}

function verifyLines(
  lines: readonly string[],
  sealOf: (count: number, head: string) => string,
  keyIsElsewhere: boolean,
): AuditReport {
  const problems: string[] = [];
  let previous = origin;
  let records = 0;
  let seals = 0;
  let sealed = 0;
  lines.forEach((line, at) => {
    const seal = parse(line, AuditSeal);
    const event = seal === null ? parse(line, AuditEvent) : null;
    if (seal !== null) {
      seals += 1;
      const { count, head, hmac } = seal.seal;
      if (hmac !== sealOf(count, head)) problems.push(`Line ${at + 1}: the seal was not made with this key.`);
      else if (head !== previous || count !== at)
        problems.push(`Line ${at + 1}: the seal does not fit what is before it.`);
      else sealed = at;
    } else if (event === null) problems.push(`Line ${at + 1}: damaged.`);
    else {
      records += 1;
      if (event.previous !== previous) problems.push(`Line ${at + 1}: does not follow the line before.`);
      if (event.sequence !== at + 1) problems.push(`Line ${at + 1}: has the number ${event.sequence}.`);
    }
    previous = hashBytes(line);
  });
  const last = lines.length - 1;
  return {
    records,
    seals,
    sound: problems.length === 0,
    problems,
    proven: problems.length > 0 ? [] : provenBy(records, seals),
    notProven: [
      seals === 0
        ? 'Whether records at the end were cut off, or all of them rewritten as a whole: the first seal comes after 100 records.'
        : `Whether records after line ${sealed + 1} (the newest seal) were cut off or rewritten as a whole; ${Math.max(0, last - sealed)} lines are newer.`,
      ...(keyIsElsewhere ? [] : ['Anything against somebody who can read the key, which lies beside the records.']),
      'That what was never recorded did not happen: other programs change files too.',
    ],
  };
}

const provenBy = (records: number, seals: number): string[] => [
  `${records} records follow one another; none was edited, removed, added or moved between them.`,
  ...(seals === 0 ? [] : [`${seals} seals by the key hold: up to the newest of them nothing was replaced as a whole.`]),
];

function parse<T>(line: string, shape: z.ZodType<T>): T | null {
  try {
    return shape.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    // Not JSON: the caller counts it as damaged.
    return null;
  }
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
