import { readDocuments } from '../../yaml/documents';
import type { YamlDocument } from '../../yaml/documents';
import { identityKey } from '../../yaml/identity';
import { readMarkers } from '../text/markers';

/** One file as it is about to be committed, with the versions that met; null where a side has none. */
export interface FileToCommit {
  readonly path: string;
  readonly result: string;
  readonly ours: string | null;
  readonly theirs: string | null;
}

/** Something that is wrong in a merge and was wrong on neither side. */
export interface CommitProblem {
  readonly path: string;
  /** From 1; null where it is no matter of one line. */
  readonly line: number | null;
  readonly sentence: string;
}

/**
 * The gate before a merge is committed, for files however they came to be: by hand, by `git rerere`, by a driver.
 *
 * Looks for conflict markers, for YAML that cannot be read, for keys and for resources that stand twice. What one of
 * the sides had already is theirs and no problem of this merge.
 */
export function checkCommit(files: readonly FileToCommit[]): CommitProblem[] {
  const read = files.map((file) => ({ file, documents: documentsOf(file.path, file.result) }));
  return [
    ...read.flatMap(({ file }) => leftMarkers(file)),
    ...read.flatMap(({ file, documents }) => newFaults(file, documents)),
    ...doubledResources(files, read),
  ];
}

const isYaml = (path: string): boolean => /\.ya?ml$/i.test(path);

const documentsOf = (path: string, text: string | null): readonly YamlDocument[] =>
  text === null || !isYaml(path) ? [] : readDocuments(text);

function leftMarkers({ path, result, ours, theirs }: FileToCommit): CommitProblem[] {
  const sides = [ours, theirs].filter((side) => side !== null);
  // What stands on one side alone is that side's content.
  const known = sides.some((side) => readMarkers(side).markers.length > 0);
  const [marker] = readMarkers(
    result,
    known ? sides.filter((side) => readMarkers(side).markers.length > 0) : [],
  ).markers;
  return marker === undefined ? [] : [{ path, line: marker.line + 1, sentence: 'A conflict marker is left.' }];
}

interface Fault {
  readonly words: string;
  readonly line: number;
}

const faultsOf = (documents: readonly YamlDocument[]): Fault[] =>
  documents
    .filter((document) => document.class !== 'template')
    .flatMap((document) =>
      document.problems.map(({ message, line }) => ({ words: message.split('\n', 1)[0] ?? '', line })),
    );

function newFaults(file: FileToCommit, documents: readonly YamlDocument[]): CommitProblem[] {
  const faults = faultsOf(documents);
  if (faults.length === 0) return [];
  const counts = [file.ours, file.theirs].map((side) => count(faultsOf(documentsOf(file.path, side)).map(wordsOf)));
  const seen = new Map<string, number>();
  return faults.flatMap((fault) => {
    const words = wordsOf(fault);
    const times = (seen.get(words) ?? 0) + 1;
    seen.set(words, times);
    const before = Math.max(...counts.map((known) => known.get(words) ?? 0));
    return times <= before
      ? []
      : [{ path: file.path, line: fault.line + 1, sentence: `${fault.words}.`.replace(/\.+$/, '.') }];
  });
}

/** Without the places that some messages name. */
const wordsOf = ({ words }: Fault): string => words.replace(/\bat line \d+.*$/, '').replace(/\d+/g, '#');

function count(words: readonly string[]): ReadonlyMap<string, number> {
  const found = new Map<string, number>();
  for (const word of words) found.set(word, (found.get(word) ?? 0) + 1);
  return found;
}

interface Place {
  readonly path: string;
  readonly line: number;
  readonly name: string;
}

function resourcesOf(path: string, documents: readonly YamlDocument[]): [string, Place][] {
  return documents.flatMap(({ identity, class: kind, contentLine }): [string, Place][] =>
    identity === null || kind !== 'resource'
      ? []
      : [
          [
            identityKey(identity),
            { path, line: contentLine + 1, name: `${identity.kind} ${identity.namespace}/${identity.name}` },
          ],
        ],
  );
}

function doubledResources(
  files: readonly FileToCommit[],
  read: readonly { readonly file: FileToCommit; readonly documents: readonly YamlDocument[] }[],
): CommitProblem[] {
  const places = new Map<string, Place[]>();
  for (const { file, documents } of read)
    for (const [key, place] of resourcesOf(file.path, documents)) places.set(key, [...(places.get(key) ?? []), place]);
  const doubled = [...places].filter(([, found]) => found.length > 1);
  if (doubled.length === 0) return [];
  const before = (['ours', 'theirs'] as const).map((side) =>
    count(files.flatMap((file) => resourcesOf(file.path, documentsOf(file.path, file[side])).map(([key]) => key))),
  );
  return doubled.flatMap(([key, found]) => {
    const known = Math.max(...before.map((counts) => counts.get(key) ?? 0));
    const last = found.at(-1);
    if (found.length <= known || last === undefined) return [];
    const others = [...new Set(found.slice(0, -1).map(({ path }) => path))].join(', ');
    return [{ path: last.path, line: last.line, sentence: `${last.name} stands here and in ${others}.` }];
  });
}
