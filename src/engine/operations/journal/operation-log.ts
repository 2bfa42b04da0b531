import { z } from 'zod';
import { ContentHash } from '../../../contract/basics';
import { OperationRecord } from '../../../contract/operations';
import { makeFolder } from '../../files/durable';
import type { FileSystem } from '../../files/file-system';
import { hashBytes } from '../../files/hash';
import { readBytes } from '../../files/read-bytes';
import { lineFinding } from '../audit/finding';
import type { Finding } from '../audit/finding';
import { appendLine } from './append-line';

/** One line of the log. Each carries the hash of the one before, so that a change in the past shows. */
export const LogRecord = z.object({
  version: z.literal(1),
  record: OperationRecord.extend({ paths: z.array(z.string().brand<'ProjectPath'>()) }),
  epoch: z.number().int(),
  /** The linked working tree that it was made in; missing: the first one. */
  worktree: z.string().optional(),
  /** `OperationDetail` in the vault; null when nothing was changed. */
  detail: ContentHash.nullable(),
  /** Where the audit trail ended when this was logged. Missing in older logs. */
  audit: z.object({ lines: z.number().int(), head: z.string() }).optional(),
  /** Operations that cannot be undone any more from here on, and what they were: "older than 90 days and …". */
  letGo: z.object({ operations: z.array(z.string()), because: z.string() }).optional(),
  previous: z.string(),
});
export type LogRecord = z.infer<typeof LogRecord>;

export interface OperationLog {
  /** Oldest first. */
  records(): readonly LogRecord[];
  find(operationId: string): LogRecord | null;
  nextSequence(): number;
  /** Durable when it returns. */
  append(entry: Omit<LogRecord, 'version' | 'previous'>): Promise<LogRecord>;
  /** Reads what another process appended. */
  refresh(): Promise<void>;
  /** Its lines as they lie on the disk, oldest first. */
  export(): Promise<Buffer>;
  /** Lines that could not be read; empty is well. */
  readonly damage: readonly Finding[];
  /** Position in `records` of the first one that follows all damage; 0 is well. */
  damagedBefore(): number;
}

/** The chain's start. */
const origin = '0'.repeat(64);

export async function openOperationLog(fs: FileSystem, folder: string, clock: () => number): Promise<OperationLog> {
  await makeFolder(fs, folder);
  const records: LogRecord[] = [];
  const byId = new Map<string, LogRecord>();
  const read = new Map<string, number>();
  const damage: Finding[] = [];
  const counts = new Map<string, number>();
  let last = origin;
  let damagedBefore = 0;
  const harm = (finding: Finding): void => {
    damage.push(finding);
    damagedBefore = records.length;
  };

  const take = (line: string, name: string): void => {
    const number = (counts.get(name) ?? 0) + 1;
    counts.set(name, number);
    const hash = hashBytes(line);
    const parsed = parseLine(line);
    if (parsed === null) return harm(unreadable(name, number, line, hash));
    if (parsed.previous !== last) harm(outOfLine(name, number, hash, last));
    last = hash;
    records.push(parsed);
    byId.set(parsed.record.operationId, parsed);
  };
  const refresh = async (): Promise<void> => {
    for (const name of await filesOfLog(fs, folder)) {
      const path = `${folder}/${name}`;
      const known = read.get(name) ?? 0;
      if (((await fs.lstat(path))?.sizeBytes ?? 0) === known) continue;
      const bytes = (await readBytes(fs, path)).bytes;
      // A last line without its end was never acknowledged: the next append cuts it off.
      const end = bytes.lastIndexOf(10) + 1;
      for (const line of bytes.subarray(known, end).toString('utf8').split('\n').slice(0, -1)) take(line, name);
      read.set(name, end);
    }
  };
  await refresh();
  // One after the other: a refresh in the middle of an append would read the line that the append is about to take.
  const inTurn = takingTurns();
  return {
    records: () => records,
    find: (operationId) => byId.get(operationId) ?? null,
    nextSequence: () => (records.at(-1)?.record.sequence ?? 0) + 1,
    refresh: () => inTurn(refresh),
    export: () => exportLog(fs, folder),
    damage,
    damagedBefore: () => damagedBefore,
    append: (entry) =>
      inTurn(async () => {
        const line: LogRecord = { version: 1, ...entry, previous: last };
        const text = JSON.stringify(line);
        const month = new Date(clock()).toISOString().slice(0, 7).replace('-', '');
        // Names must grow with the chain, also when the clock went back.
        const name = [`${month}.jsonl`, ...read.keys()].sort().at(-1) ?? `${month}.jsonl`;
        const at = read.get(name) ?? 0;
        await appendLine(fs, `${folder}/${name}`, at, Buffer.from(`${text}\n`));
        if (at === 0) await fs.syncDirectory(folder);
        read.set(name, at + Buffer.byteLength(text) + 1);
        take(text, name);
        return line;
      }),
  };
}

const filesOfLog = async (fs: FileSystem, folder: string): Promise<string[]> =>
  (await fs.readdir(folder)).filter((each) => /^\d{6}\.jsonl$/.test(each)).sort();

async function exportLog(fs: FileSystem, folder: string): Promise<Buffer> {
  const names = await filesOfLog(fs, folder);
  return Buffer.concat(await Promise.all(names.map(async (name) => (await readBytes(fs, `${folder}/${name}`)).bytes)));
}

const unreadable = (name: string, number: number, line: string, hash: string): Finding =>
  lineFinding(
    `log ${name} line ${number} damaged`,
    [hash],
    `The operations log is damaged: ${name}, line ${number} (sha256 ${hash}).`,
    line,
  );

const outOfLine = (name: string, number: number, hash: string, before: string): Finding =>
  lineFinding(
    `log ${name} line ${number}`,
    [hash, before],
    `The operations log is damaged: ${name}, line ${number}, does not follow the line before.`,
    undefined,
  );

/** Runs what it is given one after the other; a failure stops nobody behind it. */
function takingTurns(): <T>(work: () => Promise<T>) => Promise<T> {
  let turn: Promise<unknown> = Promise.resolve();
  return (work) => {
    const done = turn.then(work);
    turn = done.catch(() => undefined);
    return done;
  };
}

function parseLine(line: string): LogRecord | null {
  try {
    return LogRecord.safeParse(JSON.parse(line)).data ?? null;
  } catch {
    // Not JSON: damaged.
    return null;
  }
}
