import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import type { BackupManifest } from '../../vault/manifest';
import { keptFolder } from '../git-state/keep-commits';
import type { Host } from '../host';
import type { UndoOutlook } from '../undo/undo-window';
import { detailDays } from './live-hashes';

/** What becomes of the commits that git holds for the sake of one operation. */
export interface KeptCommits {
  readonly operationId: string;
  readonly title: string;
  readonly keep: boolean;
  /** In words, for the dry run. */
  readonly because: string;
  /** They stay for the sake of undo. */
  readonly forUndo: boolean;
}

/**
 * What `refs/selvedge/keep` holds, by operation, newest first: let go only when everything else of the operation is,
 * too. Checkpoints hold what they need themselves.
 *
 * What an older operation goes back to may hang on a newer one's commits alone (it deleted the branch), so those stay
 * for the older one, too. `backups`: those that stay. `nowMs`: a time that is trusted.
 */
export async function judgeKeptCommits(
  host: Host,
  backups: readonly BackupManifest[],
  undo: UndoOutlook,
  nowMs: number,
): Promise<Result<KeptCommits[]>> {
  const refs = await keptRefs(host);
  if (!refs.ok) return refs;
  const backedUp = new Set(backups.map(({ operationId }) => operationId));
  const because = (operationId: string, at: string | undefined): string | null => {
    if (at === undefined) return 'The operations log does not have the operation';
    const older = undo.olderNeeded(operationId);
    if (older !== null) return `“${older.title}” (${older.operationId}), which is older, can be undone`;
    if (backedUp.has(operationId)) return 'The backup that was made before it stays';
    const youngMs = detailDays * 24 * 3_600_000;
    return nowMs - Date.parse(at) < youngMs ? `The operation is younger than ${detailDays} days` : null;
  };
  const judged = [...refs.value.keys()].map((operationId) => {
    const record = host.log.find(operationId)?.record;
    const forUndo = undo.neededBecause(operationId);
    const why = forUndo ?? because(operationId, record?.at);
    return {
      operationId,
      title: record?.title ?? operationId,
      at: record?.at ?? '',
      keep: why !== null,
      forUndo: forUndo !== null,
      because:
        why ??
        undo.ended(operationId) ??
        `It cannot be undone, is older than ${detailDays} days, and no backup of it is left`,
    };
  });
  return ok(judged.sort((a, b) => (a.at < b.at ? 1 : -1)).map(({ at: _at, ...told }) => told));
}

/** Git's own clean-up takes them afterwards, unless a branch or a tag has them. The caller holds the lock. */
export async function letCommitsGo(host: Host, judged: readonly KeptCommits[]): Promise<Result<null>> {
  const refs = await keptRefs(host);
  if (!refs.ok) return refs;
  const going = judged.flatMap(({ operationId, keep }) => (keep ? [] : (refs.value.get(operationId) ?? [])));
  if (going.length === 0) return ok(null);
  const input = going.map((ref) => `delete ${ref}\0\0`).join('');
  const done = await host.git.run(['update-ref', '--stdin', '-z'], { input });
  return done.ok ? ok(null) : done;
}

/** By operation. */
async function keptRefs(host: Host): Promise<Result<Map<string, string[]>>> {
  const listed = await host.git.text(['for-each-ref', '--format=%(refname)', keptFolder]);
  if (!listed.ok) return listed;
  const refs = new Map<string, string[]>();
  for (const ref of listed.value.split('\n')) {
    const operationId = ref.slice(keptFolder.length + 1).split('/')[0] ?? '';
    if (operationId !== '') refs.set(operationId, [...(refs.get(operationId) ?? []), ref]);
  }
  return ok(refs);
}
