import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { Git } from './git';

/** Blob ids of one path around a commit; several befores for a merge, none where the path was not there. */
export interface PathVersions {
  readonly before: readonly string[];
  readonly after: readonly string[];
}

/** What each of some commits (full ids) did to one path; commits that left it alone are not in the answer. One process. */
export async function readPathVersions(
  git: Git,
  commits: readonly string[],
  path: string,
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, PathVersions>>> {
  if (commits.length === 0) return ok(new Map());
  const answer = await git.text(
    ['diff-tree', '--stdin', '-r', '--root', '-m', '--raw', '--no-abbrev', '--no-renames', '-z', '--', path],
    { input: `${commits.join('\n')}\n`, ...(signal === undefined ? {} : { signal }) },
  );
  return answer.ok ? ok(parseRaw(answer.value)) : answer;
}

/** Commit ids, each followed by its raw lines: `:100644 100644 ID ID M NUL path NUL`. */
function parseRaw(text: string): ReadonlyMap<string, PathVersions> {
  const found = new Map<string, { before: string[]; after: string[] }>();
  let current = '';
  const words = text.split('\0');
  for (let at = 0; at < words.length; at++) {
    const word = words[at] ?? '';
    const raw = /^:\d{6} \d{6} ([0-9a-f]+) ([0-9a-f]+) /.exec(word);
    if (raw === null) {
      current = /^[0-9a-f]{40,64}/.exec(word)?.[0] ?? current;
      continue;
    }
    // The path stands behind its line.
    at += 1;
    const versions = found.get(current) ?? { before: [], after: [] };
    found.set(current, versions);
    const [, before = '', after = ''] = raw;
    if (!/^0+$/.test(before)) versions.before.push(before);
    if (!/^0+$/.test(after)) versions.after.push(after);
  }
  return found;
}
