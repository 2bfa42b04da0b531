import type { ContentHash } from '../../../contract/basics';
import type { OperationRecord } from '../../../contract/operations';
import { redact } from '../audit/audit';
import { orNull } from '../../vault/or-null';
import type { OperationDetail } from './detail';
import type { Host } from '../host';
import { dropIntent } from './intent';
import type { Intent } from './intent';
import type { LogRecord } from './operation-log';

/** Paths that a record names itself; all of them are in the detail. */
const listedPaths = 200;

interface Ending {
  readonly outcome: OperationRecord['outcome'];
  readonly title?: string;
  readonly detail: OperationDetail | null;
  readonly headBefore: string | null;
  readonly headAfter: string | null;
}

/** Writes how an operation ended, durable, and forgets its intent. */
export async function recordEnding(host: Host, intent: Intent, ending: Ending): Promise<LogRecord> {
  const { detail } = ending;
  const changed = detail !== null && (detail.files.length > 0 || detail.state !== null);
  const because = intent.notUndoable ?? (changed ? null : 'It changed nothing.');
  let detailHash: ContentHash | null = null;
  if (changed) {
    const writer = host.vault.begin();
    detailHash = await writer.add(Buffer.from(JSON.stringify(detail)), 'operation');
    await writer.keep();
  }
  const paths = (detail?.files ?? []).map((step) => step.path);
  const audit = await host.audit.end().catch(orNull);
  const logged = await host.log.append({
    ...(audit === null ? {} : { audit }),
    ...(host.worktree === null ? {} : { worktree: host.worktree }),
    epoch: intent.epoch,
    detail: detailHash,
    record: {
      operationId: intent.operationId,
      sequence: host.log.nextSequence(),
      kind: intent.kind,
      title: redact(ending.title ?? intent.title),
      at: intent.at,
      actor: intent.actor,
      outcome: ending.outcome,
      undoable: because === null && ending.outcome === 'done',
      notUndoableBecause: ending.outcome === 'failed' ? 'It was put back already.' : because,
      reverses: intent.reverses,
      paths: paths.slice(0, listedPaths),
      pathCount: paths.length,
      backupId: intent.backupId,
      headBefore: ending.headBefore,
      headAfter: ending.headAfter,
    },
  });
  // It is in the log, so it has happened. What cannot be tidied up now, recovery does.
  await dropIntent(host, intent.operationId).catch(orNull);
  return logged;
}
