import { hashBytes } from '../../files/hash';
import type { OperationLog } from '../journal/operation-log';
import { AuditEvent, AuditSeal, missingInWords, parseLine } from './audit-lines';
import type { TrailEnd, TrailHead } from './audit-seals';
import { sealOfEnd, sealOfHead } from './audit-seals';
import { lineFinding } from './finding';
import type { Finding } from './finding';

/** What is known of operations apart from the trail. */
export type LogBeside = Pick<OperationLog, 'records' | 'damage' | 'find'>;

export interface Trail {
  /** Whole lines only. */
  readonly lines: readonly string[];
  readonly head: TrailHead | 'damaged' | null;
  readonly key: Buffer | null;
  readonly keyIsElsewhere: boolean;
}

export const origin = '0'.repeat(64);
/** One append: a record and, now and then, its seal. It is durable before the head is. */
const linesOfOneAppend = 2;

/** The end after so many lines; null when there are fewer. */
function endAt(lines: readonly string[], count: number): TrailEnd | null {
  if (count > lines.length || count < 0) return null;
  return { lines: count, head: count === 0 ? origin : hashBytes(lines[count - 1] ?? '') };
}

/** Why a trail is not the one that its sealed head was written for; empty when it is. */
export const unlikeHead = (trail: Trail): Finding[] => headInWords(trail).map((sentence) => ({ keys: [], sentence }));

function headInWords({ lines, head, key }: Trail): string[] {
  if (head === 'damaged') return ['The sealed head of the trail is damaged.'];
  if (head === null) return lines.length > linesOfOneAppend ? ['The sealed head of the trail is missing.'] : [];
  const problems: string[] = [];
  if (key === null) problems.push('The key is missing, so no seal can be checked.');
  else if (sealOfHead(key, head) !== head.hmac) problems.push('The head of the trail was not sealed with this key.');
  const there = endAt(lines, head.lines);
  if (there === null) problems.push(`The trail has ${lines.length} lines; it had ${head.lines}. Lines were cut off.`);
  else if (there.head !== head.head) problems.push(`Line ${head.lines} is not the one that was written.`);
  else if (lines.length - head.lines > linesOfOneAppend)
    problems.push(`${lines.length - head.lines} lines come after the sealed end; one record may.`);
  return problems;
}

/**
 * Operations that were logged beside another trail: each log record names its end of then. Of an accepted one that
 * says nothing any more, whatever the trail becomes.
 */
export function unlikeLog(lines: readonly string[], log: LogBeside, accepted: ReadonlySet<string>): Finding[] {
  const differing = log.records().flatMap(({ record, audit }) => {
    const there = audit === undefined ? undefined : endAt(lines, audit.lines);
    const isSame = there === undefined || there?.head === audit?.head;
    const key = `beside ${record.operationId}`;
    return isSame || accepted.has(key) ? [] : [{ key, id: record.operationId, count: audit?.lines ?? 0 }];
  });
  const [first, ...more] = differing;
  if (first === undefined) return [];
  const others = more.length === 0 ? '' : ` (and ${more.length} more after it)`;
  const sentence = `Operation ${first.id}${others} was logged beside a trail of ${first.count} lines that ended differently: something in them was changed or removed.`;
  return [{ keys: differing.map(({ key }) => key), sentence }];
}

interface Chain {
  readonly problems: Finding[];
  readonly operations: ReadonlySet<string>;
  records: number;
  seals: number;
}

export function followLines({ lines, key }: Trail): Chain {
  const operations = new Set<string>();
  const chain: Chain = { problems: [], operations, records: 0, seals: 0 };
  let previous = origin;
  lines.forEach((line, at) => {
    const where = `Line ${at + 1}`;
    const hash = hashBytes(line);
    const found = (what: string, sentence: string, text?: string): void =>
      void chain.problems.push(lineFinding(`line ${at + 1} ${what}`, [hash], sentence, text));
    const seal = parseLine(line, AuditSeal);
    const event = seal === null ? parseLine(line, AuditEvent) : null;
    if (seal !== null) {
      chain.seals += 1;
      const { count, head, hmac } = seal.seal;
      if (key !== null && hmac !== sealOfEnd(key, { lines: count, head }))
        found('key', `${where}: the seal was not made with this key.`);
      else if (head !== previous || count !== at) found('seal', `${where}: the seal does not fit what is before it.`);
    } else if (event === null) found('damaged', `${where} (sha256 ${hash}): damaged.`, line);
    else {
      chain.records += 1;
      if (event.operation !== null) operations.add(event.operation);
      chain.problems.push(...missingFinding(event, at + 1, hash));
      if (event.previous !== previous) found(`after ${previous}`, `${where}: does not follow the line before.`);
      if (event.sequence !== at + 1) found('number', `${where}: has the number ${event.sequence}.`);
    }
    previous = hash;
  });
  return chain;
}

/** What a record says was missing before it; none for nearly all. */
export function missingFinding(event: AuditEvent, line: number, hash: string): Finding[] {
  const sentence = missingInWords(event);
  return sentence === null ? [] : [lineFinding(`line ${line} missing`, [hash], sentence, undefined)];
}

/** Operations without a record, records without an operation, damage of the log. */
export function compareWithLog(
  { records, operations }: Pick<Chain, 'records' | 'operations'>,
  log: LogBeside,
  accepted: ReadonlySet<string>,
): Finding[] {
  const logged = new Set(log.records().map(({ record }) => record.operationId));
  const unrecorded = [...logged].filter((id) => !operations.has(id) && !accepted.has(unrecordedKey(id)));
  const unlogged = [...operations].filter((id) => !logged.has(id) && !accepted.has(unloggedKey(id)));
  const missing =
    records === 0
      ? `0 records beside ${logged.size} operations.`
      : `${unrecorded.length} of ${logged.size} operations have no record: ${named(unrecorded)}.`;
  const extra = `${unlogged.length} operations of the trail are not in the operations log: ${named(unlogged)}.`;
  return [
    ...log.damage,
    ...(unrecorded.length === 0 ? [] : [{ keys: unrecorded.map(unrecordedKey), sentence: missing }]),
    ...(unlogged.length === 0 ? [] : [{ keys: unlogged.map(unloggedKey), sentence: extra }]),
  ];
}

const unrecordedKey = (operationId: string): string => `unrecorded ${operationId}`;
export const unloggedKey = (operationId: string): string => `unlogged ${operationId}`;

const named = (ids: readonly string[]): string =>
  `${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ` and ${ids.length - 3} more` : ''}`;
