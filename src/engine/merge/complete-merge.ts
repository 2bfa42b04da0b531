import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Receipt } from '../../contract/basics';
import type { ProgressKind } from '../../contract/changes';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { CallContext } from '../call-context';
import { withLog } from '../../core/merge/decisions/decision-log';
import { firstLine, makeCommit, overriddenWords } from '../changes/commit-staged';
import type { Git } from '../git/git';
import { listResolved } from '../git/list-stages';
import { readIdentity } from '../git/read-identity';
import { readPreparedMessage } from '../git/read-message';
import type { Progress } from '../git/read-progress';
import { readHeadCommit } from '../git/resolve-commit';
import type { Project } from '../project';
import type { Override } from './check-merge';
import { checkMerge } from './check-merge';
import { rememberDecisions } from './decisions/decision-memory';
import type { MergeLog } from './decisions/merge-log';
import { readMergeLog } from './decisions/merge-log';
import { dropDrafts } from './drafts';
import { toFacts } from './open-conflict';
import type { OpenMerge } from './open-merge';
import { readOpenMerge } from './open-merge';
import type { ConflictStages } from './recognise-stash';

/**
 * Goes on after every conflict is resolved: commits a merge, continues a rebase, a cherry-pick, a revert or a series
 * of patches. `message` empty: the one that git prepared. `finished` false: git stopped again, at the next commit.
 *
 * Before anything is committed its content is checked; what neither side had wrong is `merge-unproven` unless
 * `override` says why it shall be. `log`: what people answered goes behind the message; it is remembered either way.
 *
 * Failures: `no-merge-in-progress`, `conflicts-remain`, `identity-missing`, `merge-unproven`. An applied stash commits nothing: it is
 * over with its last conflict, so completing it is `no-merge-in-progress`.
 */
export async function completeMerge(
  project: Project,
  input: CompleteInput,
  context: CallContext,
): Promise<Result<Receipt & { readonly finished: boolean }>> {
  const open = await readOpenMerge(project.git, context.signal);
  if (!open.ok) return open;
  const ready = await checkReady(project.git, open.value, context.signal);
  if (!ready.ok) return ready;
  const checked = input.override ? ok(null) : await checkMerge(project.git, open.value.progress, context.signal);
  if (!checked.ok) return checked;
  const resolved = await readResolved(project.git, context.signal);
  if (!resolved.ok) return resolved;
  const log = await readMergeLog(project, context.signal);
  if (!log.ok) return log;
  const prepared = await prepareMessage(project.git, open.value.progress, input, log.value);
  const receipt = await project.run(
    {
      kind: 'merge-complete',
      title: `${titleOf(open.value.kind, input.message)}${overriddenWords(input.override)}`,
      git: {
        // Going on with the next commit checks files out.
        protects: open.value.kind === 'merge' ? [] : 'changed-and-untracked',
        act: (git, signal) => goOn(git, prepared, signal),
      },
    },
    context,
  );
  if (!receipt.ok) return receipt;
  for (const { path, settled } of log.value.files) await rememberDecisions(project, path, settled);
  await dropDrafts(project, resolved.value);
  const after = await readOpenMerge(project.git, context.signal);
  return after.ok ? ok({ ...receipt.value, finished: after.value.kind === 'none' }) : after;
}

export interface CompleteInput {
  /** Empty: the one that git prepared. */
  readonly message: string;
  readonly override?: Override | null;
  readonly log?: 'none' | 'block' | 'trailers';
}

/** The message with the log behind it. In a series it stays empty where nobody wrote one: each commit has its own. */
async function prepareMessage(
  git: Git,
  progress: Progress,
  { message, log = 'none' }: CompleteInput,
  { entries }: MergeLog,
): Promise<string> {
  if (log === 'none' || entries.length === 0) return message;
  const inSeries = progress.kind === 'rebase' || progress.kind === 'am';
  const prepared = inSeries
    ? ''
    : await readPreparedMessage(git.place, progress.kind === 'none' ? 'SQUASH_MSG' : 'MERGE_MSG');
  const text = message.trim() === '' ? prepared : message;
  return text.trim() === '' ? message : withLog(text, entries, log);
}

