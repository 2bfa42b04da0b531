import type { FileSystem } from '../files/file-system';
import { errorCode } from '../files/file-system';
import { hashBytes } from '../files/hash';
import { readBytesIfThere } from '../files/read-bytes';
import type { Place } from '../git/git';

/** Files in git's folder that say what git is in the middle of, and at which step. */
const files = [
  'MERGE_HEAD',
  'MERGE_MSG',
  'CHERRY_PICK_HEAD',
  'REVERT_HEAD',
  'REBASE_HEAD',
  'BISECT_LOG',
  'rebase-merge/msgnum',
  'rebase-merge/end',
  'rebase-merge/onto',
  'rebase-apply/next',
  'rebase-apply/last',
  'sequencer/todo',
];

const limitBytes = 1_000_000;

/** A text that changes when a merge, a rebase or the like begins, moves on or ends. Never throws. */
export async function progressFingerprint(fs: FileSystem, place: Place): Promise<string> {
  const parts = await Promise.all(
    files.map(async (file) => {
      try {
        const bytes = await readBytesIfThere(fs, `${place.gitDir}/${file}`, limitBytes);
        return bytes === null ? '' : `${file} ${hashBytes(bytes)}`;
      } catch (error) {
        // Unreadable or went away while it was read: as good a state as any, and the next look sees the next.
        return `${file} ${errorCode(error) ?? 'unreadable'}`;
      }
    }),
  );
  return parts.filter((part) => part !== '').join('\n');
}
