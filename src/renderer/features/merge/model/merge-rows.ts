import type { ConflictFile, ConflictShape } from '../../../../contract/merge';
import { revealCharacters } from '../../../../core/text/reveal-characters';

/** What the list knows of a path's conflicts; null while they are not counted. */
export interface FileCount {
  readonly total: number;
  readonly unresolved: number;
  /** The resource of each conflict and whether it is open, when all of them are of resources. */
  readonly of?: readonly { readonly resource: string; readonly isOpen: boolean }[];
  /** Structure settled it: nothing is asked, and there is a proof. */
  readonly isSettled?: boolean;
}

export type MergeRow =
  | {
      readonly kind: 'file';
      readonly key: string;
      readonly file: ConflictFile;
      readonly count: FileCount | null;
      readonly isExpanded: boolean | null;
    }
  | {
      readonly kind: 'resource';
      readonly key: string;
      readonly path: string;
      readonly resource: string;
      readonly count: FileCount;
      readonly isExpanded: boolean;
    }
  | { readonly kind: 'conflict'; readonly key: string; readonly path: string; readonly number: number }
  | { readonly kind: 'resolved'; readonly key: string; readonly path: string };

export const conflictKey = (path: string, number: number): string => `conflict ${number} ${path}`;
export const fileKey = (path: string): string => `file ${path}`;

/** Open files first, in their order; then those whose answers are complete; then what is resolved in git. */
export function mergeRows(
  conflicts: readonly ConflictFile[],
  resolved: readonly string[],
  countOf: (path: string) => FileCount | null,
  isExpanded: (key: string, path: string) => boolean,
  grouping: 'resource' | 'file' = 'file',
): MergeRow[] {
  const isDone = (file: ConflictFile): boolean => countOf(file.path)?.unresolved === 0;
  const files = [...conflicts.filter((file) => !isDone(file)), ...conflicts.filter(isDone)];
  const rows = files.flatMap((file): MergeRow[] => {
    const count = countOf(file.path);
    if (grouping === 'resource' && count?.of !== undefined && count.total > 0)
      return resourceRows(file.path, count.of, isExpanded);
    const holds = count !== null && count.total > 0;
    const opened = holds && isExpanded(fileKey(file.path), file.path);
    const numbers = opened ? Array.from({ length: count.total }, (_, number) => number) : [];
    return [
      { kind: 'file', key: fileKey(file.path), file, count, isExpanded: holds ? opened : null },
      ...numbers.map((number): MergeRow => ({
        kind: 'conflict',
        key: conflictKey(file.path, number),
        path: file.path,
        number,
      })),
    ];
  });
  return [...rows, ...resolved.map((path): MergeRow => ({ kind: 'resolved', key: `resolved ${path}`, path }))];
}

/** The conflicts of a file under the resources that they are of; a resource without open ones sinks. */
function resourceRows(
  path: string,
  conflicts: NonNullable<FileCount['of']>,
  isExpanded: (key: string, path: string) => boolean,
): MergeRow[] {
  const groups = [...new Set(conflicts.map(({ resource }) => resource))].map((resource) => {
    const numbers = conflicts.flatMap((one, number) => (one.resource === resource ? [number] : []));
    const unresolved = numbers.filter((number) => conflicts[number]?.isOpen === true).length;
    return { resource, numbers, unresolved };
  });
  const sorted = [
    ...groups.filter(({ unresolved }) => unresolved > 0),
    ...groups.filter(({ unresolved }) => unresolved === 0),
  ];
  return sorted.flatMap(({ resource, numbers, unresolved }): MergeRow[] => {
    const key = `resource ${resource} ${path}`;
    const opened = isExpanded(key, path);
    const count = { total: numbers.length, unresolved };
    return [
      { kind: 'resource', key, path, resource, count, isExpanded: opened },
      ...(opened ? numbers : []).map((number): MergeRow => ({
        kind: 'conflict',
        key: conflictKey(path, number),
        path,
        number,
      })),
    ];
  });
}

const shapes: Readonly<Record<ConflictShape, string>> = {
  text: 'text',
  'delete-modify': 'deleted and changed',
  binary: 'binary',
  mode: 'mode',
  symlink: 'link',
  submodule: 'submodule',
  rename: 'renamed',
  'too-large': 'too large',
};

/** "2 of 5 left", "all 5 answered", or what kind of question the file is. */
export function countWords(file: ConflictFile, count: FileCount | null): string {
  if (count === null) return shapes[file.shape];
  if (count.isSettled === true) return 'resolved by structure';
  if (count.total === 0) return 'fits together';
  return leftWords(count);
}

export function leftWords(count: FileCount): string {
  if (count.unresolved === 0) return count.total === 1 ? 'answered' : `all ${count.total} answered`;
  return `${count.unresolved} of ${count.total} left`;
}

/** How far the whole merge is, for the top bar. */
export function progressWords(
  conflicts: readonly ConflictFile[],
  resolvedCount: number,
  countOf: (path: string) => FileCount | null,
): string {
  const files = conflicts.length + resolvedCount;
  if (conflicts.length === 0)
    return files === 0 ? 'No conflicts' : files === 1 ? '1 file resolved' : `All ${files} files resolved`;
  let left = 0;
  let total = 0;
  for (const file of conflicts) {
    const count = countOf(file.path);
    left += count?.unresolved ?? 1;
    total += count?.total ?? 1;
  }
  const ofFiles = `${conflicts.length} of ${files} ${files === 1 ? 'file' : 'files'} left`;
  if (left === 0) return `${ofFiles}, all answered`;
  return `${ofFiles}, ${left} of ${total} ${total === 1 ? 'conflict' : 'conflicts'} open`;
}

export const spokenFile = (file: ConflictFile, count: FileCount | null): string =>
  `${revealCharacters(file.path)}, ${countWords(file, count)}. ${file.sentence}`;