function titleOf(kind: ProgressKind, message: string): string {
  switch (kind) {
    case 'merge':
      return message.trim() === '' ? 'Commit the merge' : `Commit “${firstLine(message)}”`;
    case 'am':
      return 'Continue with the next patch';
    default:
      return `Continue the ${kind}`;
  }
}

async function checkReady(git: Git, open: OpenMerge, signal: AbortSignal): Promise<Result<null>> {
  if (open.conflicts.length > 0)
    return fail({ code: 'conflicts-remain', paths: open.conflicts.map(({ path }) => path) });
  if (open.kind === 'none' || open.kind === 'bisect') return fail({ code: 'no-merge-in-progress' });
  const identity = await readIdentity(git, signal);
  if (!identity.ok) return identity;
  return identity.value === null ? fail({ code: 'identity-missing' }) : ok(null);
}

async function readResolved(git: Git, signal: AbortSignal): Promise<Result<readonly ConflictStages[]>> {
  const resolved = await listResolved(git, signal);
  if (!resolved.ok) return resolved;
  return ok(
    [...resolved.value].map(([path, { base, ours, theirs }]) => ({
      path,
      base: toFacts(base),
      ours: toFacts(ours),
      theirs: toFacts(theirs),
    })),
  );
}

type Done = Result<{ readonly title?: string }>;

async function goOn(git: Git, message: string, signal: AbortSignal): Promise<Done> {
  const open = await readOpenMerge(git, signal);
  if (!open.ok) return open;
  const ready = await checkReady(git, open.value, signal);
  if (!ready.ok) return ready;
  const { progress } = open.value;
  switch (progress.kind) {
    case 'merge':
      return commit(git, message || (await readPreparedMessage(git.place, 'MERGE_MSG')), signal);
    case 'rebase':
    case 'am':
      return continueSeries(git, progress, message, signal);
    case 'cherry-pick':
    case 'revert':
      return continueSeries(git, progress, message, signal);
    case 'none':
      return commit(git, message || (await readPreparedMessage(git.place, 'SQUASH_MSG')), signal);
    case 'bisect':
      return fail({ code: 'no-merge-in-progress' });
  }
}

async function commit(git: Git, message: string, signal: AbortSignal): Promise<Done> {
  const made = await makeCommit(git, message, signal);
  return made.ok ? ok({}) : made;
}

type Series = Extract<Progress, { kind: 'rebase' | 'am' | 'cherry-pick' | 'revert' }>;

/**
 * Goes on with `--continue`, which keeps the author of each commit. Git ends with a code when the next commit
 * conflicts: that is progress too. A step that changes nothing any more is left out, as `--skip` does.
 */
async function continueSeries(git: Git, progress: Series, message: string, signal: AbortSignal): Promise<Done> {
  const before = await markOf(git, signal);
  if (!before.ok) return before;
  const empty = await nothingStaged(git, signal);
  if (!empty && message.trim() !== '') await writeFile(messageFile(git, progress), `${message.trim()}\n`);
  const went = await git.run([progress.kind, empty ? '--skip' : '--continue'], { signal });
  if (went.ok) return ok({});
  const after = await markOf(git, signal);
  return after.ok && after.value !== before.value ? ok({}) : went;
}

/** Where git takes the message of the next commit from. */
function messageFile(git: Git, progress: Series): string {
  const name =
    progress.kind === 'am' || (progress.kind === 'rebase' && progress.backend === 'apply')
      ? 'rebase-apply/final-commit'
      : progress.kind === 'rebase'
        ? 'rebase-merge/message'
        : 'MERGE_MSG';
  return join(git.place.gitDir, name);
}

/** Something that changes with every step: where HEAD is and what is in conflict. */
async function markOf(git: Git, signal: AbortSignal): Promise<Result<string>> {
  const head = await readHeadCommit(git, signal);
  if (!head.ok) return head;
  const open = await readOpenMerge(git, signal);
  return open.ok ? ok(JSON.stringify([head.value, open.value.progress, open.value.conflicts])) : open;
}

/** Every conflict was resolved to what is there already. */
async function nothingStaged(git: Git, signal: AbortSignal): Promise<boolean> {
  const answer = await git.run(['diff-index', '--cached', '--quiet', '--ignore-submodules=dirty', 'HEAD', '--'], {
    answers: [0, 1],
    signal,
  });
  return answer.ok && answer.value.exitCode === 0;
}
