import type { MergeSide } from '../../contract/merge';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { Git } from '../git/git';
import type { LogCommit } from '../git/parse-log';
import { readCommits } from '../git/read-log';
import { readPreparedMessage } from '../git/read-message';
import type { Progress } from '../git/read-progress';
import { recogniseStash } from './recognise-stash';
import type { ConflictStages } from './recognise-stash';

/** Who is who in what git is in the middle of, by what they are. */
export interface Sides {
  readonly ours: MergeSide;
  readonly theirs: MergeSide;
  /** What both started from. `commit` null: git worked with a common ancestor that is no single commit, or none is known. */
  readonly base: { readonly label: string; readonly commit: string | null };
  /** The commit whose change is carried over, where that is one commit. */
  readonly carried: LogCommit | null;
}

/**
 * Names for both sides of a conflict. One git process (three for an applied stash, to find out which).
 *
 * In a rebase git calls the branch that is rebased onto "ours" and your own commit "theirs"; in a revert "theirs" is
 * the state before the reverted commit. The labels say so, so that nobody has to know.
 */
export async function describeSides(
  git: Git,
  progress: Progress,
  conflicts: readonly ConflictStages[],
  signal?: AbortSignal,
): Promise<Result<Sides>> {
  switch (progress.kind) {
    case 'merge':
      return describeMerge(git, progress.heads, signal);
    case 'rebase':
      return describeRebase(git, progress, signal);
    case 'cherry-pick':
    case 'revert':
      return describePick(git, progress.kind, progress.commit, signal);
    case 'none':
      return progress.squash ? describeSquash(git, signal) : describeStash(git, conflicts, signal);
    case 'am':
      return withOurs(git, [], signal, () => ({
        theirs: { label: 'the patch', meaning: 'the patch from a mail that is being applied', commit: null },
        base: { label: 'base', commit: null },
        carried: null,
      }));
    case 'bisect':
      return withOurs(git, [], signal, () => ({
        theirs: { label: '', meaning: '', commit: null },
        base: { label: 'base', commit: null },
        carried: null,
      }));
  }
}

const shortId = (commit: string): string => commit.slice(0, 7);

/** Asks for HEAD and some more commits, by full ids, at once; those that are unknown are left out. */
async function withOurs(
  git: Git,
  revisions: readonly (string | null)[],
  signal: AbortSignal | undefined,
  describe: (
    commits: readonly (LogCommit | undefined)[],
    head: LogCommit | undefined,
  ) => Omit<Sides, 'ours'> & { ours?: MergeSide },
): Promise<Result<Sides>> {
  const known = revisions.filter((revision) => revision !== null);
  const all = await readCommits(git, ['HEAD', ...known], signal);
  // A commit that is gone (a damaged state file) costs its name only.
  const read = all.ok ? all : await readCommits(git, ['HEAD'], signal);
  if (!read.ok && read.failure.code !== 'unknown-revision') return read;
  // Git names a commit once, however often it was asked for.
  const found = read.ok ? read.value : [];
  const head = found[0];
  const commits = revisions.map((revision) => found.find(({ commit }) => commit === revision));
  const ours = {
    label: head?.headBranch ?? (head === undefined ? 'HEAD' : shortId(head.commit)),
    meaning: head?.headBranch === null ? 'the commit you are on' : 'the branch you are on',
    commit: head?.commit ?? null,
  };
  return ok({ ours, ...describe(commits, head) });
}

/** The best name of a commit: a branch, then a remote branch, then a tag, then its short id. */
function nameOf(commit: LogCommit | undefined, id: string | null, notThis: string | null = null): string {
  const names = (commit?.refs ?? []).filter((name) => name !== notThis);
  const name = names.find((ref) => !ref.startsWith('tag: ')) ?? names[0]?.replace(/^tag: /, '');
  return name ?? (id === null ? 'unknown' : shortId(id));
}

