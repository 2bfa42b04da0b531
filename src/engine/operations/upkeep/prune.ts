import type { ContentHash } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { CallContext } from '../../call-context';
import { readEntry } from '../../files/entry';
import type { BackupManifest } from '../../vault/manifest';
import { heldAs, readMarks, writeMarks } from '../../vault/marks';
import type { Marks } from '../../vault/marks';
import type { PackRecord } from '../../vault/pack-format';
import { decideRetention, defaultRetention } from '../../vault/retention';
import type { RetentionDecision, RetentionItem, RetentionRules } from '../../vault/retention';
import { rewritePack } from '../../vault/rewrite-packs';
import { releaseCheckpointObjects } from '../checkpoints/checkpoint-objects';
import type { Host } from '../host';
import { instant } from '../host';
import { eraseLeftovers } from '../recovery/leftovers';
import { judgeKeptCommits, letCommitsGo } from './kept-commits';
import type { KeptCommits } from './kept-commits';
import { hashesOfBackup, keepsEndedDetails, liveHashes } from './live-hashes';
import { looking } from '../look';
import { lostOperations, whyLogIsNotWhole } from '../undo/lost-operations';
import { underLock } from '../run-operation';
import { letUndoGo } from '../undo/let-undo-go';
import { undoOutlook } from '../undo/undo-window';
import type { EndingUndo, UndoOutlook } from '../undo/undo-window';
import { readWorktrees } from '../worktree';
import { trustTime, waitsInWords } from '../journal/trusted-time';
import { readUpkeep, writeUpkeep } from './upkeep-record';

export interface PruneReport {
  /** Every backup, newest first, with what becomes of it and why. */
  readonly decisions: readonly RetentionDecision[];
  /** Let go now; they are removed by a later pruning, at the earliest after a day. */
  readonly marked: readonly string[];
  readonly removed: readonly string[];
  /** Operations that cannot be undone any more from now on, oldest first. */
  readonly ending: readonly EndingUndo[];
  /** What git holds for undoing, by operation, newest first. */
  readonly commits: readonly KeptCommits[];
  readonly freedBytes: number;
  /** Why it holds back, in words; null: it does not. */
  readonly waits: string | null;
  /** For the audit trail: which were let go and removed. */
  readonly auditDetail?: string | null;
  /** The log's record of the operations that cannot be undone any more; missing: none ended. */
  readonly operationId?: string;
}

const graceMs = 24 * 3_600_000;
const marksLost =
  'Which backups are pinned is not known any more: marks.json and its copy in the vault are damaged. ' +
  'Pin or unpin any backup: from then on every one counts as pinned, and you can unpin those that may go';

/**
 * Lets go of backups by the retention rules: marks at first, removes in a later run, packs being rewritten so that
 * the old one goes last. `dryRun` only tells. Fails with `bad-input` for rules that keep nothing.
 */
export function pruneBackups(
  host: Host,
  options: { readonly dryRun: boolean; readonly rules?: RetentionRules },
  context: CallContext,
): Promise<Result<PruneReport>> {
  const work = async (epoch: number): Promise<Result<PruneReport>> => {
    const unknown = await whyLogIsNotWhole(host);
    if (unknown !== null) return fail({ code: 'prune-refused', reason: unknown });
    const marks = await readMarks(host.fs, host.vault.folder);
    if (marks === null) return fail({ code: 'prune-refused', reason: marksLost });
    const manifests = await host.vault.backups();
    const newest = newestOf(host, manifests);
    const time = trustTime((await readUpkeep(host.fs, host.vault.folder)).time, newest, host.clock());
    const undo = undoOutlook(host.log.records(), await readWorktrees(host), time.trustedMs, host.undoWindow());
    const items = await itemsOf(host, manifests, marks, undo);
    const decided = decideRetention(items, time.trustedMs, options.rules ?? defaultRetention);
    if (!decided.ok) return decided;
    const expired = decided.value.filter((one) => !one.keep).map((one) => one.id);
    const due = expired.filter((id) => isDue(marks, id, time.trustedMs));
    const marked = expired.filter((id) => marks.expired[id] === undefined);
    const staying = manifests.filter(({ backupId }) => !due.includes(backupId));
    const commits = await judgeKeptCommits(host, staying, undo, time.trustedMs);
    if (!commits.ok) return commits;
    const report = {
      decisions: decided.value,
      marked,
      removed: due,
      ending: undo.ending,
      commits: commits.value,
      waits: waitsInWords(time),
    };
    if (options.dryRun) return ok({ ...report, freedBytes: 0 });
    const operationId = await letUndoGo(host, epoch, undo.ending);
    const since = new Date(time.trustedMs).toISOString();
    const kept = expired.filter((id) => !due.includes(id)).map((id) => [id, marks.expired[id] ?? since] as const);
    const freed =
      due.length === 0 && !keepsEndedDetails(host, undo, time.trustedMs)
        ? ok(0)
        : await removeUnneeded(host, manifests, { gone: new Set(due), undo, nowMs: time.trustedMs });
    if (!freed.ok) return freed;
    const released = await letCommitsGo(host, commits.value);
    if (!released.ok) return released;
    const expiredNow = Object.fromEntries(kept);
    const deleted = marks.released.filter((id) => !due.includes(id));
    await writeMarks(host.fs, host.vault.folder, { ...marks, released: deleted, expired: expiredNow });
    // What cannot be erased now is tried again by the next pruning.
    await eraseLeftovers(host, [host.vault]);
    const lastPrune = { at: instant(host), marked: marked.length, removed: due.length, freedBytes: freed.value };
    await writeUpkeep(host.fs, host.vault.folder, { lastPrune, time });
    const told = { ...report, freedBytes: freed.value, auditDetail: inAudit(report) };
    return ok(operationId === null ? told : { ...told, operationId });
  };
  return options.dryRun ? looking(host, () => work(0)) : underLock(host, 'Prune backups', context, work);
}

