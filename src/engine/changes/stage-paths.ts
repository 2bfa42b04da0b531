import type { ProjectPath, Receipt } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { CallContext } from '../call-context';
import { refuseFilteredPaths } from '../git/refuse-filtered-paths';
import type { Git } from '../git/git';
import { addToIndex } from '../git/write-index';
import type { Project } from '../project';
import { countFiles } from './count-files';

/**
 * Stages paths as they are in the working tree: contents, modes, deletions. Exactly these paths, ignored ones too.
 *
 * Fails with `unsupported-path` for a folder that holds a repository of its own, which git would record as a
 * submodule that nobody can fetch.
 */
export async function stagePaths(
  project: Project,
  paths: readonly ProjectPath[],
  context: CallContext,
): Promise<Result<Receipt>> {
  const allowed = await checkStageable(project.git, paths, context.signal);
  if (!allowed.ok) return allowed;
  return project.run(
    {
      kind: 'stage',
      title: `Stage ${countFiles(paths)}`,
      git: { protects: [], act: (git, signal) => addToIndex(git, paths, signal) },
    },
    context,
  );
}

async function checkStageable(git: Git, paths: readonly ProjectPath[], signal: AbortSignal): Promise<Result<null>> {
  const folder = paths.find((path) => path.endsWith('/'));
  if (folder !== undefined)
    return fail({ code: 'unsupported-path', path: folder, reason: 'it holds a git repository of its own' });
  return refuseFilteredPaths(git, () => Promise.resolve(ok(paths)), signal);
}
