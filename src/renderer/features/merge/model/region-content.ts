import type { RegionChoice } from '../../../../contract/merge';
import { linesUnder } from '../../../../core/merge/text/choices';
import type { MergeRegion } from '../../../../core/merge/text/regions';
import type { MergeDocument } from './merge-document';
import { candidateLines } from './structure';

/** A choice that has lines of its own. */
export type SideChoice = Exclude<RegionChoice, 'edited'>;

/** Where two choices give the same lines, the first of these names them. */
const naming: readonly SideChoice[] = ['base', 'ours', 'theirs', 'ours-then-theirs', 'theirs-then-ours'];

/** What the lines of a region are: one side, both in a row, the base, or a person's own. */
export function contentOf(document: MergeDocument, index: number, lines: readonly string[]): RegionChoice {
  const same = (choice: SideChoice): boolean => {
    const candidate = candidateLines(document, index, choice);
    return candidate.length === lines.length && candidate.every((line, at) => line === lines[at]);
  };
  return naming.find(same) ?? 'edited';
}

/** True when the two sides differ in nothing but white space: noise, and worth saying so. */
export function differsOnlyInWhitespace(document: MergeDocument, region: MergeRegion): boolean {
  const bare = (side: SideChoice): string => linesUnder(document, region, side).join('').replaceAll(/\s+/g, '');
  return bare('ours') === bare('theirs');
}
