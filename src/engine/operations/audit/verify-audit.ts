import { acceptancesIn, acceptedInWords, acceptedKeys, eventsIn } from './accepted';
import { isOpen } from './finding';
import type { Finding } from './finding';
import type { LogBeside, Trail } from './trail-findings';
import { compareWithLog, followLines, unlikeHead, unlikeLog } from './trail-findings';

export interface AuditReport {
  readonly records: number;
  readonly seals: number;
  /** Nothing wrong was found. */
  readonly sound: boolean;
  readonly problems: readonly string[];
  /** What was wrong and somebody accepted: from then on nothing is claimed about it. */
  readonly accepted: readonly string[];
  /** Of `problems`: what is to be accepted, down to the last line. */
  readonly open: readonly Finding[];
  /** Exactly what follows from what was checked, and what does not; in words. */
  readonly proven: readonly string[];
  readonly notProven: readonly string[];
}

const keyMissing = 'The key is missing, so no seal can be checked.';
const asFinding = (sentence: string): Finding => ({ keys: [], sentence });

/** Checks the chain, every seal, the sealed head, and the operations log beside it. */
export function verifyTrail(trail: Trail, log: LogBeside): AuditReport {
  const chain = followLines(trail);
  const { head, lines, key, keyIsElsewhere } = trail;
  const acceptances = acceptancesIn(eventsIn(lines), key);
  const accepted = acceptedKeys(acceptances);
  const open = [
    ...chain.problems,
    ...(head === null && key === null && chain.seals > 0 ? [asFinding(keyMissing)] : []),
    ...unlikeHead(trail),
    ...(head === null || head === 'damaged' ? [] : head.findings.map(asFinding)),
    ...unlikeLog(lines, log, accepted),
    ...compareWithLog(chain, log, accepted),
  ].filter((one) => isOpen(one, accepted));
  const problems = open.map(({ sentence }) => sentence);
  const apart = acceptances.length === 0 ? '' : 'Apart from what was accepted: ';
  const { records, seals } = chain;
  const sealed = head === null || head === 'damaged' ? 0 : head.lines;
  return {
    records,
    seals,
    sound: problems.length === 0,
    problems,
    accepted: acceptances.flatMap(acceptedInWords),
    open,
    proven:
      problems.length > 0
        ? []
        : [
            `${apart}${records} records follow one another; none was edited, removed, added or moved between them.`,
            ...(sealed === 0 ? [] : [`The trail ends where its sealed head says, after ${sealed} lines.`]),
            ...(seals === 0 ? [] : [`${seals} seals by the key hold.`]),
            ...(log.records().length === 0
              ? []
              : [`${apart}Every operation of the log has its record, and the other way round.`]),
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
