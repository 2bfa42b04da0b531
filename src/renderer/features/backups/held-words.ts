import type { Backup } from './backups-store';

/** Why the retention rules do not count for it; null: they do. */
export function heldWords({ pinned, checkpoint }: Backup): string | null {
  if (checkpoint?.deleted === false) return 'Checkpoint: kept until it is deleted';
  if (pinned) return 'Pinned: kept for ever';
  return checkpoint?.deleted === true ? 'Deleted checkpoint: the retention rules count for it' : null;
}

/** In a row of the list. */
export function heldBadge({ pinned, checkpoint }: Backup): string | null {
  if (checkpoint?.deleted === false) return 'checkpoint';
  if (pinned) return 'pinned';
  return checkpoint?.deleted === true ? 'deleted checkpoint' : null;
}

export function pinWords({ pinned, checkpoint }: Backup): string {
  if (checkpoint?.deleted === true) return 'Bring checkpoint back';
  if (checkpoint?.deleted === false) return 'Delete checkpoint';
  return pinned ? 'Unpin' : 'Pin';
}

export function pinTitle({ pinned, checkpoint }: Backup): string {
  if (checkpoint?.deleted === true) return `Bring the checkpoint “${checkpoint.name}” back`;
  if (checkpoint?.deleted === false) return `Delete the checkpoint “${checkpoint.name}”`;
  return pinned ? 'Unpin this backup' : 'Pin this backup: retention never lets it go';
}
