import type { Result } from '../../contract/call';
import { ok } from '../../contract/call';
import { pathFromBytes } from '../files/path-bytes';
import type { Git } from './git';

/** One entry of the index. Stage 0: merged; 1, 2, 3: base, ours, theirs of a conflict. */
export interface IndexEntry {
  readonly path: string;
  readonly stage: 0 | 1 | 2 | 3;
  readonly mode: string;
  readonly objectId: string;
}

/** The sides of one conflict, as far as they exist. */
export interface Stages {
  readonly base: IndexEntry | null;
  readonly ours: IndexEntry | null;
  readonly theirs: IndexEntry | null;
}

/** Every entry of the index at these paths, or of the whole index. */
export async function listIndex(
  git: Git,
  paths: readonly string[] | 'everything',
  signal?: AbortSignal,
): Promise<Result<readonly IndexEntry[]>> {
  const few = paths !== 'everything' && paths.length <= 100 && paths.every((path) => !/[\ud800-\udfff]/.test(path));
  if (few && paths.length === 0) return ok([]);
  const answer = await git.run(
    ['ls-files', '-z', '--stage', '--full-name', '--', ...(few ? paths : [])],
    signal === undefined ? {} : { signal },
  );
  if (!answer.ok) return answer;
  const wanted = paths === 'everything' ? null : new Set(paths);
  return ok(parseIndex(answer.value.stdout).filter((entry) => wanted === null || wanted.has(entry.path)));
}

/**
 * Conflicts that were resolved since the index was last replaced, as git remembers them in the index itself (also
 * those that somebody resolved in a terminal).
 */
export async function listResolved(git: Git, signal?: AbortSignal): Promise<Result<ReadonlyMap<string, Stages>>> {
  const answer = await git.run(
    ['ls-files', '-z', '--resolve-undo', '--full-name'],
    signal === undefined ? {} : { signal },
  );
  return answer.ok ? ok(groupStages(parseIndex(answer.value.stdout))) : answer;
}

/** Reads `ls-files -z --stage` and `--resolve-undo`. */
export function parseIndex(bytes: Uint8Array): IndexEntry[] {
  return pathFromBytes(bytes)
    .split('\0')
    .slice(0, -1)
    .flatMap((record): IndexEntry[] => {
      const found = /^(\d{6}) ([0-9a-f]{40,64}) ([0-3])\t(.+)$/s.exec(record);
      if (found === null) return [];
      const stage = Number(found[3]) as IndexEntry['stage'];
      return [{ mode: found[1] ?? '', objectId: found[2] ?? '', stage, path: found[4] ?? '' }];
    });
}

export function groupStages(entries: readonly IndexEntry[]): Map<string, Stages> {
  const grouped = new Map<string, Stages>();
  for (const entry of entries) {
    if (entry.stage === 0) continue;
    const stages = grouped.get(entry.path) ?? { base: null, ours: null, theirs: null };
    grouped.set(entry.path, { ...stages, [sides[entry.stage]]: entry });
  }
  return grouped;
}

const sides = { 1: 'base', 2: 'ours', 3: 'theirs' } as const;
