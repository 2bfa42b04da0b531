import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Failure } from '../../contract/failure';
import { pathFromBytes } from '../files/path-bytes';
import type { Git } from '../git/git';
import type { TreeEntry } from '../git/list-tree';
import { listTree } from '../git/list-tree';
import { parseNameStatus } from '../git/parse-log';
import { readBlobs } from '../git/read-blobs';
import { resolveCommit } from '../git/resolve-commit';
import type { Target } from '../operations/operation-request';
import { applyLineEnds, checkoutLineEnds } from './checkout-line-ends';
import type { LineEndRule } from './checkout-line-ends';

type Entries = ReadonlyMap<string, TreeEntry>;

/**
 * Paths in a commit, also under the names that they had there; a path that the commit does not have is left out.
 *
 * A former name is looked for only when the path is missing in the commit and there in `newer`: that it was
 * deleted or not yet made is the usual case. Fails with `unknown-revision`.
 */
export async function entriesInCommit(
  git: Git,
  revision: string,
  paths: readonly string[],
  newer: string,
  signal?: AbortSignal,
): Promise<Result<Entries>> {
  const commit = await resolveCommit(git, revision, signal);
  if (!commit.ok) return commit;
  const direct = await listTree(git, commit.value, paths, signal);
  if (!direct.ok) return direct;
  const found = new Map(direct.value);
  const renamed = await formerNames(
    git,
    commit.value,
    paths.filter((path) => !found.has(path)),
    newer,
    signal,
  );
  if (!renamed.ok) return renamed;
  const under = await listTree(git, commit.value, [...renamed.value.values()], signal);
  if (!under.ok) return under;
  for (const [path, former] of renamed.value) {
    const entry = under.value.get(former);
    if (entry !== undefined) found.set(path, entry);
  }
  return ok(found);
}

/** The names at `commit` of what `newer` calls by these paths, where there was a rename between the two. */
async function formerNames(
  git: Git,
  commit: string,
  paths: readonly string[],
  newer: string,
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<string, string>>> {
  const names = new Map<string, string>();
  if (paths.length === 0) return ok(names);
  const end = await resolveCommit(git, newer, signal);
  if (!end.ok) return end.failure.code === 'unknown-revision' ? ok(names) : end;
  if (end.value === commit) return ok(names);
  const there = await listTree(git, end.value, paths, signal);
  if (!there.ok) return there;
  for (const path of there.value.keys()) {
    const former = await formerName(git, commit, path, end.value, signal);
    if (!former.ok) return former;
    if (former.value !== null) names.set(path, former.value);
  }
  return ok(names);
}

async function formerName(
  git: Git,
  commit: string,
  path: string,
  newer: string,
  signal?: AbortSignal,
): Promise<Result<string | null>> {
  const log = await git.run(
    [
      'log',
      '-z',
      '--format=',
      '--follow',
      '--name-status',
      '--diff-filter=R',
      '--no-ext-diff',
      '--no-textconv',
      '--end-of-options',
      `${commit}..${newer}`,
      '--',
      path,
    ],
    signal === undefined ? {} : { signal },
  );
  if (!log.ok) return log;
  // Newest first, each naming what it was called before: the last one names what it was called first.
  return ok(parseNameStatus(log.value.stdout).at(-1)?.from ?? null);
}

/** What paths have to become to be as a commit has them, with the working tree's line ends. */
export async function targetsInCommit(
  git: Git,
  revision: string,
  paths: readonly ProjectPath[],
  signal?: AbortSignal,
): Promise<Result<ReadonlyMap<ProjectPath, Target>>> {
  const entries = await entriesInCommit(git, revision, paths, 'HEAD', signal);
  if (!entries.ok) return entries;
  const lineEnds = await checkoutLineEnds(git, paths, signal);
  if (!lineEnds.ok) return lineEnds;
  for (const [path, { mode }] of entries.value) {
    const problem = unwritable(path, mode, lineEnds.value(path));
    if (problem !== null) return fail(problem);
  }
  const ids = [...entries.value.values()].map((entry) => entry.objectId);
  const objects = await readBlobs(git, ids, { limitBytes: largestBytes, ...(signal === undefined ? {} : { signal }) });
  if (!objects.ok) return objects;
  const targets = new Map<ProjectPath, Target>(paths.map((path) => [path, { kind: 'absent' }]));
  for (const [index, [path, entry]] of [...entries.value].entries()) {
    const object = objects.value[index];
    if (object?.kind === 'too-large')
      return fail({ code: 'file-too-large', path, sizeBytes: object.sizeBytes, limitBytes: largestBytes });
    if (object?.kind !== 'blob')
      return fail({ code: 'corrupt-repository', detail: `Object ${entry.objectId} of ${path} cannot be read` });
    targets.set(path as ProjectPath, targetOf(entry.mode, object.bytes, lineEnds.value(path)));
  }
  return ok(targets);
}

const largestBytes = 500_000_000;

function unwritable(path: string, mode: string, rule: LineEndRule): Failure | null {
  const because = (reason: string): Failure => ({ code: 'unsupported-path', path, reason });
  if (mode === '160000') return because('it was a submodule then; only git can put it back');
  if (mode === '040000') return because('it was a folder then; restore the files in it');
  const encoded = rule === 'other-encoding' && mode !== '120000';
  return encoded ? because('your folder keeps it in an encoding that only git converts') : null;
}

function targetOf(mode: string, bytes: Buffer, rule: LineEndRule): Target {
  if (mode === '120000') return { kind: 'symlink', target: pathFromBytes(bytes) };
  return { kind: 'file', bytes: applyLineEnds(bytes, rule), executable: mode === '100755' };
}
