import type { Receipt } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { CallContext } from '../call-context';
import { refuseFilteredPaths } from '../git/refuse-filtered-paths';
import type { Git } from '../git/git';
import { listTree } from '../git/list-tree';
import { readProgress } from '../git/read-progress';
import { refuseOverwriting } from './refuse-overwriting';
import { readHeadCommit, resolveCommit } from '../git/resolve-commit';
import type { Project } from '../project';
import { readOpenMerge } from './open-merge';

/**
 * Merges a branch, tag or commit into what is checked out: fast-forward where that is possible, a merge commit when
 * everything fits, and an open merge when there are conflicts, which is no failure.
 *
 * Failures: `unknown-revision`, `merge-in-progress`, `would-overwrite` (changes that are not committed stand in the
 * way; nothing was changed), `conflicts-remain`, `unsupported-path`.
 */
export async function startMerge(
  project: Project,
  revision: string,
  context: CallContext,
): Promise<Result<Receipt & { readonly conflicts: number }>> {
  const ready = await checkReady(project.git, revision, context.signal);
  if (!ready.ok) return ready;
  const receipt = await project.run(
    {
      kind: 'merge-start',
      title: `Merge ${revision}`,
      git: {
        protects: 'changed-and-untracked',
        act: async (git, signal) => {
          const idle = await checkIdle(git, signal);
          if (!idle.ok) return idle;
          const kept = await refuseOverwriting(git, ready.value, signal);
          return kept.ok ? merge(git, revision, ready.value, signal) : kept;
        },
      },
    },
    context,
  );
  if (!receipt.ok) return receipt;
  const open = await readOpenMerge(project.git, context.signal);
  return open.ok ? ok({ ...receipt.value, conflicts: open.value.conflicts.length }) : open;
}

/** The commit that will be merged. */
async function checkReady(git: Git, revision: string, signal: AbortSignal): Promise<Result<string>> {
  const idle = await checkIdle(git, signal);
  if (!idle.ok) return idle;
  const commit = await resolveCommit(git, revision, signal);
  if (!commit.ok) return commit;
  const allowed = await refuseFilteredPaths(git, () => everyPath(git, commit.value, signal), signal);
  if (!allowed.ok) return allowed;
  const kept = await refuseOverwriting(git, commit.value, signal);
  return kept.ok ? commit : kept;
}

async function checkIdle(git: Git, signal: AbortSignal): Promise<Result<null>> {
  const progress = await readProgress(git.place);
  if (progress.kind !== 'none' && progress.kind !== 'bisect')
    return fail({ code: 'merge-in-progress', kind: progress.kind });
  const open = await readOpenMerge(git, signal);
  if (!open.ok) return open;
  const paths = open.value.conflicts.map(({ path }) => path);
  return paths.length > 0 ? fail({ code: 'conflicts-remain', paths }) : ok(null);
}

async function everyPath(git: Git, commit: string, signal: AbortSignal): Promise<Result<readonly string[]>> {
  const tree = await listTree(git, commit, 'everything', signal);
  return tree.ok ? ok([...tree.value.keys()]) : tree;
}

/** Every choice that settings could make is made here, so that the same merge does the same everywhere. */
const mergeArgs = [
  'merge',
  '--strategy=ort',
  '--ff',
  '--commit',
  '--no-squash',
  '--no-edit',
  '--no-stat',
  '--no-progress',
  '--no-verify',
  '--no-verify-signatures',
  '--no-gpg-sign',
  '--no-autostash',
  '--no-rerere-autoupdate',
];

async function merge(
  git: Git,
  revision: string,
  commit: string,
  signal: AbortSignal,
): Promise<Result<{ readonly title?: string }>> {
  const before = await readHeadCommit(git, signal);
  if (!before.ok) return before;
  const merged = await git.run([...mergeArgs, '--end-of-options', revision], { signal });
  if (!merged.ok) {
    // Git ends with code 1 as well when it stops for conflicts; only then it leaves MERGE_HEAD.
    const progress = await readProgress(git.place);
    return progress.kind === 'merge' ? ok({ title: `Merge ${revision}, with conflicts` }) : merged;
  }
  const after = await readHeadCommit(git, signal);
  if (!after.ok) return after;
  if (after.value === before.value) return ok({ title: `Merge ${revision}: already there` });
  return ok({ title: after.value === commit ? `Fast-forward to ${revision}` : `Merge ${revision}` });
}
