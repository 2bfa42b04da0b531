import type { Receipt } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { CallContext } from '../call-context';
import type { Git } from '../git/git';
import { readIdentity } from '../git/read-identity';
import { readProgress } from '../git/read-progress';
import { readStatus } from '../git/read-status';
import type { Override } from '../merge/check-merge';
import { checkMerge } from '../merge/check-merge';
import { readHeadCommit } from '../git/resolve-commit';
import type { Project } from '../project';

/** What `changes.commit` answers. */
export type CommitReceipt = Receipt & { readonly commit: string };

/**
 * Commits what is staged. In the middle of a merge this concludes it, as `git commit` does.
 *
 * `expectedHead`: the commit that the person saw (null: none yet); another one is `state-changed-since`.
 * In a merge the same check is made as by `completeMerge`.
 * Failures besides: `identity-missing`, `nothing-to-commit`, `conflicts-remain`, `bad-input` for an empty message.
 */
export async function commitStaged(
  project: Project,
  input: { readonly message: string; readonly expectedHead: string | null; readonly override?: Override | null },
  context: CallContext,
): Promise<Result<CommitReceipt>> {
  if (input.message.trim() === '') return fail({ code: 'bad-input', where: 'message', problem: 'it is empty' });
  const ready = await checkReady(project.git, input, context.signal);
  if (!ready.ok) return ready;
  let commit = '';
  const receipt = await project.run(
    {
      kind: 'commit',
      title: `Commit “${firstLine(input.message)}”${overriddenWords(input.override)}`,
      git: {
        protects: [],
        async act(git, signal) {
          const head = await checkHead(git, input.expectedHead, signal);
          if (!head.ok) return head;
          const made = await makeCommit(git, input.message, signal);
          if (!made.ok) return made;
          commit = made.value;
          return ok({});
        },
      },
    },
    context,
  );
  return receipt.ok ? ok({ ...receipt.value, commit }) : receipt;
}

/** Asked before anything is begun, so that a refusal leaves no trace. */
async function checkReady(
  git: Git,
  { expectedHead, override }: { readonly expectedHead: string | null; readonly override?: Override | null },
  signal: AbortSignal,
): Promise<Result<null>> {
  const [status, progress] = await Promise.all([readStatus(git, { signal }), readProgress(git.place)]);
  if (!status.ok) return status;
  const { commit, lines } = status.value;
  if (commit !== expectedHead) return fail({ code: 'state-changed-since', what: 'HEAD' });
  const paths = lines.filter((line) => line.kind === 'unmerged').map(({ path }) => path);
  if (paths.length > 0) return fail({ code: 'conflicts-remain', paths });
  const staged = lines.some((line) => line.kind === 'changed' && line.staged !== 'unchanged');
  if (!staged && progress.kind !== 'merge') return fail({ code: 'nothing-to-commit' });
  const identity = await readIdentity(git, signal);
  if (!identity.ok) return identity;
  if (identity.value === null) return fail({ code: 'identity-missing' });
  return progress.kind === 'merge' && !override ? checkMerge(git, progress, signal) : ok(null);
}

/** For the title of an operation: why a check was passed over. */
export const overriddenWords = (override: Override | null | undefined): string =>
  override ? `, although its check found something: ${firstLine(override.reason)}` : '';

const titleLength = 60;

export function firstLine(message: string): string {
  const line = message.trim().split('\n', 1)[0] ?? '';
  return line.length > titleLength ? `${line.slice(0, titleLength - 1)}…` : line;
}

async function checkHead(git: Git, expected: string | null, signal: AbortSignal): Promise<Result<null>> {
  const head = await readHeadCommit(git, signal);
  if (!head.ok) return head;
  return head.value === expected ? ok(null) : fail({ code: 'state-changed-since', what: 'HEAD' });
}

/** Runs `git commit` and answers the new commit's id. The message goes through standard input, word for word. */
export async function makeCommit(git: Git, message: string, signal: AbortSignal): Promise<Result<string>> {
  const made = await git.run(
    ['commit', '--quiet', '--no-verify', '--no-gpg-sign', '--cleanup=whitespace', '--no-status', '-F', '-'],
    { input: message, signal },
  );
  if (!made.ok) return made;
  const head = await readHeadCommit(git, signal);
  if (!head.ok) return head;
  return head.value === null ? fail({ code: 'state-changed-since', what: 'HEAD' }) : ok(head.value);
}
