import type { AuditEvent } from './audit-lines';
import { AuditEvent as AuditEventShape, damageAccepted, parseLine } from './audit-lines';
import { sealOfAccepted } from './audit-seals';
import type { Finding } from './finding';

/** A record of what somebody accepted, sealed with the key: whoever can only write the file cannot make one. */
export type Acceptance = AuditEvent & { readonly accepted: NonNullable<AuditEvent['accepted']> };

export const isAcceptance = (event: AuditEvent): event is Acceptance => event.accepted !== undefined;

/** Those whose seal holds; none when the key is missing. */
export function acceptancesIn(events: readonly AuditEvent[], key: Buffer | null): Acceptance[] {
  return events
    .filter(isAcceptance)
    .filter(
      ({ accepted, previous }) => key !== null && sealOfAccepted(key, previous, accepted.findings) === accepted.hmac,
    );
}

export const eventsIn = (lines: readonly string[]): AuditEvent[] =>
  lines.flatMap((line) => parseLine(line, AuditEventShape) ?? []);

export const acceptedKeys = (acceptances: readonly Acceptance[]): ReadonlySet<string> =>
  new Set(acceptances.flatMap(({ accepted }) => accepted.findings.flatMap(({ keys }) => keys)));

export const acceptedInWords = ({ accepted, actor, at }: Acceptance): string[] =>
  accepted.findings.map(({ sentence }) => `${sentence} Accepted by “${actor}” on ${at}: nothing is proven about it.`);

/** The record that lets findings rest. */
export const acceptanceOf = (
  who: Pick<AuditEvent, 'at' | 'actor' | 'repository'>,
  wrong: readonly Finding[],
  { key, previous }: { readonly key: Buffer; readonly previous: string },
): Omit<Acceptance, 'version' | 'sequence' | 'previous'> => {
  const findings = wrong.map(({ keys, sentence }) => ({ keys: [...keys], sentence }));
  return {
    ...who,
    operation: null,
    kind: damageAccepted,
    title: `Accept what is wrong with the audit trail and the operations log (${findings.length})`,
    result: 'done',
    detail: null,
    paths: [],
    headBefore: null,
    headAfter: null,
    accepted: { findings, hmac: sealOfAccepted(key, previous, findings) },
  };
};