async function describeMerge(git: Git, heads: readonly string[], signal?: AbortSignal): Promise<Result<Sides>> {
  // Several names may be at one commit; git's own message says which of them somebody merged.
  const said = namesInMessage(await readPreparedMessage(git.place, 'MERGE_MSG'));
  const named = (commit: LogCommit | undefined, id: string, not: string | null): string =>
    commit?.refs.find((ref) => said.includes(ref.replace(/^tag: /, '')))?.replace(/^tag: /, '') ??
    nameOf(commit, id, not);
  return withOurs(git, heads, signal, (commits, head) => ({
    theirs: {
      label: heads.map((id, at) => named(commits[at], id, head?.headBranch ?? null)).join(' and '),
      meaning: heads.length > 1 ? 'the branches that are merged in' : 'the branch that is merged in',
      commit: heads[0] ?? null,
    },
    base: { label: 'common ancestor', commit: null },
    carried: null,
  }));
}

/** "Merge branches 'one' and 'two' into main", "Merge remote-tracking branch 'origin/one'". */
const namesInMessage = (message: string): string[] =>
  /^Merge (?:branch|branches|remote-tracking branch|remote-tracking branches|tag|tags|commit) /.test(message)
    ? [...(message.split('\n', 1)[0] ?? '').matchAll(/'([^']+)'/g)].map(([, name = '']) => name)
    : [];

async function describeSquash(git: Git, signal?: AbortSignal): Promise<Result<Sides>> {
  const message = await readPreparedMessage(git.place, 'SQUASH_MSG');
  const tip = /^commit ([0-9a-f]{40,64})$/m.exec(message)?.[1] ?? null;
  return withOurs(git, [tip], signal, ([commit], head) => ({
    theirs: {
      label: tip === null ? 'squashed branch' : nameOf(commit, tip, head?.headBranch ?? null),
      meaning: 'the branch whose changes become one commit',
      commit: tip,
    },
    base: { label: 'common ancestor', commit: null },
    carried: null,
  }));
}

function describeRebase(
  git: Git,
  progress: Extract<Progress, { kind: 'rebase' }>,
  signal?: AbortSignal,
): Promise<Result<Sides>> {
  return withOurs(git, [progress.onto, progress.replayed], signal, ([onto, replayed], head) => {
    const branch = progress.branch ?? 'your commits';
    return {
      ours: {
        label: nameOf(onto, progress.onto, progress.branch),
        meaning: `what ${branch} is being put onto, with the commits that are there already`,
        commit: head?.commit ?? null,
      },
      theirs: {
        label: progress.replayed === null ? 'your commit' : `your commit ${shortId(progress.replayed)}`,
        meaning: `the commit of ${branch} that is being replayed`,
        commit: progress.replayed,
      },
      base: baseBefore(replayed),
      carried: replayed ?? null,
    };
  });
}

function describePick(
  git: Git,
  kind: 'cherry-pick' | 'revert',
  commit: string | null,
  signal?: AbortSignal,
): Promise<Result<Sides>> {
  return withOurs(git, [commit], signal, ([carried]) => {
    const name = commit === null ? 'the commit' : `commit ${shortId(commit)}`;
    if (kind === 'cherry-pick')
      return {
        theirs: { label: name, meaning: 'the commit that is being picked', commit },
        base: baseBefore(carried),
        carried: carried ?? null,
      };
    return {
      theirs: {
        label: commit === null ? 'before' : `before ${shortId(commit)}`,
        meaning: 'the state before the commit that is being reverted',
        commit: carried?.parents[0] ?? null,
      },
      base: { label: name, commit },
      carried: carried ?? null,
    };
  });
}

function baseBefore(commit: LogCommit | undefined): Sides['base'] {
  const parent = commit?.parents[0] ?? null;
  return { label: commit === undefined ? 'base' : `before ${shortId(commit.commit)}`, commit: parent };
}

async function describeStash(
  git: Git,
  conflicts: readonly ConflictStages[],
  signal?: AbortSignal,
): Promise<Result<Sides>> {
  const stash = await recogniseStash(git, conflicts, signal);
  if (!stash.ok) return stash;
  return withOurs(git, [stash.value?.commit ?? null], signal, ([commit]) => ({
    theirs: {
      label: stash.value?.name ?? 'your changes',
      meaning:
        stash.value === null ? 'the changes that were put onto the working tree' : 'the changes that you had stashed',
      commit: stash.value?.commit ?? null,
    },
    base: { label: 'where the changes were made', commit: commit?.parents[0] ?? null },
    carried: commit ?? null,
  }));
}
