import type { ContentHash, ProjectPath, Receipt } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { CallContext } from '../../call-context';
import { refuseFilteredPaths } from '../../git/refuse-filtered-paths';
import { addToIndex } from '../../git/write-index';
import type { FileChange } from '../../operations/operation-request';
import type { Project } from '../../project';
import { planText } from '../resolve-text';
import type { MergeWorker } from './merge-worker';
import { openStructure } from './open-structure';

/**
 * Resolves files that the merge by structure settles without a question, all of them as one operation.
 *
 * Each is merged anew here: what the window saw is not believed. Fails with `state-changed-since` when one of them asks
 * something after all or its proof does not hold, and as `resolveText` does.
 */
export async function applyStructure(
  project: Project,
  worker: MergeWorker,
  files: readonly { readonly path: ProjectPath; readonly worktree: ContentHash | null }[],
  context: CallContext,
): Promise<Result<Receipt>> {
  const paths = files.map(({ path }) => path);
  const allowed = await refuseFilteredPaths(project.git, () => Promise.resolve(ok(paths)), context.signal);
  if (!allowed.ok) return allowed;
  const changes: FileChange[] = [];
  for (const { path, worktree } of files) {
    const merged = await openStructure(project, worker, { path, answers: {} }, context.signal);
    if (!merged.ok) return merged;
    if (merged.value.kind === 'lines' || merged.value.questions.length > 0 || !merged.value.proof.passed)
      return fail({ code: 'state-changed-since', what: path });
    const input = { path, text: merged.value.texts.base, worktree, allowMarkers: false };
    const change = await planText(project, input, context.signal);
    if (!change.ok) return change;
    changes.push(change.value);
    context.progress({ title: 'Merging by structure', done: changes.length, total: files.length, unit: 'files' });
  }
  return project.run(
    {
      kind: 'resolve',
      title:
        changes.length === 1
          ? `Resolve ${paths[0] ?? ''} by structure`
          : `Resolve ${changes.length} files by structure`,
      files: changes,
      git: { protects: [], act: (git, signal) => addToIndex(git, paths, signal) },
    },
    context,
  );
}
