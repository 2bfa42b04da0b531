import type { MergePolicy } from '../lists/list-policy';
import { mergeFile } from '../merge-file';
import type { MergeOutcome } from '../merge-outcome';
import type { SideName } from '../model';
import { DocumentReader } from '../structure/document-reader';
import type { Move, MoveClash } from './follow-moves';
import { followMoves } from './follow-moves';
import type { Files, RepositoryVersions } from './repository-versions';
import { allPaths } from './repository-versions';

/** One side removed a file that the other changed. */
export interface FileDeletion {
  readonly path: string;
  readonly removedBy: SideName;
}

export interface MergedRepository {
  /** The files of the result; open questions show the base's content. */
  readonly files: Files;
  /** Files that both sides changed, by path. */
  readonly outcomes: ReadonlyMap<string, MergeOutcome>;
  readonly moves: readonly Move[];
  /** Questions about where something stands. */
  readonly clashes: readonly MoveClash[];
  readonly deletions: readonly FileDeletion[];
}

/**
 * Merges three versions of a set of files: what one side moved (files renamed, split, joined, single resources) takes
 * the other side's edits along. Removed files that the other side changed are asked about and stay until then.
 */
export function mergeRepository(versions: RepositoryVersions, policy: MergePolicy = {}): MergedRepository {
  const followed = followMoves(versions, new DocumentReader());
  const { base, ours, theirs } = followed.versions;
  const files = new Map<string, string>();
  const outcomes = new Map<string, MergeOutcome>();
  const deletions: FileDeletion[] = [];
  for (const path of allPaths(followed.versions)) {
    const [b, o, t] = [base.get(path), ours.get(path), theirs.get(path)];
    if (o === t || t === b) keep(files, path, o);
    else if (o === b) keep(files, path, t);
    else if (o !== undefined && t !== undefined) {
      const outcome = mergeFile({ base: b ?? '', ours: o, theirs: t, path, policy });
      outcomes.set(path, outcome);
      files.set(path, outcome.text);
    } else {
      deletions.push({ path, removedBy: o === undefined ? 'ours' : 'theirs' });
      keep(files, path, o ?? t);
    }
  }
  const clashes = [...followed.clashes, ...filesAsFolders(versions)];
  return { files, outcomes, moves: followed.moves, clashes, deletions };
}

function keep(files: Map<string, string>, path: string, text: string | undefined): void {
  if (text !== undefined) files.set(path, text);
}

/** Paths that are a file on one side and a folder on the other: no tree can hold both. */
function filesAsFolders({ ours, theirs }: RepositoryVersions): MoveClash[] {
  const within = (files: Files, other: Files): string[] =>
    [...files.keys()].filter((path) => !other.has(path) && hasFolder(other, path));
  return [...within(ours, theirs), ...within(theirs, ours)].map((path) => ({
    name: path,
    from: path,
    ours: path,
    theirs: path,
  }));
}

const hasFolder = (files: Files, path: string): boolean => [...files.keys()].some((one) => one.startsWith(`${path}/`));
