import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import type { CombinedProblem } from '../../../contract/rehearsal';
import type { CallContext } from '../../call-context';
import { diffBlobs } from '../../git/diff-blobs';
import type { BlobChange } from '../../git/diff-blobs';
import type { Git } from '../../git/git';
import { listTree } from '../../git/list-tree';
import { isManifestPath } from '../../fabric/desk/read-yaml';
import type { Contents } from './contents';
import type { MergedFile } from './merge-changed-files';
import type { MergeThreads } from '../threads/merge-threads';
import type { Meeting } from './meet';
import type { FileVersion } from '../threads/rules-desk';

export interface Combination {
  readonly problems: readonly CombinedProblem[];
  /** Why the rules were not asked; null when they were. */
  readonly skipped: string | null;
}

const mostFiles = 6_000;
const mostBytes = 2 * 1024 * 1024;

/** Both sides as the rules have read them. `skipped`: why they were not; null when they were. */
export interface ReadSides {
  readonly skipped: string | null;
  /** What the rules have read, by `keyOf`. */
  readonly known: ReadonlySet<string>;
}

/** Lets the rules read ours and theirs; the merge may go on meanwhile. */
export async function readSides(
  git: Git,
  contents: Contents,
  threads: MergeThreads,
  { ours, theirs }: { readonly ours: string; readonly theirs: string },
  signal: AbortSignal,
): Promise<Result<ReadSides>> {
  const listed = await listTree(git, ours, 'everything', signal);
  if (!listed.ok) return listed;
  const own = [...listed.value.values()].filter(({ path, mode }) => isManifestPath(path) && mode.startsWith('100'));
  if (own.length > mostFiles)
    return ok({ skipped: `there are more than ${mostFiles} YAML and JSON files`, known: new Set<string>() });
  const changed = await diffBlobs(git, ours, theirs, signal);
  if (!changed.ok) return changed;
  const sides = {
    ours: own.map(({ path, objectId }) => ({ path, id: objectId })),
    theirs: changes(changed.value),
  };
  const all = [...sides.ours, ...sides.theirs];
  const read = await readMany(contents, all);
  if (!read.ok) return read;
  await threads.readSides({ ours: sides.ours.map(read.value), theirs: sides.theirs.map(read.value) });
  return ok({ skipped: null, known: new Set(all.map(keyOf)) });
}

/**
 * Asks the rules of the fabric about the result, and answers what only it breaks. Conflicts that a person decides
 * count with their likely answers.
 */
export async function checkCombination(
  contents: Contents,
  threads: MergeThreads,
  sides: ReadSides,
  { mergedChanges }: Meeting,
  files: readonly MergedFile[],
  { progress }: CallContext,
): Promise<Result<Combination>> {
  if (sides.skipped !== null) return ok({ problems: [], skipped: sides.skipped });
  progress({ title: 'Asking the rules', done: 0, total: null, unit: '' });
  const result = withMerged(changes(mergedChanges), files);
  const fresh = result.filter((version) => version.bytes === undefined && !sides.known.has(keyOf(version)));
  const read = await readMany(contents, fresh);
  if (!read.ok) return read;
  return ok({ problems: await threads.judgeResult(result.map(read.value)), skipped: null });
}

const nothing = new Uint8Array();

const manifestChanges = (found: ReadonlyMap<string, BlobChange>): [string, BlobChange][] =>
  [...found].filter(([path, { before, after }]) => isManifestPath(path) && (after ?? before)?.mode.startsWith('100'));

/** What was read of one path is not what the same content is at another. */
const keyOf = ({ path, id }: FileVersion): string => `${id ?? ''} ${path}`;

const changes = (found: ReadonlyMap<string, BlobChange>): readonly FileVersion[] =>
  manifestChanges(found).map(([path, { after }]) =>
    after === null ? { path, id: null, bytes: null } : { path, id: after.objectId },
  );

/** Git's conflicted files hold markers; what the merge by structure made of them stands in. */
function withMerged(changed: readonly FileVersion[], files: readonly MergedFile[]): readonly FileVersion[] {
  const encoder = new TextEncoder();
  const texts = new Map(
    files.flatMap(({ path, text }) =>
      text === null || !isManifestPath(path) ? [] : [[path, encoder.encode(text)] as const],
    ),
  );
  const rest = changed.filter(({ path }) => !texts.has(path));
  return [...rest, ...[...texts].map(([path, bytes]) => ({ path, id: null, bytes }))];
}

/** Reads contents from git; answers what puts them into a version. */
async function readMany(
  contents: Contents,
  versions: readonly FileVersion[],
): Promise<Result<(version: FileVersion) => FileVersion>> {
  const wanted = new Set(versions.flatMap(({ id }) => (id === null ? [] : [id])));
  const read = await contents.read([...wanted]);
  if (!read.ok) return read;
  return ok((version) => {
    if (version.id === null || !wanted.has(version.id)) return version;
    const bytes = read.value.get(version.id);
    return { ...version, bytes: bytes && bytes.length <= mostBytes ? bytes : nothing };
  });
}
