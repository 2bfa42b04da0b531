import { lstat } from 'node:fs/promises';
import { join } from 'node:path';
import type { ProjectPath, Receipt } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { CallContext } from '../call-context';
import { toDisk } from '../files/path-bytes';
import { pathList } from '../git/check-attributes';
import { refuseFilteredPaths } from '../git/refuse-filtered-paths';
import type { Git } from '../git/git';
import { readStatus } from '../git/read-status';
import { removeFromIndex } from '../git/write-index';
import type { FileChange } from '../operations/operation-request';
import type { Project } from '../project';
import { countFiles } from './count-files';

/**
 * Puts paths back to what is staged, and deletes untracked ones. Their bytes are in the vault before.
 *
 * Failures: `conflicts-remain` for a path in conflict; `unsupported-path` where a folder took a file's place (what
 * is in it would be lost), for submodules and for embedded repositories; `file-missing` when nothing of it is changed.
 */
export async function discardPaths(
  project: Project,
  paths: readonly ProjectPath[],
  context: CallContext,
): Promise<Result<Receipt>> {
  const plan = await planDiscard(project, paths, context.signal);
  if (!plan.ok) return plan;
  const { restore, remove, forget } = plan.value;
  const gitPaths = [...restore, ...forget];
  const files = remove.map((path): FileChange => ({ path, to: { kind: 'absent' }, expected: 'anything' }));
  return project.run(
    {
      kind: 'discard',
      title: `Discard ${countFiles(paths)}`,
      ...(files.length === 0 ? {} : { files }),
      ...(gitPaths.length === 0
        ? {}
        : { git: { protects: gitPaths, act: (git, signal) => putBack(git, restore, forget, signal) } }),
    },
    context,
  );
}

interface DiscardPlan {
  /** Tracked: written again from the index. */
  readonly restore: readonly ProjectPath[];
  /** Untracked: deleted. */
  readonly remove: readonly ProjectPath[];
  /** Announced by `git add -N` only: deleted, and taken out of the index. */
  readonly forget: readonly ProjectPath[];
}

async function planDiscard(
  project: Project,
  paths: readonly ProjectPath[],
  signal: AbortSignal,
): Promise<Result<DiscardPlan>> {
  const status = await readStatus(project.git, { signal });
  if (!status.ok) return status;
  const lines = new Map(status.value.lines.map((line) => [line.path, line]));
  const restore: ProjectPath[] = [];
  const remove: ProjectPath[] = [];
  const forget: ProjectPath[] = [];
  const inConflict: string[] = [];
  for (const path of paths) {
    const line = lines.get(path);
    if (line === undefined) return fail({ code: 'file-missing', path });
    if (path.endsWith('/'))
      return fail({ code: 'unsupported-path', path, reason: 'it holds a git repository of its own' });
    if (line.kind === 'unmerged') inConflict.push(path);
    else if (line.kind !== 'changed') remove.push(path);
    else if (line.submodule) return fail({ code: 'unsupported-path', path, reason: 'it is a submodule' });
    else if (line.unstaged === 'added') forget.push(path);
    else restore.push(path);
  }
  if (inConflict.length > 0) return fail({ code: 'conflicts-remain', paths: inConflict });
  const blocked = await findFolder(project.place.root, restore);
  if (blocked !== null)
    return fail({ code: 'unsupported-path', path: blocked, reason: 'a folder stands where the file was' });
  const allowed = await refuseFilteredPaths(project.git, () => Promise.resolve(ok(restore)), signal);
  return allowed.ok ? ok({ restore, remove: [...remove, ...forget], forget }) : allowed;
}

async function findFolder(root: string, paths: readonly ProjectPath[]): Promise<ProjectPath | null> {
  for (const path of paths) {
    const found = await lstat(toDisk(join(root, path))).catch(() => null);
    if (found?.isDirectory() === true) return path;
  }
  return null;
}

async function putBack(
  git: Git,
  restore: readonly ProjectPath[],
  forget: readonly ProjectPath[],
  signal: AbortSignal,
): Promise<Result<Record<never, never>>> {
  const forgotten = await removeFromIndex(git, forget, signal);
  if (!forgotten.ok) return forgotten;
  if (restore.length === 0) return ok({});
  const answer = await git.run(['checkout-index', '--force', '--index', '-z', '--stdin'], {
    input: pathList(restore),
    signal,
  });
  return answer.ok ? ok({}) : answer;
}
