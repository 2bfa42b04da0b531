import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import { pathFromBytes } from '../files/path-bytes';
import type { Git } from './git';

/** One side of a changed path. */
export interface BlobVersion {
  readonly mode: string;
  readonly objectId: string;
}

/** What a path was and became; null: it was not there. */
export interface BlobChange {
  readonly before: BlobVersion | null;
  readonly after: BlobVersion | null;
}

/** Paths that differ between two commits or trees (full ids), with their blobs; a rename is two changes. One process. */
export async function diffBlobs(
  git: Git,
  from: string,
  to: string,
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, BlobChange>>> {
  const answer = await git.run(
    ['diff-tree', '-r', '-z', '--raw', '--no-abbrev', '--no-renames', '--no-commit-id', '--end-of-options', from, to],
    signal === undefined ? {} : { signal },
  );
  return answer.ok ? ok(parseRawDiff(answer.value.stdout)) : answer;
}

/** Reads `diff-tree -z --raw`: `:MODE MODE ID ID LETTER NUL path NUL`. */
export function parseRawDiff(bytes: Uint8Array): Map<string, BlobChange> {
  const found = new Map<string, BlobChange>();
  const words = pathFromBytes(bytes).split('\0');
  for (let at = 0; at + 1 < words.length; at += 2) {
    const raw = /^:(\d{6}) (\d{6}) ([0-9a-f]{40,64}) ([0-9a-f]{40,64}) [A-Z]/.exec(words[at] ?? '');
    if (raw === null) break;
    const [, modeBefore = '', modeAfter = '', before = '', after = ''] = raw;
    found.set(words[at + 1] ?? '', { before: version(modeBefore, before), after: version(modeAfter, after) });
  }
  return found;
}

const version = (mode: string, objectId: string): BlobVersion | null => (mode === '000000' ? null : { mode, objectId });
