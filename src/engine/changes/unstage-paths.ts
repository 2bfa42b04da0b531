import type { ProjectPath, Receipt } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { CallContext } from '../call-context';
import type { Git } from '../git/git';
import { listTree } from '../git/list-tree';
import type { TreeEntry } from '../git/list-tree';
import { readStatus } from '../git/read-status';
import { resolveCommit } from '../git/resolve-commit';
import { removeFromIndex, writeIndexEntries } from '../git/write-index';
import type { Project } from '../project';
import { countFiles } from './count-files';

/**
 * Makes the index say about these paths what the last commit says; the working tree stays as it is. Before the first
 * commit they become untracked. For a staged rename the former name comes back too.
 *
 * Fails with `conflicts-remain` when a path is in conflict: that is for the merge to answer.
 */
export async function unstagePaths(
  project: Project,
  paths: readonly ProjectPath[],
  context: CallContext,
): Promise<Result<Receipt>> {
  const withFormer = await addFormerNames(project.git, paths, context.signal);
  if (!withFormer.ok) return withFormer;
  return project.run(
    {
      kind: 'unstage',
      title: `Unstage ${countFiles(paths)}`,
      git: { protects: [], act: (git, signal) => unstage(git, withFormer.value, signal) },
    },
    context,
  );
}

async function addFormerNames(
  git: Git,
  paths: readonly ProjectPath[],
  signal: AbortSignal,
): Promise<Result<readonly string[]>> {
  const status = await readStatus(git, { signal });
  if (!status.ok) return status;
  const wanted = new Set<string>(paths);
  const inConflict: string[] = [];
  for (const line of status.value.lines) {
    if (!wanted.has(line.path)) continue;
    if (line.kind === 'unmerged') inConflict.push(line.path);
    if (line.kind === 'changed' && line.staged === 'renamed' && line.from !== null) wanted.add(line.from);
  }
  return inConflict.length > 0 ? fail({ code: 'conflicts-remain', paths: inConflict }) : ok([...wanted]);
}

async function unstage(git: Git, paths: readonly string[], signal: AbortSignal): Promise<Result<Record<never, never>>> {
  const head = await resolveCommit(git, 'HEAD', signal);
  if (!head.ok && head.failure.code !== 'unknown-revision') return head;
  const committed = head.ok
    ? await listTree(git, head.value, paths, signal)
    : ok<ReadonlyMap<string, TreeEntry>>(new Map());
  if (!committed.ok) return committed;
  const isFile = (path: string): boolean => (committed.value.get(path)?.mode ?? '040000') !== '040000';
  // Removals first: a folder may have become a file.
  const removed = await removeFromIndex(
    git,
    paths.filter((path) => !isFile(path)),
    signal,
  );
  if (!removed.ok) return removed;
  const kept = paths.flatMap((path) => (isFile(path) ? (committed.value.get(path) ?? []) : []));
  return writeIndexEntries(
    git,
    kept.map((entry) => ({ ...entry, stage: 0 as const })),
    signal,
  );
}
