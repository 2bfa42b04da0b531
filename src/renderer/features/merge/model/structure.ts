import type { ConflictAnswers, ConflictValue } from '../../../../contract/merge-values';
import type { RegionChoice } from '../../../../contract/merge';
import type { StructuredMerge } from '../../../../contract/structure';
import { splitLines } from '../../../../core/diff/lines';
import { linesUnder } from '../../../../core/merge/text/choices';
import { regionAt } from './merge-document';
import type { MergeDocument } from './merge-document';

type PlannedMerge = Extract<StructuredMerge, { kind: 'structure' }>;

/**
 * A document whose regions are the questions of the merge by structure.
 *
 * Its three texts differ in the questions alone: what structure settled is in all of them. Regions may touch.
 */
export function openStructuredDocument(merge: PlannedMerge, premises: ConflictAnswers): MergeDocument {
  const { texts, questions, decisions, notices, fallbacks, proof } = merge;
  return {
    texts,
    base: splitLines(texts.base),
    ours: splitLines(texts.ours),
    theirs: splitLines(texts.theirs),
    regions: questions.map(({ conflicts, ranges }) => ({
      id: conflicts.map(({ id }) => id).join(' + '),
      kind: 'conflict',
      ...ranges,
    })),
    conflicts: questions.map((_, index) => index),
    untouched: { text: texts.base, ranges: questions.map(({ ranges }) => ranges.base) },
    structure: { questions, premises, decisions, notices, fallbacks, proof },
  };
}

/** The conflict that a region asks about, when structure found it. The first, where several share their lines. */
export function conflictAt(document: MergeDocument, index: number): ConflictValue | null {
  return document.structure?.questions[index]?.conflicts[0] ?? null;
}

/** The lines that a choice puts into a region. "Both" of a question by structure is what the merge makes of both. */
export function candidateLines(
  document: MergeDocument,
  index: number,
  choice: Exclude<RegionChoice, 'edited'>,
): readonly string[] {
  const region = regionAt(document, index);
  const merged = mergedBoth(document, index);
  if (merged === null || choice === 'base' || choice === 'ours' || choice === 'theirs')
    return linesUnder(document, region, choice);
  if (choice === 'ours-then-theirs' || !canSwap(document, index)) return merged;
  return linesUnder(document, region, 'theirs-then-ours');
}

function mergedBoth(document: MergeDocument, index: number): readonly string[] | null {
  return document.structure?.questions[index]?.answers.find(({ choice }) => choice === 'both')?.lines ?? null;
}

/** True when both are ours and theirs in a row, so that the other order is another result. */
function canSwap(document: MergeDocument, index: number): boolean {
  const merged = mergedBoth(document, index);
  if (merged === null) return document.structure === null;
  return merged.join('\n') === linesUnder(document, regionAt(document, index), 'ours-then-theirs').join('\n');
}

/** True when both sides can be taken. Two values of one key cannot: only the merge knows what takes both. */
export function canTakeBoth(document: MergeDocument, index: number): boolean {
  if (document.structure !== null) return mergedBoth(document, index) !== null;
  const { ours, theirs } = regionAt(document, index);
  return ours.end > ours.start && theirs.end > theirs.start;
}
