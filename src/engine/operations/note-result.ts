import type { Result } from '../../contract/call';
import { orNull } from '../vault/pack-catalog';
import { failureDetail } from './audit';
import type { Host } from './host';
import { instant } from './host';

/** One audit record for what was done or refused. The caller holds the repository's lock. */
export async function noteResult(host: Host, title: string, result: Result<unknown>): Promise<void> {
  const receipt = result.ok ? (result.value as { readonly operationId?: unknown } | null) : null;
  const id = typeof receipt?.operationId === 'string' ? receipt.operationId : null;
  const record = id === null ? null : (host.log.find(id)?.record ?? null);
  const noted = host.audit.note({
    at: instant(host),
    actor: host.actor,
    repository: host.repositoryId,
    operation: id,
    kind: record?.kind ?? (result.ok ? 'upkeep' : 'refused'),
    title: record?.title ?? title,
    result: result.ok ? 'done' : result.failure.code,
    detail: result.ok ? null : failureDetail(result.failure),
    paths: record?.paths ?? [],
    headBefore: record?.headBefore ?? null,
    headAfter: record?.headAfter ?? null,
  });
  // What happened has happened; a disk that takes no more lines cannot make it undone.
  await noted.catch(orNull);
}
