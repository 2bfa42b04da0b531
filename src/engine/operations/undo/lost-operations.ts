import type { BackupManifest } from '../../vault/manifest';
import type { Host } from '../host';
import { logIsNotWhole } from '../journal/log-damage';

/**
 * Why nobody knows what undo still needs: the log is damaged, or misses what the audit trail has. Null: it is known,
 * but for what `lostOperations` names.
 */
export async function whyLogIsNotWhole(host: Host): Promise<string | null> {
  const [first, ...more] = await logIsNotWhole(host);
  if (first === undefined) return null;
  return `${[first, ...more.slice(0, 2)].join(' ')} What undo still needs is therefore not known. “selvedge audit verify” says more, “selvedge audit accept” (Accept, in the audit trail of Activity) lets it rest`;
}

/**
 * Operations that backups were made for and the log does not have, although it may have had them: the log and the
 * audit trail may be gone both, and whole again with what was done since.
 *
 * An operation that was refused after its backup (git held the index) has no record either. Records follow each other
 * without a gap, so one between two of them in time never had any.
 */
export function lostOperations({ log }: Pick<Host, 'log'>, manifests: readonly BackupManifest[]): ReadonlySet<string> {
  const times = log.records().map(({ record }) => Date.parse(record.at));
  const first = times.reduce((a, b) => Math.min(a, b), Infinity);
  const last = times.reduce((a, b) => Math.max(a, b), -Infinity);
  const lost = new Set<string>();
  for (const { operationId, at } of manifests) {
    if (operationId === null || log.find(operationId) !== null) continue;
    const then = Date.parse(at);
    if (!(first <= then && then <= last)) lost.add(operationId);
  }
  return lost;
}
