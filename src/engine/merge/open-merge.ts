import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { ProgressKind } from '../../contract/changes';
import type { Git } from '../git/git';
import type { ParsedStatus, StatusLine } from '../git/parse-status';
import { progressKind, readProgress } from '../git/read-progress';
import type { Progress } from '../git/read-progress';
import { readStatus } from '../git/read-status';

export type UnmergedLine = Extract<StatusLine, { kind: 'unmerged' }>;

/** What git is in the middle of and what is in conflict, at one moment. */
export interface OpenMerge {
  readonly progress: Progress;
  readonly kind: ProgressKind;
  readonly conflicts: readonly UnmergedLine[];
  readonly status: ParsedStatus;
}

/** One git process. */
export async function readOpenMerge(git: Git, signal?: AbortSignal): Promise<Result<OpenMerge>> {
  const [status, progress] = await Promise.all([
    readStatus(git, signal === undefined ? {} : { signal }),
    readProgress(git.place),
  ]);
  if (!status.ok) return status;
  const conflicts = status.value.lines.filter((line) => line.kind === 'unmerged');
  return ok({ progress, kind: progressKind(progress, conflicts.length > 0), conflicts, status: status.value });
}
