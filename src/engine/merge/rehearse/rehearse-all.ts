import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { Rehearsal, RehearsalRow } from '../../../contract/rehearsal';
import type { CallContext } from '../../call-context';
import { listRefs } from '../../git/list-refs';
import type { Ref } from '../../git/list-refs';
import { resolveCommit } from '../../git/resolve-commit';
import type { Project } from '../../project';
import type { MergeThreads } from '../threads/merge-threads';
import { rehearse } from './rehearse';

const mostBranches = 200;

/**
 * One branch against every other open one: what merging each of them into it would do. The newest first; what the
 * branch contains already is left out. `skipped`: branches beyond the two hundred newest.
 */
export async function rehearseAll(
  project: Pick<Project, 'git' | 'place' | 'dataFolder'>,
  threads: MergeThreads,
  options: { readonly branch: string; readonly rules: boolean },
  context: CallContext,
): Promise<Result<{ readonly rows: RehearsalRow[]; readonly skipped: number }>> {
  const commit = await resolveCommit(project.git, options.branch, context.signal);
  if (!commit.ok) return commit;
  const refs = await listRefs(project.git, { signal: context.signal });
  if (!refs.ok) return refs;
  const open = openBranches(refs.value, options.branch, commit.value);
  const rows: RehearsalRow[] = [];
  for (const [at, ref] of open.slice(0, mostBranches).entries()) {
    if (context.signal.aborted) return fail({ code: 'cancelled' });
    context.progress({ title: `Rehearsing ${ref.name}`, done: at, total: open.length, unit: 'branches' });
    const quiet = { ...context, progress: () => undefined };
    const { rules } = options;
    const pair = await rehearse(project, threads, { ours: options.branch, theirs: ref.fullName, rules }, quiet);
    if (!pair.ok) {
      rows.push(failedRow(options.branch, commit.value, ref, pair.failure.code));
      continue;
    }
    if (pair.value.relation === 'same' || pair.value.relation === 'contains') continue;
    const { files: _files, combined: _combined, ...row } = pair.value;
    rows.push({ ...row, theirs: { ...row.theirs, revision: ref.name }, problem: null });
  }
  return ok({ rows, skipped: Math.max(0, open.length - mostBranches) });
}

/** Local branches, and those of remotes that stand at no commit of a local one. */
function openBranches(refs: readonly Ref[], branch: string, commit: string): Ref[] {
  const others = refs.filter((ref) => ref.name !== branch && ref.fullName !== branch && ref.commit !== commit);
  const local = new Set(others.filter(({ kind }) => kind === 'branch').map((ref) => ref.commit));
  return others.filter((ref) => ref.kind === 'branch' || (ref.kind === 'remote-branch' && !local.has(ref.commit)));
}

const noCounts: Rehearsal['counts'] = {
  touched: 0,
  touchedByBoth: 0,
  gitConflicts: 0,
  settled: 0,
  asking: 0,
  questions: 0,
  cleanButAsked: 0,
  combined: 0,
};

const failedRow = (branch: string, commit: string, ref: Ref, problem: string): RehearsalRow => ({
  ours: { revision: branch, commit },
  theirs: { revision: ref.name, commit: ref.commit },
  bases: [],
  relation: 'diverged',
  depth: 'none',
  counts: noCounts,
  rulesSkipped: null,
  tookMs: 0,
  problem,
});
