import type { ContentHash } from '../../contract/basics';
import type { Entry } from './entry';
import type { FileStat } from './file-system';

/** A file that was read before: as the disk described it then, and the content it had. */
export interface Remembered {
  readonly stat: Pick<FileStat, 'sizeBytes' | 'modifiedMs' | 'changedMs' | 'inode' | 'device'>;
  readonly entry: Extract<Entry, { kind: 'file' }>;
  /** When its reading began; whether its times tell of any later change depends on it. */
  readonly readAtMs: number;
  /** The state of the vault in which its content was found there. */
  there?: object;
  /** Its place among those that were handed to other threads last. */
  place?: number;
  /** Something else is remembered by now, or nothing. */
  gone?: true;
}

/** Whether a file looks as it did then; its mode is a part of its entry. */
export const sameLook = (then: Remembered['stat'], now: Remembered['stat']): boolean =>
  then.sizeBytes === now.sizeBytes &&
  then.modifiedMs === now.modifiedMs &&
  then.changedMs === now.changedMs &&
  then.inode === now.inode &&
  then.device === now.device;

export interface AtHand {
  /** Whether the bytes of a remembered content are at hand; if not, it is read again. */
  readonly has: (hash: ContentHash) => boolean;
  /** Another one whenever something may be at hand no longer. */
  readonly state: object;
}

/** Whether what a file held can be had without reading it again. */
export function isAtHand(known: Remembered, { has, state }: AtHand): boolean {
  if (known.there === state) return true;
  if (!has(known.entry.hash)) return false;
  known.there = state;
  return true;
}

/** A file written this short before it was read may change again without its times showing it: clocks of disks are coarse. */
const racyMs = 2_000;

/**
 * A store through a memory map into a page that waits to be written to the disk moves no times. The system writes such
 * pages after 35 s at the latest, unless it is told otherwise; from then on the next store moves them again.
 */
const dirtyPageMs = 60_000;

/** Whether what is read of a file now is worth remembering. */
export const isWorthRemembering = (stat: Remembered['stat'], readAtMs: number): boolean =>
  readAtMs - lastTime(stat) > racyMs;

/** `settled`: any later change shows. `young`: it may not; true for a while, so that a backup right after is quick. */
type Trust = 'settled' | 'young' | 'none';

/** How far to trust what is remembered of a file that still looks so. A clock that went back: not at all. */
export function trustIn({ stat, readAtMs }: Pick<Remembered, 'stat' | 'readAtMs'>, nowMs: number): Trust {
  const last = lastTime(stat);
  if (nowMs < readAtMs || nowMs < last) return 'none';
  if (readAtMs - last > dirtyPageMs) return 'settled';
  return nowMs - last <= dirtyPageMs ? 'young' : 'none';
}

const lastTime = ({ modifiedMs, changedMs }: Remembered['stat']): number => Math.max(modifiedMs, changedMs);
