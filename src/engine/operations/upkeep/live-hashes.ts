import type { OperationRecord } from '../../../contract/operations';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import { entryHash } from '../../files/entry';
import type { BackupManifest } from '../../vault/manifest';
import { readCheckpointState } from '../checkpoints/checkpoint-state';
import { readDetail } from '../journal/detail';
import type { Host } from '../host';
import type { UndoOutlook } from '../undo/undo-window';

/** What operations changed can be looked at for this long, also when it can no longer be undone. */
export const detailDays = 90;

/**
 * Everything that a kept backup or an operation of the log still needs. What cannot be read may need anything: then
 * nothing may be removed, and the failure is `prune-refused`.
 */
export async function liveHashes(
  host: Host,
  kept: readonly BackupManifest[],
  undo: Pick<UndoOutlook, 'neededBecause'>,
  nowMs: number,
): Promise<Result<Set<string>>> {
  const live = new Set<string>();
  const keptIds = new Set(kept.map(({ backupId }) => backupId));
  for (const { checkpoint, backupId } of kept) {
    const state = checkpoint === null ? null : await readCheckpointState(host.vault, checkpoint.state);
    if (state?.ok === false)
      return refused(`What the checkpoint “${checkpoint?.name ?? ''}” (${backupId}) needs cannot be read`);
    if (checkpoint === null || state === null) continue;
    live.add(checkpoint.state);
    for (const hash of [...Object.values(state.value.files), state.value.index]) if (hash !== null) live.add(hash);
  }
  for (const one of kept) for (const hash of hashesOfBackup(one)) live.add(hash);
  for (const [id, { hash, parts }] of await host.vault.catalog.manifests())
    if (keptIds.has(id)) for (const one of [hash, ...parts]) live.add(one);
  const unreadable = await host.vault.catalog.neededByUnreadable();
  if (!unreadable.ok)
    return refused('A backup in the vault is written in a way that is not understood: damaged, or by a newer Selvedge');
  for (const hash of unreadable.value) live.add(hash);
  for (const { record, detail } of host.log.records()) {
    if (detail === null || hasEnded(record, undo, nowMs)) continue;
    const known = await readDetail(host, record.operationId);
    if (!known.ok)
      return refused(`What the operation “${record.title}” (${record.operationId}) changed cannot be read`);
    live.add(detail);
    for (const hash of hashesOfDetail(known.value)) live.add(hash);
  }
  return ok(live);
}

/** Nobody can undo it, nor look at what it changed. */
const hasEnded = (
  { operationId, at }: OperationRecord,
  undo: Pick<UndoOutlook, 'neededBecause'>,
  nowMs: number,
): boolean => undo.neededBecause(operationId) === null && nowMs - Date.parse(at) > detailDays * 24 * 3_600_000;

/** Whether the vault still has what such an operation changed. */
export const keepsEndedDetails = (
  { log, vault }: Host,
  undo: Pick<UndoOutlook, 'neededBecause'>,
  nowMs: number,
): boolean =>
  log.records().some(({ record, detail }) => detail !== null && hasEnded(record, undo, nowMs) && vault.has(detail));

/** The contents that its list of files names. */
export const hashesOfBackup = ({ files }: Pick<BackupManifest, 'files'>): string[] =>
  files.flatMap(({ entry }) => entryHash(entry) ?? []);

const refused = (what: string): Result<never> =>
  fail({
    code: 'prune-refused',
    reason: `${what}, so nobody knows which stored bytes are still needed. “selvedge backup verify --heal” (Repair, in Backups) looks for other copies`,
  });

function hashesOfDetail(detail: {
  readonly files: readonly {
    readonly pre: Parameters<typeof entryHash>[0];
    readonly post: Parameters<typeof entryHash>[0];
  }[];
  readonly state: {
    readonly files: readonly { readonly pre: string | null; readonly post: string | null }[];
    readonly index: { readonly pre: string | null; readonly post: string | null } | null;
  } | null;
}): string[] {
  const found: (string | null)[] = detail.files.flatMap(({ pre, post }) => [entryHash(pre), entryHash(post)]);
  for (const { pre, post } of detail.state?.files ?? []) found.push(pre, post);
  const index = detail.state?.index ?? null;
  if (index !== null) found.push(index.pre, index.post);
  return found.filter((hash) => hash !== null);
}
