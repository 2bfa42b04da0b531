import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { Host } from '../host';
import { isOpen } from '../audit/finding';
import { missingTrail } from '../audit/missing-trail';
import { unloggedKey } from '../audit/trail-findings';

/** Operations that the audit trail knows and the log does not: its line was cut off, or the log was deleted. */
async function missingOperations(host: Host, accepted: ReadonlySet<string>): Promise<readonly string[]> {
  return (await host.audit.operations()).filter((id) => host.log.find(id) === null && !accepted.has(unloggedKey(id)));
}

/** What is wrong with the operations log and nobody accepted, in sentences; empty is well. */
export async function logDamage(host: Host): Promise<string[]> {
  return [...(await logIsNotWhole(host)), ...(await host.audit.missing())];
}

/** `logDamage` without what was lost before the log began anew. */
export async function logIsNotWhole(host: Host): Promise<string[]> {
  const accepted = await host.audit.accepted();
  const missing = await missingOperations(host, accepted);
  const gone = await missingTrail(host);
  const sentences = host.log.damage.filter((one) => isOpen(one, accepted)).map(({ sentence }) => sentence);
  if (missing.length > 0)
    sentences.push(
      `${missing.length} ${missing.length === 1 ? 'operation' : 'operations'} of the audit trail cannot be read in the operations log; the newest is ${missing.at(-1) ?? ''}.`,
    );
  if (gone !== null) sentences.push(gone);
  return sentences;
}

/**
 * Whether an operation is the newest that can be undone also when one counts what cannot be read: an older one must
 * not be taken back in its place. `operationId` null: there is none that can be read.
 */
export async function checkNothingNewer(host: Host, operationId: string | null): Promise<Result<null>> {
  const recorded = await host.audit.operations();
  const from = operationId === null ? -1 : recorded.lastIndexOf(operationId);
  const at = host.log.records().findIndex(({ record }) => record.operationId === operationId);
  const lost = recorded.slice(from + 1).some((id) => host.log.find(id) === null);
  if (!lost && at >= host.log.damagedBefore()) return ok(null);
  if (!lost && operationId === null && host.log.damage.length === 0) return ok(null);
  const reason =
    'The newest operation cannot be read, because the operations log is damaged. Name an operation to take back that one.';
  return fail({ code: 'not-undoable', operationId: '', reason });
}
