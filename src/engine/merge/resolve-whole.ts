import { posix } from 'node:path';
import type { ContentHash, ProjectPath, Receipt } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { ParsedInputOf } from '../../contract/index';
import type { CallContext } from '../call-context';
import { entryHash, readEntry } from '../files/entry';
import { nodeFileSystem } from '../files/node-file-system';
import { readContent } from '../files/read-content';
import { pathList } from '../git/check-attributes';
import { refuseFilteredPaths } from '../git/refuse-filtered-paths';
import type { Git } from '../git/git';
import { listIndex } from '../git/list-stages';
import type { StageFacts } from '../git/parse-status';
import { addToIndex, removeFromIndex, writeIndexEntries } from '../git/write-index';
import type { GitWork, OperationRequest } from '../operations/operation-request';
import type { Project } from '../project';
import { findCommittedSides } from './open-conflict';
import type { OpenConflict } from './open-conflict';
import { isThere } from './recognise-stash';

type Choice = ParsedInputOf<'merge.resolve-whole'>['choice'];
type Done = Awaited<ReturnType<GitWork['act']>>;

/**
 * Resolves a conflict by taking one version as it is, deleting the path, keeping both versions under two names, or
 * taking what lies in the working tree.
 *
 * Failures: `state-changed-since` when the path is no longer in conflict, `file-changed-since` when the working tree
 * does not hold `worktree` any more, `bad-input` when the choice does not exist here, `unsupported-path`.
 */
export async function resolveWhole(
  project: Project,
  input: { readonly path: ProjectPath; readonly choice: Choice; readonly worktree: ContentHash | null },
  context: CallContext,
): Promise<Result<Receipt>> {
  const { git } = project;
  const conflict = await findCommittedSides(git, input.path, context.signal);
  if (!conflict.ok) return conflict;
  const allowed = await refuseFilteredPaths(git, () => Promise.resolve(ok([input.path])), context.signal);
  if (!allowed.ok) return allowed;
  const worktree = await whatWasSeen(project, input.path, input.worktree);
  const request = await planChoice(project, { ...input, worktree }, conflict.value, context.signal);
  return request.ok ? project.run(request.value, context) : request;
}

async function planChoice(
  project: Project,
  { path, choice, worktree }: { path: ProjectPath; choice: Choice; worktree: ContentHash | null },
  conflict: OpenConflict,
  signal: AbortSignal,
): Promise<Result<OperationRequest>> {
  switch (choice) {
    case 'ours':
    case 'theirs':
    case 'base':
      return ok(
        isThere(conflict[choice])
          ? takeVersion(project, path, conflict[choice], worktree, `Take ${choice} of ${path}`)
          : deletion(path, conflict, worktree),
      );
    case 'delete':
      return ok(deletion(path, conflict, worktree));
    case 'keep-both':
      return planBoth(project, path, conflict, worktree, signal);
    case 'worktree':
      return ok({
        kind: 'resolve',
        title: `Resolve ${path}`,
        git: {
          protects: [],
          act: async (git, stop) => {
            const seen = await checkSeen(project, path, worktree);
            return seen.ok ? addToIndex(git, [path], stop) : seen;
          },
        },
      });
  }
}

function deletion(path: ProjectPath, conflict: OpenConflict, worktree: ContentHash | null): OperationRequest {
  // A submodule's folder is a repository of its own: it stays, and is no part of this one any more.
  const isSubmodule = [conflict.ours, conflict.theirs].some(({ mode }) => mode === '160000');
  return {
    kind: 'resolve',
    title: `Delete ${path}`,
    ...(isSubmodule || worktree === null ? {} : { files: [{ path, to: { kind: 'absent' }, expected: worktree }] }),
    git: { protects: [], act: (git, signal) => removeFromIndex(git, [path], signal) },
  };
}

function takeVersion(
  project: Project,
  path: ProjectPath,
  version: StageFacts,
  worktree: ContentHash | null,
  title: string,
): OperationRequest {
  const isSubmodule = version.mode === '160000';
  return {
    kind: 'resolve',
    title,
    git: {
      protects: isSubmodule ? [] : [path],
      async act(git, signal) {
        const seen = isSubmodule ? ok(null) : await checkSeen(project, path, worktree);
        return seen.ok ? putVersions(git, [{ path, ...version }], signal) : seen;
      },
    },
  };
}

