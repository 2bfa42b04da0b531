import type { Result } from '../../../contract/call';
import { orNull } from '../../vault/or-null';
import { failureDetail } from '../audit/audit';
import type { Host } from '../host';
import { instant } from '../host';
import type { LogRecord } from './operation-log';

/** What a result may tell besides: the operation that it was, and what the trail has to say of it. */
interface Told {
  readonly operationId?: unknown;
  readonly auditDetail?: unknown;
  /** It has its record in the trail already. */
  readonly audited?: unknown;
}

const detailOf = (told: Told | null): string | null =>
  typeof told?.auditDetail === 'string' ? told.auditDetail : null;

/** One audit record for what was done or refused. The caller holds the repository's lock. */
export async function noteResult(host: Host, title: string, result: Result<unknown>): Promise<void> {
  const receipt = result.ok ? (result.value as Told | null) : null;
  if (receipt?.audited === true) return;
  const id = typeof receipt?.operationId === 'string' ? receipt.operationId : null;
  const record = id === null ? null : (host.log.find(id)?.record ?? null);
  const noted = host.audit.note({
    at: instant(host),
    actor: host.actor,
    repository: host.repositoryId,
    operation: record === null ? null : id,
    kind: record?.kind ?? (result.ok ? 'upkeep' : 'refused'),
    title: record?.title ?? title,
    result: result.ok ? 'done' : result.failure.code,
    detail: result.ok ? detailOf(receipt) : failureDetail(result.failure),
    paths: record?.paths ?? [],
    headBefore: record?.headBefore ?? null,
    headAfter: record?.headAfter ?? null,
  });
  // What happened has happened; a disk that takes no more lines cannot make it undone.
  await noted.catch(orNull);
}

/**
 * Gives the newest operations of the log the records that they lack: what recovery ended, what failed after it was
 * logged, what a crash cut off. Not in a trail that was changed: there a gap is a finding. Never fails.
 */
export async function noteUnrecorded(host: Host): Promise<void> {
  const note = async (): Promise<void> => {
    const recorded = new Set(await host.audit.operations());
    const records = host.log.records();
    const missing = new Map<string, LogRecord['record']>();
    for (let at = records.length - 1; at >= 0; at -= 1) {
      const record = records[at]?.record;
      if (record === undefined || recorded.has(record.operationId)) break;
      if (!missing.has(record.operationId)) missing.set(record.operationId, record);
    }
    if (missing.size === 0 || !(await host.audit.fits(host.log))) return;
    for (const record of [...missing.values()].reverse())
      await host.audit.note({
        at: instant(host),
        actor: record.actor,
        repository: host.repositoryId,
        operation: record.operationId,
        kind: record.kind,
        title: record.title,
        result: record.outcome,
        detail: 'Taken from the operations log.',
        paths: record.paths,
        headBefore: record.headBefore,
        headAfter: record.headAfter,
      });
  };
  await note().catch(orNull);
}
