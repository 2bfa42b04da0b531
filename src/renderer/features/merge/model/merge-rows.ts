import type { ConflictFile, ConflictShape } from '../../../../contract/merge';
import { revealCharacters } from '../../../../core/text/reveal-characters';

/** What the list knows of a path's conflicts; null while they are not counted. */
export interface FileCount {
  readonly total: number;
  readonly unresolved: number;
}

export type MergeRow =
  | {
      readonly kind: 'file';
      readonly key: string;
      readonly file: ConflictFile;
      readonly count: FileCount | null;
      readonly isExpanded: boolean | null;
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
  isExpanded: (path: string) => boolean,
): MergeRow[] {
  const isDone = (file: ConflictFile): boolean => countOf(file.path)?.unresolved === 0;
  const files = [...conflicts.filter((file) => !isDone(file)), ...conflicts.filter(isDone)];
  const rows = files.flatMap((file): MergeRow[] => {
    const count = countOf(file.path);
    const holds = count !== null && count.total > 0;
    const opened = holds && isExpanded(file.path);
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
  if (count.total === 0) return 'fits together';
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
    return files === 0 ? 'No conflicts' : `All ${files} ${files === 1 ? 'file' : 'files'} resolved`;
  let left = 0;
  let total = 0;
  for (const file of conflicts) {
    const count = countOf(file.path);
    left += count?.unresolved ?? 1;
    total += count?.total ?? 1;
  }
  const inFiles = conflicts.length === 1 ? 'in 1 file' : `in ${conflicts.length} files`;
  if (left === 0) return `All answered, ${conflicts.length} ${conflicts.length === 1 ? 'file' : 'files'} to write`;
  return `${left} of ${total} ${total === 1 ? 'conflict' : 'conflicts'} left ${inFiles}`;
}

export const spokenFile = (file: ConflictFile, count: FileCount | null): string =>
  `${revealCharacters(file.path)}, ${countWords(file, count)}. ${file.sentence}`;
