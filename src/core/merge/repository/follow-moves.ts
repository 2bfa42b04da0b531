import type { SideName, VersionName } from '../model';
import type { DocumentReader } from '../structure/document-reader';
import { withSeparators } from '../structure/separators';
import { similarityOfLines } from './line-similarity';
import type { ResourceIndex } from './resource-index';
import { indexResources, nameOf } from './resource-index';
import type { Files, RepositoryVersions } from './repository-versions';
import { isYamlPath } from './repository-versions';

/** A file or a resource that one side put somewhere else. */
export interface Move {
  readonly what: 'file' | 'resource';
  /** The resource's name; the old path for a file. */
  readonly name: string;
  readonly from: string;
  readonly to: string;
  readonly by: SideName;
}

/** Both sides moved the same thing, to different places. */
export interface MoveClash {
  readonly name: string;
  readonly from: string;
  readonly ours: string;
  readonly theirs: string;
}

export interface FollowedMoves {
  /** The versions as if everything had stood at its new place all along. */
  readonly versions: RepositoryVersions;
  readonly moves: readonly Move[];
  readonly clashes: readonly MoveClash[];
}

/**
 * Makes moves disappear: what one side moved is put at its new place in the other two versions too, so that a merge
 * path by path carries the other side's edits along. Whole files first, then single resources (files split or joined).
 */
export function followMoves(versions: RepositoryVersions, reader: DocumentReader): FollowedMoves {
  const files = followFiles(versions);
  const resources = followResources(files.versions, reader);
  return {
    versions: resources.versions,
    moves: [...files.moves, ...resources.moves],
    clashes: [...files.clashes, ...resources.clashes],
  };
}

const RENAMED = 0.5;

/** The new path of each file of the base that a side renamed, judged by its lines. */
function renamedFiles(base: Files, side: Files): Map<string, string> {
  const gone = [...base].filter(([path]) => !side.has(path));
  const fresh = [...side].filter(([path]) => !base.has(path));
  if (gone.length === 0 || fresh.length === 0 || gone.length * fresh.length > 40_000) return new Map();
  const pairs = gone.flatMap(([from, before]) =>
    fresh.map(([to, after]) => ({ from, to, score: before === after ? 1 : similarityOfLines(before, after) })),
  );
  pairs.sort((a, b) => b.score - a.score || (a.from < b.from ? -1 : 1) || (a.to < b.to ? -1 : 1));
  const found = new Map<string, string>();
  const taken = new Set<string>();
  for (const { from, to, score } of pairs) {
    if (score < RENAMED || found.has(from) || taken.has(to)) continue;
    found.set(from, to);
    taken.add(to);
  }
  return found;
}

function followFiles(versions: RepositoryVersions): FollowedMoves {
  const renames = {
    ours: renamedFiles(versions.base, versions.ours),
    theirs: renamedFiles(versions.base, versions.theirs),
  };
  const copies = copyOf(versions);
  const moves: Move[] = [];
  const clashes: MoveClash[] = [];
  for (const by of ['ours', 'theirs'] as const) {
    const other: SideName = by === 'ours' ? 'theirs' : 'ours';
    for (const [from, to] of renames[by]) {
      const elsewhere = renames[other].get(from);
      if (elsewhere !== undefined && elsewhere !== to) {
        if (by === 'ours') clashes.push({ name: from, from, ours: to, theirs: elsewhere });
        continue;
      }
      // What the other side put at the new path by itself is no version of the moved file.
      if (elsewhere === undefined && versions[other].has(to)) continue;
      move(copies.base, from, to);
      if (elsewhere === undefined) move(copies[other], from, to);
      if (by === 'ours' || elsewhere === undefined) moves.push({ what: 'file', name: from, from, to, by });
    }
  }
  return { versions: copies, moves, clashes };
}

function move(files: Map<string, string>, from: string, to: string): void {
  const text = files.get(from);
  if (text === undefined || files.has(to)) return;
  files.delete(from);
  files.set(to, text);
}

type Copies = Readonly<Record<VersionName, Map<string, string>>>;

const copyOf = ({ base, ours, theirs }: RepositoryVersions): Copies => ({
  base: new Map(base),
  ours: new Map(ours),
  theirs: new Map(theirs),
});

function followResources(versions: RepositoryVersions, reader: DocumentReader): FollowedMoves {
  const index = {
    base: indexResources(versions.base, reader),
    ours: indexResources(versions.ours, reader),
    theirs: indexResources(versions.theirs, reader),
  };
  const moves: Move[] = [];
  const clashes: MoveClash[] = [];
  for (const [key, { identity, path: from }] of index.base.byKey) {
    const to = { ours: index.ours.byKey.get(key)?.path ?? from, theirs: index.theirs.byKey.get(key)?.path ?? from };
    const name = nameOf(identity);
    if (to.ours !== from && to.theirs !== from && to.ours !== to.theirs) clashes.push({ name, from, ...to });
    else if (to.ours !== from) moves.push({ what: 'resource', name, from, to: to.ours, by: 'ours' });
    else if (to.theirs !== from) moves.push({ what: 'resource', name, from, to: to.theirs, by: 'theirs' });
  }
  if (moves.length === 0) return { versions, moves, clashes };
  const wanted = new Map(moves.map(({ name, to }) => [name, to]));
  const placed = (side: VersionName): Files => replaced(versions[side], wanted, index[side], reader);
  return { versions: { base: placed('base'), ours: placed('ours'), theirs: placed('theirs') }, moves, clashes };
}

/** A version with the named resources at their new places, behind what stands there. */
function replaced(
  files: Files,
  wanted: ReadonlyMap<string, string>,
  index: ResourceIndex,
  reader: DocumentReader,
): Files {
  const result = new Map(files);
  const arriving = new Map<string, string[]>();
  const leaving = new Map<string, Set<string>>();
  for (const { identity, path, part } of index.byKey.values()) {
    const to = wanted.get(nameOf(identity));
    if (to === undefined || to === path) continue;
    arriving.set(to, [...(arriving.get(to) ?? []), part.text]);
    leaving.set(path, (leaving.get(path) ?? new Set()).add(part.text));
  }
  for (const [path, texts] of leaving) {
    const rest = reader.parts(result.get(path) ?? '').filter((part) => !texts.has(part.text));
    const says = rest.some((part) => part.read().class !== 'empty');
    if (says) result.set(path, withSeparators(rest.map((part) => part.text)));
    else result.delete(path);
  }
  for (const [path, texts] of arriving) {
    if (!isYamlPath(path)) continue;
    const there = reader.parts(result.get(path) ?? '').map((part) => part.text);
    result.set(path, withSeparators([...there.filter((text) => text.trim() !== ''), ...texts]));
  }
  return result;
}
