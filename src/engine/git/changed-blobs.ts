import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import { pathFromBytes } from '../files/path-bytes';
import type { Git } from './git';

/** One path that a commit changed, with the contents on both sides; null: it was, or is, no plain file there. */
export interface ChangedBlob {
  readonly path: string;
  /** Its name before, when that was another. */
  readonly from: string | null;
  readonly before: string | null;
  readonly after: string | null;
}

/**
 * What commits changed, against their first parents, by object ids. One process. A commit that changed nothing is left
 * out of the answer.
 */
export async function readChangedBlobs(
  git: Git,
  commits: readonly { readonly commit: string; readonly parents: readonly string[] }[],
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, readonly ChangedBlob[]>>> {
  if (commits.length === 0) return ok(new Map());
  const answer = await git.run(
    ['diff-tree', '--stdin', '-r', '-z', '--raw', '--no-abbrev', '--root', '--find-renames', '--no-ext-diff'],
    {
      input: commits.map(({ commit, parents }) => `${[commit, ...parents.slice(0, 1)].join(' ')}\n`).join(''),
      ...(signal === undefined ? {} : { signal }),
    },
  );
  return answer.ok ? ok(parseChangedBlobs(answer.value.stdout)) : answer;
}

/** Reads `diff-tree --stdin -z --raw --no-abbrev`. */
function parseChangedBlobs(bytes: Uint8Array): Map<string, ChangedBlob[]> {
  const tokens = pathFromBytes(bytes).split('\0');
  const found = new Map<string, ChangedBlob[]>();
  let own: ChangedBlob[] = [];
  for (let at = 0; at < tokens.length; at += 1) {
    const token = tokens[at] ?? '';
    const commit = /^\n?([0-9a-f]{40}|[0-9a-f]{64})\n?$/.exec(token)?.[1];
    if (commit !== undefined) {
      own = [];
      found.set(commit, own);
      continue;
    }
    const entry = /^:(\d{6}) (\d{6}) ([0-9a-f]+) ([0-9a-f]+) ([A-Z])\d*$/.exec(token);
    if (entry === null) continue;
    const [, oldMode = '', newMode = '', before = '', after = '', letter] = entry;
    const first = tokens[(at += 1)] ?? '';
    const path = letter === 'R' || letter === 'C' ? (tokens[(at += 1)] ?? '') : first;
    own.push({
      path,
      from: path === first ? null : first,
      before: oldMode.startsWith('100') ? before : null,
      after: newMode.startsWith('100') ? after : null,
    });
  }
  return found;
}
