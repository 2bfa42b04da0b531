import type { Entry } from './entry';
import type { FileStat } from './file-system';

/**
 * A file that was read before: as the disk described it then, and the content it had. Only made of a file that had
 * been left alone for a while before it was read, so that any later change shows in its times.
 */
export interface Remembered {
  readonly stat: Pick<FileStat, 'sizeBytes' | 'modifiedMs' | 'changedMs' | 'inode' | 'device'>;
  readonly entry: Extract<Entry, { kind: 'file' }>;
  /** The state of the vault in which its content was found there. */
  there?: object;
  /** Its place among those that were handed to other threads last. */
  place?: number;
}

/** Whether a file looks as it did then; its mode is a part of its entry. */
export const sameLook = (then: Remembered['stat'], now: Remembered['stat']): boolean =>
  then.sizeBytes === now.sizeBytes &&
  then.modifiedMs === now.modifiedMs &&
  then.changedMs === now.changedMs &&
  then.inode === now.inode &&
  then.device === now.device;
