import { hashBytes } from '../../files/hash';
import type { FileSystem } from '../../files/file-system';
import { readBytesIfThere } from '../../files/read-bytes';
import { appendLine } from '../journal/append-line';
import { acceptancesIn, acceptedKeys, isAcceptance } from './accepted';
import { AuditEvent, parseLine } from './audit-lines';
import type { TrailEnd } from './audit-seals';
import { makeKey, readHead, readKey, sealOfEnd, writeHead } from './audit-seals';
import type { Finding } from './finding';
import type { Trail } from './trail-findings';
import { missingFinding, origin } from './trail-findings';

/** Lines between seals in the trail; its very end is sealed in a file of its own with every record. */
const sealEvery = 10;

/** What is known of a trail without following its chain. */
export interface Known extends TrailEnd {
  readonly bytes: number;
  readonly operations: readonly string[];
  readonly missing: readonly Finding[];
  readonly acceptances: readonly AuditEvent[];
}

export type NewEvent = Omit<AuditEvent, 'version' | 'sequence' | 'previous'>;

/** The lines of a trail, the file of its sealed head, and the key. */
export interface TrailFile {
  bytes(): Promise<Buffer>;
  lines(): Promise<readonly string[]>;
  read(): Promise<Trail>;
  findEnd(): Promise<Known>;
  /** Made, if there is none. */
  ensureKey(): Promise<Buffer>;
  /** Names of the findings that somebody accepted. */
  accepted(): Promise<ReadonlySet<string>>;
  /** One record after `end`, durable; then the head, with what it has to remember. */
  append(event: NewEvent, end: Known, key: Buffer, findings: readonly string[]): Promise<void>;
}

/** `given`: the key, where it lies elsewhere. */
export function openTrailFile(fs: FileSystem, folder: string, given: Buffer | undefined): TrailFile {
  const path = `${folder}/audit.jsonl`;
  const bytes = async (): Promise<Buffer> => (await readBytesIfThere(fs, path)) ?? Buffer.alloc(0);
  const lines = async (): Promise<string[]> => (await bytes()).toString('utf8').split('\n').slice(0, -1);
  const readOwnKey = async (): Promise<Buffer | null> => given ?? (await readKey(fs, folder));
  let known: Known | null = null;
  /** Where the whole lines end; read again only when somebody else wrote. */
  const findEnd = async (): Promise<Known> => {
    if (known !== null && known.bytes === ((await fs.lstat(path))?.sizeBytes ?? 0)) return known;
    const all = await lines();
    known = knownOf(all);
    return known;
  };
  return {
    bytes,
    lines,
    findEnd,
    // The head before the lines: what is appended in between lies after it, as after a crash.
    read: async () => {
      const head = await readHead(fs, folder);
      const key = await readOwnKey();
      return { head, lines: await lines(), key, keyIsElsewhere: given !== undefined };
    },
    ensureKey: async () => (await readOwnKey()) ?? (await makeKey(fs, folder)),
    accepted: async () => {
      const { acceptances } = await findEnd();
      return acceptances.length === 0 ? new Set() : acceptedKeys(acceptancesIn(acceptances, await readOwnKey()));
    },
    append: async (event, end, key, findings) => {
      const added = linesFor(event, end, key);
      const text = Buffer.from(added.map((line) => `${line}\n`).join(''));
      known = null;
      await appendLine(fs, path, end.bytes, text);
      const now: TrailEnd = { lines: end.lines + added.length, head: hashBytes(added.at(-1) ?? '') };
      await writeHead(fs, folder, key, { ...now, findings: [...findings] });
      known = knownAfter(end, added, end.bytes + text.length);
    },
  };
}

const nothing: Known = { bytes: 0, lines: 0, head: origin, operations: [], missing: [], acceptances: [] };

const knownOf = (lines: readonly string[]): Known =>
  knownAfter(
    nothing,
    lines,
    lines.reduce((sum, line) => sum + Buffer.byteLength(line) + 1, 0),
  );

/** What is known of a trail once these lines have come. */
function knownAfter(before: Known, added: readonly string[], bytes: number): Known {
  const operations = [...before.operations];
  const missing = [...before.missing];
  const acceptances = [...before.acceptances];
  added.forEach((line, at) => {
    const event = parseLine(line, AuditEvent);
    if (event === null) return;
    if (event.operation !== null) operations.push(event.operation);
    missing.push(...missingFinding(event, before.lines + at + 1, hashBytes(line)));
    if (isAcceptance(event)) acceptances.push(event);
  });
  const last = added.at(-1);
  const head = last === undefined ? before.head : hashBytes(last);
  return { bytes, lines: before.lines + added.length, head, operations, missing, acceptances };
}

/** The record and, every so often, a seal over all before it. */
function linesFor(event: NewEvent, end: TrailEnd, key: Buffer): readonly string[] {
  const count = end.lines + 1;
  const whole: AuditEvent = { version: 1, sequence: count, ...event, previous: end.head };
  const added = [JSON.stringify(whole)];
  if (count % sealEvery === 0) {
    const sealed = { lines: count, head: hashBytes(added[0] ?? '') };
    added.push(JSON.stringify({ version: 1, seal: { count, head: sealed.head, hmac: sealOfEnd(key, sealed) } }));
  }
  return added;
}