/** The index says what was chosen, then git writes it with the line ends of this working tree. */
async function putVersions(
  git: Git,
  versions: readonly (StageFacts & { readonly path: string })[],
  signal: AbortSignal,
): Promise<Done> {
  const recorded = await writeIndexEntries(
    git,
    versions.map((version) => ({ ...version, stage: 0 as const })),
    signal,
  );
  if (!recorded.ok) return recorded;
  const files = versions.filter(({ mode }) => mode !== '160000').map(({ path }) => path);
  if (files.length === 0) return ok({});
  const written = await git.run(['checkout-index', '--force', '--index', '-z', '--stdin'], {
    input: pathList(files),
    signal,
  });
  return written.ok ? ok({}) : written;
}

/** Links and files that are too large to show have no hash that a person could have seen: what is there now counts. */
async function whatWasSeen(
  project: Project,
  path: ProjectPath,
  worktree: ContentHash | null,
): Promise<ContentHash | null> {
  if (worktree !== null) return worktree;
  const fs = nodeFileSystem();
  const shown = await readContent(fs, project.place.root, path);
  if (shown.kind !== 'symlink' && shown.kind !== 'too-large') return null;
  const now = await readEntry(fs, project.place.root, path);
  return now.ok ? entryHash(now.value.entry) : null;
}

/** The working tree must still hold what the person saw; a folder is never overwritten. */
async function checkSeen(project: Project, path: ProjectPath, worktree: ContentHash | null): Promise<Result<null>> {
  const now = await readEntry(nodeFileSystem(), project.place.root, path);
  if (!now.ok) return now;
  const { entry } = now.value;
  if (entry.kind === 'directory' || entry.kind === 'other')
    return fail({ code: 'unsupported-path', path, reason: 'a folder or a device stands in its place' });
  return entryHash(entry) === worktree ? ok(null) : fail({ code: 'file-changed-since', path, paths: [path] });
}

async function planBoth(
  project: Project,
  path: ProjectPath,
  conflict: OpenConflict,
  worktree: ContentHash | null,
  signal: AbortSignal,
): Promise<Result<OperationRequest>> {
  const { ours, theirs } = conflict;
  const versions = [ours, theirs].filter(isThere);
  if (versions.length === 0 || versions.some(({ mode }) => mode === '160000'))
    return fail({ code: 'bad-input', where: 'choice', problem: 'there are no two files to keep' });
  const [first, second] = versions;
  if (first === undefined) return fail({ code: 'bad-input', where: 'choice', problem: 'there is nothing to keep' });
  if (second === undefined) return ok(takeVersion(project, path, first, worktree, `Keep ${path}`));
  const other = await freeName(project, path, signal);
  if (!other.ok) return other;
  return ok({
    kind: 'resolve',
    title: `Keep both versions of ${path}`,
    git: {
      protects: [path, other.value],
      async act(git, stop) {
        const seen = await checkSeen(project, path, worktree);
        if (!seen.ok) return seen;
        const free = await checkSeen(project, other.value, null);
        return free.ok
          ? putVersions(
              git,
              [
                { path, ...first },
                { path: other.value, ...second },
              ],
              stop,
            )
          : free;
      },
    },
  });
}

/** "leaf.yaml" → "leaf.theirs.yaml", or with a number when that is taken. */
async function freeName(project: Project, path: ProjectPath, signal: AbortSignal): Promise<Result<ProjectPath>> {
  const { dir, name, ext } = posix.parse(path);
  for (let number = 1; ; number += 1) {
    const word = number === 1 ? 'theirs' : `theirs-${number}`;
    const candidate = posix.join(dir, `${name}.${word}${ext}`) as ProjectPath;
    const listed = await listIndex(project.git, [candidate], signal);
    if (!listed.ok) return listed;
    const onDisk = await readEntry(nodeFileSystem(), project.place.root, candidate);
    if (!onDisk.ok) return onDisk;
    if (listed.value.length === 0 && onDisk.value.entry.kind === 'absent') return ok(candidate);
  }
}
