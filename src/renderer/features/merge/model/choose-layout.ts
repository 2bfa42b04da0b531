import type { Settings } from '../../../../contract/settings';
import { regionAt } from './merge-document';
import type { MergeDocument } from './merge-document';

/** Below this the reasons lie above the question, so they come only when they are asked for. */
export const wideWindow = '(min-width: 1201px)';

export type MergeLayout = 'inline' | 'three-pane';

const fewConflicts = 3;
const shortLines = 12;

/** Questions about values, and a few short ones about lines, are answered inline; everything else in three panes. */
export function chooseLayout(document: MergeDocument, setting: Settings['mergeLayout']): MergeLayout {
  if (setting !== 'automatic') return setting;
  if (document.structure !== null) return 'inline';
  const short = document.conflicts.every((index) => {
    const { base, ours, theirs } = regionAt(document, index);
    return [base, ours, theirs].every(({ start, end }) => end - start <= shortLines);
  });
  return document.conflicts.length <= fewConflicts && short ? 'inline' : 'three-pane';
}
