import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import type { ConflictFile, MergeState } from '../../contract/merge';
import type { Git } from '../git/git';
import { listResolved } from '../git/list-stages';
import { readPreparedMessage } from '../git/read-message';
import type { Progress, Step } from '../git/read-progress';
import type { Project } from '../project';
import { describeConflict } from './conflict-shape';
import { contentKinds } from './content-kinds';
import type { Sides } from './describe-sides';
import { describeSides } from './describe-sides';
import { draftKey, listDraftKeys } from './drafts';
import { findRenames, noRenames } from './find-renames';
import type { OpenMerge, UnmergedLine } from './open-merge';
import { readOpenMerge } from './open-merge';
import { isThere } from './recognise-stash';
import { wordMerge } from './word-merge';

/** What git is in the middle of, every open conflict with its question, and what was resolved already. */
export async function readMergeState(
  project: Pick<Project, 'git' | 'dataFolder'>,
  signal?: AbortSignal,
): Promise<Result<MergeState>> {
  const open = await readOpenMerge(project.git, signal);
  if (!open.ok) return open;
  if (open.value.kind === 'none') return ok(nothingInProgress);
  const sides = await describeSides(project.git, open.value.progress, open.value.conflicts, signal);
  if (!sides.ok) return sides;
  const conflicts = await describeConflicts(project, open.value.conflicts, sides.value, signal);
  if (!conflicts.ok) return conflicts;
  const resolved = await readResolved(project.git, open.value, signal);
  if (!resolved.ok) return resolved;
  const step = await readStep(project.git, open.value.progress, signal);
  const left = conflicts.value.length;
  return ok({
    progress: open.value.kind,
    ...wordMerge(open.value, sides.value, step, left),
    ours: sides.value.ours,
    theirs: sides.value.theirs,
    conflicts: conflicts.value,
    resolved: resolved.value,
    message: await readMessage(project.git, open.value.progress),
    step,
    canAbort: open.value.kind !== 'bisect',
    canComplete: left === 0 && open.value.kind !== 'bisect' && open.value.kind !== 'stash-pop',
  });
}

const nobody = { label: '', meaning: '', commit: null };

const nothingInProgress: MergeState = {
  progress: 'none',
  title: 'No merge in progress',
  sentence: 'Git is not in the middle of a merge, a rebase or the like.',
  ours: nobody,
  theirs: nobody,
  conflicts: [],
  resolved: [],
  message: '',
  step: null,
  canComplete: false,
  canAbort: false,
  completeLabel: 'Complete',
};

/** Conflicts whose sides may have another name elsewhere. */
const mayBeRename = (line: UnmergedLine): boolean => line.conflict !== 'both-modified';

async function describeConflicts(
  project: Pick<Project, 'git' | 'dataFolder'>,
  lines: readonly UnmergedLine[],
  sides: Sides,
  signal?: AbortSignal,
): Promise<Result<ConflictFile[]>> {
  const renames = lines.some(mayBeRename) ? await findRenames(project.git, sides, signal) : ok(noRenames);
  if (!renames.ok) return renames;
  const objects = lines.flatMap(({ base, ours, theirs }) => [base, ours, theirs].filter(isContent));
  const kinds = await contentKinds(
    project.git,
    objects.map(({ objectId }) => objectId),
    signal,
  );
  if (!kinds.ok) return kinds;
  const drafts = await listDraftKeys(project);
  const labels = { ours: sides.ours.label, theirs: sides.theirs.label };
  return ok(
    lines.map((line): ConflictFile => {
      const { shape, sentence, related } = describeConflict(line, labels, kinds.value, renames.value);
      return {
        path: line.path as ProjectPath,
        conflict: line.conflict,
        shape,
        sentence,
        related: related.filter((path) => path !== line.path) as ProjectPath[],
        hasDraft: drafts.has(draftKey(line)),
      };
    }),
  );
}

const isContent = (side: UnmergedLine['base']): boolean => isThere(side) && side.mode.startsWith('100');

async function readResolved(git: Git, open: OpenMerge, signal?: AbortSignal): Promise<Result<ProjectPath[]>> {
  const resolved = await listResolved(git, signal);
  if (!resolved.ok) return resolved;
  const inConflict = new Set(open.conflicts.map(({ path }) => path));
  return ok([...resolved.value.keys()].filter((path) => !inConflict.has(path)) as ProjectPath[]);
}

/** How many commits a series had when it was first seen: git forgets those that were left out on the way. */
const seenTotals = new WeakMap<Git, { readonly startedAt: string; readonly total: number }>();

async function readStep(git: Git, progress: Progress, signal?: AbortSignal): Promise<Step | null> {
  if (progress.kind === 'rebase' || progress.kind === 'am') return progress.step;
  const series = progress.kind === 'cherry-pick' || progress.kind === 'revert' ? progress.series : null;
  if (series === null || series.startedAt === null) {
    seenTotals.delete(git);
    return null;
  }
  const { startedAt, left } = series;
  const count = await git.text(
    ['rev-list', '--count', '--end-of-options', `${startedAt}..HEAD`],
    signal === undefined ? {} : { signal },
  );
  // Only a number for people; without it the work goes on all the same.
  if (!count.ok) return null;
  const seen = seenTotals.get(git);
  const before = seen?.startedAt === startedAt ? seen.total : 0;
  // Git keeps a list for two commits at least.
  const total = Math.max(Number(count.value.trim()) + left, before, 2);
  seenTotals.set(git, { startedAt, total });
  return { current: Math.max(total - left + 1, 1), total };
}

async function readMessage(git: Git, progress: Progress): Promise<string> {
  const read = (name: string): Promise<string> => readPreparedMessage(git.place, name);
  switch (progress.kind) {
    case 'rebase':
      return (
        (await read(progress.backend === 'merge' ? 'rebase-merge/message' : 'rebase-apply/final-commit')) ||
        (await read('MERGE_MSG'))
      );
    case 'am':
      return read('rebase-apply/final-commit');
    case 'none':
      return progress.squash ? read('SQUASH_MSG') : '';
    case 'merge':
    case 'cherry-pick':
    case 'revert':
      return read('MERGE_MSG');
    case 'bisect':
      return '';
  }
}
