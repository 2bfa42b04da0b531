import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { CallContext } from '../../call-context';
import { findBackup } from '../../vault/find-backup';
import type { BackupManifest } from '../../vault/manifest';
import { heldAs, readMarks, writeMarks } from '../../vault/marks';
import type { Marks } from '../../vault/marks';
import { describeCheckpoint } from '../checkpoints/checkpoints';
import type { Checkpoint } from '../checkpoints/checkpoints';
import type { Host } from '../host';
import { underLock } from '../run-operation';
import { madeElsewhere, readWorktrees, removedTree } from '../worktree';

/**
 * Pins a backup (retention never lets it go), or lets the retention rules count for it again. Unpinning a checkpoint
 * deletes it; pinning a deleted one, as long as its backup is there, brings it back.
 */
export function pinBackup(host: Host, backupId: string, pinned: boolean, context: CallContext): Promise<Result<null>> {
  const doing = pinned ? `Pin the backup ${backupId}` : `Unpin the backup ${backupId}`;
  return underLock(host, doing, context, async () => {
    const found = await findBackup(host.vault, backupId);
    if (!found.ok) return found;
    const own = pinned ? ok(null) : await checkMadeHere(host, found.value);
    if (!own.ok) return own;
    await hold(host, found.value, pinned);
    return ok(null);
  });
}

/**
 * Takes a checkpoint off the list. Its backup stays as any other until the retention rules let it go; then git lets go
 * of the objects that it held, too. Fails with `backup-missing` when it is none, or was deleted before.
 */
export function deleteCheckpoint(host: Host, backupId: string, context: CallContext): Promise<Result<Checkpoint>> {
  return underLock(host, `Delete the checkpoint ${backupId}`, context, async () => {
    const found = await findBackup(host.vault, backupId);
    if (!found.ok) return found;
    const { checkpoint } = found.value;
    const marks = await readMarks(host.fs, host.vault.folder);
    if (checkpoint === null || heldAs(marks, found.value) !== 'checkpoint')
      return fail({ code: 'backup-missing', id: backupId });
    const own = await checkMadeHere(host, found.value);
    if (!own.ok) return own;
    await hold(host, found.value, false);
    const told = { ...describeCheckpoint(found.value, checkpoint.name), auditDetail: `“${checkpoint.name}”` };
    return ok(told);
  });
}

/** Whoever does not see a checkpoint in the list must not delete it by chance; those of removed trees all see. */
async function checkMadeHere(host: Host, { backupId, checkpoint }: BackupManifest): Promise<Result<null>> {
  const trees = await readWorktrees(host);
  if (checkpoint === null || removedTree(checkpoint.worktree, trees) !== null) return ok(null);
  const elsewhere = madeElsewhere(checkpoint.worktree, trees);
  if (elsewhere === null) return ok(null);
  const problem = elsewhere.replace('to go back there.', 'to delete it').replace(/^It/, 'it');
  return fail({ code: 'bad-input', where: backupId, problem });
}

async function hold(host: Host, { backupId, checkpoint }: BackupManifest, held: boolean): Promise<void> {
  const marks = (await readMarks(host.fs, host.vault.folder)) ?? (await everythingPinned(host));
  const pinned = marks.pinned.filter((id) => id !== backupId);
  const released = marks.released.filter((id) => id !== backupId);
  if (checkpoint === null) {
    if (held) pinned.push(backupId);
  } else if (!held) released.push(backupId);
  await writeMarks(host.fs, host.vault.folder, { ...marks, pinned, released });
}

/** What was pinned is not known any more: then everything is, until somebody says otherwise. */
async function everythingPinned(host: Host): Promise<Marks> {
  const all = (await host.vault.backups()).map((one) => one.backupId);
  return { version: 1, pinned: all, verified: {}, expired: {}, released: [] };
}
