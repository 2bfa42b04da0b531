import type { ProjectPath, Receipt } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { CallContext } from '../call-context';
import { pathList } from '../git/check-attributes';
import type { Git } from '../git/git';
import type { IndexEntry, Stages } from '../git/list-stages';
import { listResolved } from '../git/list-stages';
import { removeFromIndex, writeIndexEntries } from '../git/write-index';
import type { Project } from '../project';

/**
 * Makes a resolved path a conflict again: the three versions come back into the index, and git's markers (or the one
 * version that is left) into the working tree. A draft of it is still there.
 *
 * Works for what was resolved in a terminal too, because git keeps the versions in the index until the merge is
 * done. Fails with `state-changed-since` when it does not know them any more.
 */
export async function reopenPath(project: Project, path: ProjectPath, context: CallContext): Promise<Result<Receipt>> {
  const known = await findResolved(project.git, path, context.signal);
  if (!known.ok) return known;
  return project.run(
    {
      kind: 'reopen-conflict',
      title: `Reopen ${path}`,
      git: { protects: [path], act: (git, signal) => reopen(git, path, signal) },
    },
    context,
  );
}

async function findResolved(git: Git, path: string, signal: AbortSignal): Promise<Result<Stages>> {
  const resolved = await listResolved(git, signal);
  if (!resolved.ok) return resolved;
  const stages = resolved.value.get(path);
  return stages === undefined ? fail({ code: 'state-changed-since', what: path }) : ok(stages);
}

async function reopen(git: Git, path: string, signal: AbortSignal): Promise<Result<Record<never, never>>> {
  const stages = await findResolved(git, path, signal);
  if (!stages.ok) return stages;
  const entries = [stages.value.base, stages.value.ours, stages.value.theirs].filter((entry) => entry !== null);
  const removed = await removeFromIndex(git, [path], signal);
  if (!removed.ok) return removed;
  const restored = await writeIndexEntries(git, entries, signal);
  return restored.ok ? writeMarkers(git, path, stages.value, signal) : restored;
}

/** What git leaves in the working tree for such a conflict. */
async function writeMarkers(
  git: Git,
  path: string,
  { ours, theirs }: Stages,
  signal: AbortSignal,
): Promise<Result<Record<never, never>>> {
  if ([ours, theirs].some((side) => side?.mode === '160000') || (ours === null && theirs === null)) return ok({});
  const both = isFile(ours) && isFile(theirs);
  const how = both ? '--merge' : ours === null ? '--theirs' : '--ours';
  const answer = await git.run(['checkout', how, '--pathspec-from-file=-', '--pathspec-file-nul'], {
    input: pathList([path]),
    signal,
  });
  return answer.ok ? ok({}) : answer;
}

const isFile = (entry: IndexEntry | null): boolean => entry?.mode.startsWith('100') ?? false;
