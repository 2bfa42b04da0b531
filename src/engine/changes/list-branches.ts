import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { OutputOf } from '../../contract/index';
import { listRefs } from '../git/list-refs';
import type { Project } from '../project';

/** Branches and remote branches, the newest commit first. */
export async function listBranches(
  project: Project,
  signal?: AbortSignal,
): Promise<Result<OutputOf<'changes.branches'>>> {
  const refs = await listRefs(project.git, signal === undefined ? {} : { signal });
  if (!refs.ok) return refs;
  return ok(
    refs.value.map(({ name, kind, commit, subject, current }) => ({
      name,
      remote: kind === 'remote-branch',
      commit,
      subject,
      current,
    })),
  );
}
