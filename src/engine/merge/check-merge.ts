import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { decodeText } from '../files/text-traits';
import { parseRawDiff } from '../git/diff-blobs';
import type { BlobVersion } from '../git/diff-blobs';
import type { Git } from '../git/git';
import { listTree } from '../git/list-tree';
import { readBlobs } from '../git/read-blobs';
import type { Progress } from '../git/read-progress';
import { describeSides } from './describe-sides';
import { withMergeThreads } from './threads/merge-threads';

/** Why somebody commits a merge although its check found something. */
export interface Override {
  readonly reason: string;
}

const largestBytes = 8 * 1024 * 1024;
const mostFiles = 5_000;
const mostProblems = 20;

/**
 * The gate before a merge is committed: reads what is staged and differs from HEAD, and refuses with `merge-unproven`
 * when a file has a marker left, cannot be read, or holds a key or a resource twice, and neither side had that. Files
 * of any origin count: by hand, by `git rerere`, by a driver.
 */
export async function checkMerge(git: Git, progress: Progress, signal: AbortSignal): Promise<Result<null>> {
  const staged = await git.run(['diff-index', '--cached', '--raw', '-z', '--no-abbrev', '--no-renames', 'HEAD', '--'], {
    signal,
  });
  if (!staged.ok) return staged;
  const changed = [...parseRawDiff(staged.value.stdout)]
    .flatMap(([path, { before, after }]) => (isFile(after) ? [{ path, before, after }] : []))
    .slice(0, mostFiles);
  if (changed.length === 0) return ok(null);
  const sides = await describeSides(git, progress, [], signal);
  if (!sides.ok) return sides;
  const commit = sides.value.theirs.commit;
  const paths = changed.map(({ path }) => path);
  const theirs = commit === null ? ok(new Map<string, BlobVersion>()) : await listTree(git, commit, paths, signal);
  if (!theirs.ok) return theirs;
  const versions = changed.map(({ path, before, after }) => ({
    ...{ path, before, after },
    theirs: theirs.value.get(path) ?? null,
  }));
  const texts = await readTexts(
    git,
    versions.flatMap(({ before, after, theirs: other }) => [before, after, other]),
    signal,
  );
  if (!texts.ok) return texts;
  const textOf = (version: BlobVersion | null): string | null =>
    version === null ? null : (texts.value.get(version.objectId) ?? null);
  const files = versions.flatMap(({ path, before, after, theirs: other }) => {
    const result = textOf(after);
    // Taken whole from one side: whatever is in it was there before.
    const whole = after.objectId === before?.objectId || after.objectId === other?.objectId;
    return result === null || (whole && !/\.ya?ml$/i.test(path))
      ? []
      : [{ path, result, ours: textOf(before), theirs: textOf(other) }];
  });
  const problems = await withMergeThreads(null, (threads) => threads.gate(files));
  if (problems.length === 0) return ok(null);
  const shown = problems.slice(0, mostProblems).map((problem) => ({ ...problem }));
  return fail({ code: 'merge-unproven', problems: shown, more: problems.length - shown.length });
}

const isFile = (version: BlobVersion | null): version is BlobVersion => version?.mode.startsWith('100') === true;

async function readTexts(
  git: Git,
  versions: readonly (BlobVersion | null)[],
  signal: AbortSignal,
): Promise<Result<ReadonlyMap<string, string>>> {
  const ids = [...new Set(versions.filter(isFile).map(({ objectId }) => objectId))];
  const objects = await readBlobs(git, ids, { limitBytes: largestBytes, signal });
  if (!objects.ok) return objects;
  const texts = new Map<string, string>();
  for (const [at, object] of objects.value.entries()) {
    const decoded = object.kind === 'blob' ? decodeText(object.bytes) : null;
    if (decoded !== null) texts.set(ids[at] ?? '', decoded.text);
  }
  return ok(texts);
}
