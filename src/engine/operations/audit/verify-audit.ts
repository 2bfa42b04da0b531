import { hashBytes } from '../../files/hash';
import { AuditEvent, AuditSeal, missingInWords, parseLine } from './audit-lines';
import type { TrailEnd, TrailHead } from './audit-seals';
import { sealOfEnd, sealOfHead } from './audit-seals';
import type { OperationLog } from '../journal/operation-log';

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
export function unlikeHead({ lines, head, key }: Trail): string[] {
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

/** Why a trail is not the one beside which these operations were logged; each log record names its end of then. */
export function unlikeLog(lines: readonly string[], log: LogBeside): string[] {
  for (const { record, audit } of log.records()) {
    if (audit === undefined) continue;
    const there = endAt(lines, audit.lines);
    if (there === null || there.head !== audit.head)
      return [
        `Operation ${record.operationId} was logged beside a trail of ${audit.lines} lines that ended differently: something in them was changed or removed.`,
      ];
  }
  return [];
}

interface Chain {
  readonly problems: string[];
  readonly operations: ReadonlySet<string>;
  records: number;
  seals: number;
}

function followLines({ lines, key }: Trail): Chain {
  const operations = new Set<string>();
  const chain: Chain = { problems: [], operations, records: 0, seals: 0 };
  let previous = origin;
  lines.forEach((line, at) => {
    const where = `Line ${at + 1}`;
    const seal = parseLine(line, AuditSeal);
    const event = seal === null ? parseLine(line, AuditEvent) : null;
    if (seal !== null) {
      chain.seals += 1;
      const { count, head, hmac } = seal.seal;
      if (key !== null && hmac !== sealOfEnd(key, { lines: count, head }))
        chain.problems.push(`${where}: the seal was not made with this key.`);
      else if (head !== previous || count !== at)
        chain.problems.push(`${where}: the seal does not fit what is before it.`);
    } else if (event === null) chain.problems.push(`${where}: damaged.`);
    else {
      chain.records += 1;
      if (event.operation !== null) operations.add(event.operation);
      const missing = missingInWords(event);
      if (missing !== null) chain.problems.push(missing);
      if (event.previous !== previous) chain.problems.push(`${where}: does not follow the line before.`);
      if (event.sequence !== at + 1) chain.problems.push(`${where}: has the number ${event.sequence}.`);
    }
    previous = hashBytes(line);
  });
  return chain;
}

/** Operations without a record, records without an operation, damage of the log. */
function compareWithLog({ records, operations }: Chain, log: LogBeside): string[] {
  const logged = new Set(log.records().map(({ record }) => record.operationId));
  const unrecorded = [...logged].filter((id) => !operations.has(id));
  const unlogged = [...operations].filter((id) => !logged.has(id));
  return [
    ...log.damage.map((one) => `Operations log, ${one}.`),
    ...(unrecorded.length === 0
      ? []
      : [
          records === 0
            ? `0 records beside ${logged.size} operations.`
            : `${unrecorded.length} of ${logged.size} operations have no record: ${named(unrecorded)}.`,
        ]),
    ...(unlogged.length === 0
      ? []
      : [`${unlogged.length} operations of the trail are not in the operations log: ${named(unlogged)}.`]),
  ];
}

const named = (ids: readonly string[]): string =>
  `${ids.slice(0, 3).join(', ')}${ids.length > 3 ? ` and ${ids.length - 3} more` : ''}`;

/** Checks the chain, every seal, the sealed head, and the operations log beside it. */
export function verifyTrail(trail: Trail, log: LogBeside): AuditReport {
  const chain = followLines(trail);
  const { head, lines, key, keyIsElsewhere } = trail;
  const problems = [
    ...chain.problems,
    ...(head === null && key === null && chain.seals > 0 ? ['The key is missing, so no seal can be checked.'] : []),
    ...unlikeHead(trail),
    ...(head === null || head === 'damaged' ? [] : head.findings),
    ...unlikeLog(lines, log),
    ...compareWithLog(chain, log),
  ];
  const { records, seals } = chain;
  const sealed = head === null || head === 'damaged' ? 0 : head.lines;
  return {
    records,
    seals,
    sound: problems.length === 0,
    problems,
    proven:
      problems.length > 0
        ? []
        : [
            `${records} records follow one another; none was edited, removed, added or moved between them.`,
            ...(sealed === 0 ? [] : [`The trail ends where its sealed head says, after ${sealed} lines.`]),
            ...(seals === 0 ? [] : [`${seals} seals by the key hold.`]),
            ...(log.records().length === 0
              ? []
              : ['Every operation of the log has its record, and the other way round.']),
          ],
    notProven: [
      ...(lines.length > sealed
        ? [`Who wrote the last ${lines.length - sealed} lines, which no sealed head counts yet (a crash leaves that).`]
        : []),
      keyIsElsewhere
        ? 'Anything against somebody who has the key and may write both the trail and the operations log.'
        : 'Anything against somebody who can read the key, which lies beside the records: the last records, after the newest operation, can be rewritten with it alone; earlier ones together with the operations log.',
      'That a whole older copy of everything (trail, head and operations log) was not put in place.',
      'That what was never recorded did not happen: other programs change files too.',
    ],
  };
}
