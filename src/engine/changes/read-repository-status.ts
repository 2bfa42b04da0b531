import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { Head, RepositoryStatus, StatusEntry } from '../../contract/changes';
import type { Git } from '../git/git';
import type { ParsedStatus, StatusLine } from '../git/parse-status';
import { progressKind, readProgress } from '../git/read-progress';
import { readStatus } from '../git/read-status';

/** What git says about the working tree; the watcher adds its revision and how it watches. */
export type WorktreeStatus = Omit<RepositoryStatus, 'revision' | 'watching' | 'watchingReason'>;

/** Entries that are shown at most; what is beyond is said by `truncated`. */
const entryLimit = 100_000;

/** Head, upstream, what git is in the middle of and every changed path; one git process. */
export async function readRepositoryStatus(
  git: Git,
  options: { readonly signal?: AbortSignal; readonly limit?: number } = {},
): Promise<Result<WorktreeStatus>> {
  const [status, progress] = await Promise.all([
    readStatus(git, { limit: options.limit ?? entryLimit, ...(options.signal ? { signal: options.signal } : {}) }),
    readProgress(git.place),
  ]);
  if (!status.ok) return status;
  const { lines, truncated, upstream } = status.value;
  return ok({
    head: toHead(status.value),
    upstream,
    progress: progressKind(
      progress,
      lines.some((line) => line.kind === 'unmerged'),
    ),
    entries: lines.map(toEntry),
    truncated,
    checkedAt: new Date().toISOString(),
  });
}

function toHead({ commit, branch }: Pick<ParsedStatus, 'commit' | 'branch'>): Head {
  if (commit === null) return { kind: 'unborn', name: branch ?? 'HEAD' };
  return branch === null ? { kind: 'detached', commit } : { kind: 'branch', name: branch, commit };
}

function toEntry(line: StatusLine): StatusEntry {
  const path = line.path as ProjectPath;
  const plain = {
    path,
    from: null,
    staged: 'unchanged',
    unstaged: 'unchanged',
    conflict: null,
    submodule: false,
  } as const;
  switch (line.kind) {
    case 'changed':
      return {
        ...plain,
        from: line.from as ProjectPath | null,
        staged: line.staged,
        unstaged: line.unstaged,
        submodule: line.submodule,
      };
    case 'unmerged':
      return { ...plain, conflict: line.conflict, submodule: line.submodule };
    case 'untracked':
    case 'ignored':
      return { ...plain, unstaged: line.kind };
  }
}