function inAudit({
  marked,
  removed,
  ending,
  commits,
}: Pick<PruneReport, 'marked' | 'removed' | 'ending' | 'commits'>): string | null {
  const going = commits.flatMap(({ operationId, keep }) => (keep ? [] : [operationId]));
  const said = [
    ...(ending.length === 0 ? [] : [`Undo let go of: ${ending.map((one) => one.operationId).join(', ')}.`]),
    ...(marked.length === 0 ? [] : [`Let go: ${marked.join(', ')}.`]),
    ...(removed.length === 0 ? [] : [`Removed: ${removed.join(', ')}.`]),
    ...(going.length === 0 ? [] : [`Commits of operations let go: ${going.join(', ')}.`]),
  ];
  return said.length === 0 ? null : said.join(' ');
}

/** When the newest backup or operation was made. */
function newestOf(host: Host, manifests: readonly BackupManifest[]): number | null {
  const times = [...manifests.map(({ at }) => at), ...host.log.records().map(({ record }) => record.at)];
  return times.length === 0 ? null : times.map((at) => Date.parse(at)).reduce((a, b) => Math.max(a, b));
}

/** A mark of the future is from a clock that was wrong: it is not believed. */
function isDue(marks: Marks, id: string, nowMs: number): boolean {
  const since = marks.expired[id];
  return since !== undefined && nowMs - Date.parse(since) >= graceMs;
}

async function itemsOf(
  host: Host,
  manifests: readonly BackupManifest[],
  marks: Marks,
  undo: UndoOutlook,
): Promise<RetentionItem[]> {
  const lost = lostOperations(host, manifests);
  const lastOf = new Map<string, string>();
  for (const manifest of manifests)
    for (const { path, entry } of manifest.files)
      if (entry.kind !== 'absent' && !lastOf.has(path)) lastOf.set(path, manifest.backupId);
  const lastOfDeleted = new Map<string, string>();
  for (const [path, id] of lastOf) {
    const now = await readEntry(host.fs, host.place.root, path, { limitBytes: 0 });
    if (now.ok && now.value.entry.kind === 'absent') lastOfDeleted.set(id, path);
  }
  return manifests.map(({ backupId, at, operationId, checkpoint }) => ({
    id: backupId,
    atMs: Date.parse(at),
    pinned: marks.pinned.includes(backupId),
    checkpoint:
      checkpoint === null ? null : heldAs(marks, { backupId, checkpoint }) === 'checkpoint' ? 'kept' : 'deleted',
    neededBecause: operationId === null ? null : undo.neededBecause(operationId),
    undoEnded: operationId === null ? null : undo.ended(operationId),
    ofLostOperation: operationId !== null && lost.has(operationId),
    lastOfDeleted: lastOfDeleted.get(backupId) ?? null,
  }));
}

async function namedBy(
  host: Host,
  manifests: readonly BackupManifest[],
  ids: ReadonlySet<string>,
): Promise<ReadonlySet<string>> {
  const listed = await host.vault.catalog.manifests();
  const found = new Set<string>();
  for (const manifest of manifests) {
    if (!ids.has(manifest.backupId)) continue;
    const own = listed.get(manifest.backupId);
    for (const hash of [...hashesOfBackup(manifest), own?.hash, ...(own?.parts ?? [])])
      if (hash !== undefined) found.add(hash);
  }
  return found;
}

/** Backups that are gone, and what operations changed that nobody can undo or look at. */
async function removeUnneeded(
  host: Host,
  manifests: readonly BackupManifest[],
  { gone, undo, nowMs }: { readonly gone: ReadonlySet<string>; readonly undo: UndoOutlook; readonly nowMs: number },
): Promise<Result<number>> {
  const staying = manifests.filter(({ backupId }) => !gone.has(backupId));
  const live = await liveHashes(host, staying, undo, nowMs);
  if (!live.ok) return live;
  let freed = 0;
  // What an operation that the log has lost needs besides its backup is not known: only what goes by name may go then.
  const named = lostOperations(host, manifests).size === 0 ? null : await namedBy(host, manifests, gone);
  const keeps = ({ hash }: PackRecord): boolean =>
    live.value.has(hash as ContentHash) || (named !== null && !named.has(hash));
  for (const [pack, records] of [...host.vault.catalog.packs]) {
    if (records.length === 0 || records.every(keeps)) continue;
    freed += await rewritePack(host.fs, host.vault.folders, host.vault.catalog, pack, keeps, 'remove');
  }
  const states = new Set(manifests.map(({ backupId, checkpoint }) => (gone.has(backupId) ? null : checkpoint?.state)));
  for (const { backupId, checkpoint } of manifests) {
    if (checkpoint === null || !gone.has(backupId) || states.has(checkpoint.state)) continue;
    const released = await releaseCheckpointObjects(host, checkpoint.state);
    if (!released.ok) return released;
  }
  return ok(freed);
}
