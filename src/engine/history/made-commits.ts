import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { OperationRecord } from '../../contract/operations';
import type { Git } from '../git/git';
import type { Operations } from '../operations/operations';
import { resolveCommit } from '../git/resolve-commit';

/** Operations that each made one commit which the timeline shows, by that commit. */
export type MadeCommits = ReadonlyMap<string, OperationRecord>;

const makers: ReadonlySet<string> = new Set<OperationRecord['kind']>(['merge-complete', 'commit']);

/**
 * A commit made here and its operation are one event. An operation is left out when its commit cannot be reached from
 * `start` (an undone one, another branch's) or when it did more than that commit (the rest of a rebase): it is a line
 * of its own then. At most two git processes, none when nothing was committed here.
 */
export async function readMadeCommits(
  operations: Pick<Operations, 'list'>,
  git: Git,
  start: string,
  signal?: AbortSignal,
): Promise<Result<MadeCommits>> {
  const listed = await operations.list({ limit: Number.MAX_SAFE_INTEGER, before: null });
  if (!listed.ok) return listed;
  const made = new Map<string, OperationRecord>();
  for (const record of listed.value.operations) {
    const { headAfter, headBefore, kind, outcome } = record;
    if (makers.has(kind) && outcome === 'done' && headAfter !== null && headAfter !== headBefore)
      made.set(headAfter, record);
  }
  if (made.size === 0) return ok(made);
  const abort = signal === undefined ? {} : { signal };
  const tip = await resolveCommit(git, start, signal);
  if (!tip.ok) return ok(new Map());
  const list = (options: readonly string[], lines: readonly string[]): Promise<Result<string>> =>
    git.text(['rev-list', ...options, '--ignore-missing', '--stdin'], { input: `${lines.join('\n')}\n`, ...abort });
  const unreachable = await list([], [...made.keys(), `^${tip.value}`]);
  if (!unreachable.ok) return unreachable;
  for (const commit of unreachable.value.split('\n')) made.delete(commit);
  if (made.size === 0) return ok(made);
  const parents = await list(['--no-walk=unsorted', '--parents'], [...made.keys()]);
  if (!parents.ok) return parents;
  const known = new Map(parents.value.split('\n').map((line) => [line.split(' ')[0] ?? '', line.split(' ').slice(1)]));
  for (const [commit, { headBefore }] of made) {
    const [first] = known.get(commit) ?? [''];
    if ((first ?? null) !== headBefore) made.delete(commit);
  }
  return ok(made);
}
