import type { FileContent } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import { contentFromBytes, shownTextLimitBytes } from '../files/read-content';
import { pathFromBytes } from '../files/path-bytes';
import type { Git } from '../git/git';
import { listIndex } from '../git/list-stages';
import { listTree } from '../git/list-tree';
import { readBlobs } from '../git/read-blobs';
import type { ReadObject } from '../git/read-blobs';

/** What names one version in git: mode and object. Null: the path is not there. */
export type GitVersion = { readonly mode: string; readonly objectId: string } | null;

/** A path as it is in a commit. Fails with `unknown-revision`. */
export async function readCommitted(
  git: Git,
  commit: string,
  path: string,
  signal?: AbortSignal,
): Promise<Result<FileContent>> {
  const tree = await listTree(git, commit, [path], signal);
  if (!tree.ok) return tree;
  return first(await readVersions(git, [tree.value.get(path) ?? null], signal));
}

/** A path as it is staged. In a conflict nothing is staged; ours stands for it. */
export async function readStaged(git: Git, path: string, signal?: AbortSignal): Promise<Result<FileContent>> {
  const entries = await listIndex(git, [path], signal);
  if (!entries.ok) return entries;
  const entry = entries.value.find(({ stage }) => stage === 0) ?? entries.value.find(({ stage }) => stage === 2);
  return first(await readVersions(git, [entry ?? null], signal));
}

function first(contents: Result<readonly FileContent[]>): Result<FileContent> {
  return contents.ok ? ok(contents.value[0] ?? { kind: 'absent' }) : contents;
}

/** Several versions as people see them, in order; two git processes at most. Texts above 5 MB are `too-large`. */
export async function readVersions(
  git: Git,
  versions: readonly GitVersion[],
  signal?: AbortSignal,
): Promise<Result<readonly FileContent[]>> {
  const blobs = versions.filter(isBlob);
  const objects = await readBlobs(
    git,
    blobs.map(({ objectId }) => objectId),
    { limitBytes: shownTextLimitBytes, ...(signal === undefined ? {} : { signal }) },
  );
  if (!objects.ok) return objects;
  const byId = new Map(blobs.map(({ objectId }, at) => [objectId, objects.value[at]]));
  return ok(versions.map((version) => toContent(version, version === null ? undefined : byId.get(version.objectId))));
}

const isBlob = (version: GitVersion): version is Exclude<GitVersion, null> =>
  version !== null && version.mode !== '160000' && version.mode !== '040000';

function toContent(version: GitVersion, object: ReadObject | undefined): FileContent {
  if (version === null) return { kind: 'absent' };
  if (version.mode === '160000') return { kind: 'submodule', commit: version.objectId };
  if (version.mode === '040000') return { kind: 'unreadable', reason: 'It is a folder.' };
  if (object === undefined || object.kind === 'missing')
    return { kind: 'unreadable', reason: 'Git does not have this version; it was never fetched, or it is damaged.' };
  if (object.kind === 'too-large')
    return { kind: 'too-large', sizeBytes: object.sizeBytes, limitBytes: shownTextLimitBytes };
  if (version.mode === '120000') return { kind: 'symlink', target: pathFromBytes(object.bytes) };
  return contentFromBytes(object.bytes, version.mode === '100755');
}
