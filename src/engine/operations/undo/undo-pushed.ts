import type { Receipt } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { CallContext } from '../../call-context';
import type { Git } from '../../git/git';
import { readIdentity } from '../../git/read-identity';
import { readHeadCommit } from '../../git/resolve-commit';
import type { Host } from '../host';
import { runOperation } from '../run-operation';
import type { StateChange } from '../git-state/state';

/** Commits that going back would take off a branch although others may have them. */
export interface PushedCommits {
  /** Full name of the branch. */
  readonly branch: string;
  readonly from: string | null;
  readonly to: string;
  /** A remote-tracking branch that has some of them: "origin/main". */
  readonly seenOn: string;
  readonly count: number;
}

/** Null: the change may simply be put back, for no remote-tracking branch has what it brought. */
export async function findPushed(git: Git, state: StateChange | null): Promise<Result<PushedCommits | null>> {
  for (const { name, pre, post } of state?.refs ?? []) {
    if (!name.startsWith('refs/heads/') || post === null || post.startsWith('ref: ')) continue;
    const without = pre === null || pre.startsWith('ref: ') ? [] : [`^${pre}`];
    const all = await countCommits(git, [post, ...without]);
    if (!all.ok) return all;
    if (all.value === 0) continue;
    const own = await countCommits(git, [post, ...without, '--not', '--remotes']);
    if (!own.ok) return own;
    if (own.value === all.value) continue;
    const seenOn = await whereSeen(git, post, pre);
    return ok({
      branch: name,
      from: without.length === 0 ? null : pre,
      to: post,
      seenOn,
      count: all.value - own.value,
    });
  }
  return ok(null);
}

async function countCommits(git: Git, revisions: readonly string[]): Promise<Result<number>> {
  const counted = await git.text(['rev-list', '--count', ...revisions, '--']);
  return counted.ok ? ok(Number(counted.value.trim())) : counted;
}

/** The oldest commit of the range is the one that got furthest. */
async function whereSeen(git: Git, post: string, pre: string | null): Promise<string> {
  const range = pre === null ? [post] : [post, `^${pre}`];
  const listed = await git.text(['rev-list', '--first-parent', '--reverse', ...range, '--']);
  const oldest = listed.ok ? (listed.value.split('\n')[0] ?? post) : post;
  const found = await git.text([
    'for-each-ref',
    '--format=%(refname:lstrip=2)',
    `--contains=${oldest}`,
    'refs/remotes',
  ]);
  const names = found.ok ? found.value.split('\n').filter((name) => name !== '' && !name.endsWith('/HEAD')) : [];
  return names[0] ?? 'a remote branch';
}

interface Reversal {
  readonly kind: 'undo' | 'redo';
  readonly operationId: string;
  /** What the person did once. */
  readonly title: string;
}

/**
 * Takes pushed commits back by a new commit on the branch that HEAD is on; the branch is not rewound.
 *
 * `not-undoable` when another branch is checked out, when the operation rewrote commits, or when what they changed was
 * changed again since. `state-changed-since` when something is staged, which would end up in that commit.
 */
export async function undoByCommit(
  host: Host,
  reversal: Reversal,
  pushed: PushedCommits,
  context: CallContext,
): Promise<Result<Receipt>> {
  const { kind, operationId, title } = reversal;
  const identity = await readIdentity(host.git, context.signal);
  if (!identity.ok) return identity;
  if (identity.value === null) return fail({ code: 'identity-missing' });
  return runOperation(
    host,
    {
      kind,
      title: `${kind === 'undo' ? 'Undo' : 'Redo'}: ${title}`,
      reverses: operationId,
      git: {
        protects: 'changed-and-untracked',
        act: (git, signal) => commitReversal(git, operationId, title, pushed, signal),
      },
    },
    context,
  );
}

async function commitReversal(
  git: Git,
  operationId: string,
  title: string,
  { branch, from, to }: PushedCommits,
  signal: AbortSignal,
): Promise<Result<{ readonly title?: string }>> {
  const no = (reason: string): Result<never> => fail({ code: 'not-undoable', operationId, reason });
  const short = branch.replace(/^refs\/heads\//, '');
  const head = await git.text(['symbolic-ref', '--quiet', 'HEAD'], { signal, answers: [0, 1] });
  if (!head.ok) return head;
  if (head.value.trim() !== branch)
    return no(`It was pushed, so it can only be taken back by a new commit on ${short}. Check ${short} out first.`);
  if (!(await isAncestor(git, from, to)) || !(await isAncestor(git, to, 'HEAD')))
    return no('It was pushed, and it rewrote commits that others may have. Make the commit that corrects it by hand.');
  const staged = await git.run(['diff', '--cached', '--quiet'], { signal, answers: [0, 1] });
  if (!staged.ok) return staged;
  if (staged.value.exitCode === 1) return fail({ code: 'state-changed-since', what: 'what is staged' });
  if (from === null) return no('It was pushed, and there was no commit before it to go back to.');
  const applied = await applyBackwards(git, from, to, signal);
  if (!applied.ok) return applied;
  if (!applied.value)
    return no('It was pushed, and what it changed was changed again since, so no commit can take it back by itself.');
  const message = `Revert “${title}”\n\nThis takes back ${rangeInWords(from, to)}, which others may have.\n`;
  const made = await git.run(
    ['commit', '--quiet', '--no-verify', '--no-gpg-sign', '--cleanup=whitespace', '--no-status', '-F', '-'],
    { input: message, signal, answers: [0, 1] },
  );
  if (!made.ok) return made;
  if (made.value.exitCode === 1) return no('Nothing of it is left.');
  const now = await readHeadCommit(git, signal);
  return now.ok ? ok({}) : now;
}

/**
 * Puts what differs between `to` and `from`, and nothing else, onto HEAD: through one commit that leads from the one
 * to the other, for `from` need not be on the first-parent line of `to`. Where HEAD is `to`, the outcome is exactly
 * the tree of `from`. False: it overlaps with what came since.
 */
async function applyBackwards(git: Git, from: string, to: string, signal: AbortSignal): Promise<Result<boolean>> {
  const made = await git.text(['commit-tree', '--no-gpg-sign', '-p', to, '-m', 'Back', `${from}^{tree}`], { signal });
  if (!made.ok) return made;
  const applied = await git.run(['cherry-pick', '--no-commit', made.value.trim()], { signal, answers: [0, 1] });
  return applied.ok ? ok(applied.value.exitCode === 0) : applied;
}

const rangeInWords = (from: string | null, to: string): string =>
  from === null ? `commit ${to}` : `${from.slice(0, 12)}..${to.slice(0, 12)}`;

async function isAncestor(git: Git, older: string | null, newer: string): Promise<boolean> {
  if (older === null) return true;
  const asked = await git.run(['merge-base', '--is-ancestor', older, newer], { answers: [0, 1] });
  return asked.ok && asked.value.exitCode === 0;
}
