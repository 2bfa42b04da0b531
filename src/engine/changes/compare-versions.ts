import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { FileContent } from '../../contract/basics';
import type { TwoVersions } from '../../contract/changes';
import { readHeadCommit } from '../git/resolve-commit';
import type { Project } from '../project';
import { readFile } from './read-file';
import { readCommitted, readStaged } from './read-version';

/**
 * The two sides of a change. `unstaged`: what is staged against now; `staged`: the last commit against what is
 * staged; `all`: the last commit against now. `from`: the former name of a renamed path.
 */
export async function compareVersions(
  project: Project,
  input: {
    readonly path: ProjectPath;
    readonly from: ProjectPath | null;
    readonly area: 'unstaged' | 'staged' | 'all';
  },
  signal?: AbortSignal,
): Promise<Result<TwoVersions>> {
  const formerPath = input.from ?? input.path;
  const before =
    input.area === 'unstaged'
      ? await readStaged(project.git, formerPath, signal)
      : await readLastCommitted(project, formerPath, signal);
  if (!before.ok) return before;
  const after =
    input.area === 'staged' ? await readStaged(project.git, input.path, signal) : await readFile(project, input.path);
  if (!after.ok) return after;
  return ok({
    path: input.path,
    before: before.value,
    after: after.value,
    beforeLabel: input.area === 'unstaged' ? 'Staged' : 'Last commit',
    afterLabel: input.area === 'staged' ? 'Staged' : 'Now',
  });
}

async function readLastCommitted(project: Project, path: string, signal?: AbortSignal): Promise<Result<FileContent>> {
  const head = await readHeadCommit(project.git, signal);
  if (!head.ok) return head;
  return head.value === null ? ok({ kind: 'absent' }) : readCommitted(project.git, head.value, path, signal);
}
