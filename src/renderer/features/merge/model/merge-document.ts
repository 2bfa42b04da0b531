import { splitLines } from '../../../../core/diff/lines';
import type { LineRange } from '../../../../core/diff/lines';
import { mergeText } from '../../../../core/merge/text/regions';
import type { MergeRegion, ThreeTexts } from '../../../../core/merge/text/regions';
import type { ConflictAnswers } from '../../../../contract/merge-values';
import type { StructuredMerge, StructuredQuestion } from '../../../../contract/structure';

/** What the merge by structure knows of a file whose questions it found. */
interface Structure extends Pick<StructuredMerge, 'decisions' | 'notices' | 'fallbacks' | 'proof'> {
  /** One for each region of the document, in the same order. */
  readonly questions: readonly StructuredQuestion[];
  /** Answers that were given before these questions could be asked. */
  readonly premises: ConflictAnswers;
}

/** The three versions of a file and where they differ. Never changes while the file is open. */
export interface MergeDocument {
  readonly texts: ThreeTexts;
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  /** In the order of the text. */
  readonly regions: readonly MergeRegion[];
  /** Positions in `regions` of those that ask something. */
  readonly conflicts: readonly number[];
  /** Changes of one side applied, conflicts as in the base; and where each region lies in it. */
  readonly untouched: { readonly text: string; readonly ranges: readonly LineRange[] };
  /** What the merge by structure says about the regions; null where they were found by lines. */
  readonly structure: Structure | null;
}

export function openMergeDocument(texts: ThreeTexts): MergeDocument {
  const { regions, result, resultRanges } = mergeText(texts);
  return {
    texts,
    base: splitLines(texts.base),
    ours: splitLines(texts.ours),
    theirs: splitLines(texts.theirs),
    regions,
    conflicts: regions.flatMap((region, index) => (region.kind === 'conflict' ? [index] : [])),
    untouched: {
      text: result,
      ranges: regions.map((region) => resultRanges[region.id] ?? { start: 0, end: 0 }),
    },
    structure: null,
  };
}

/** The region at a position in `regions`; asking for one that is not there is a bug. */
export function regionAt(document: MergeDocument, index: number): MergeRegion {
  const region = document.regions[index];
  if (region === undefined) throw new RangeError(`No region ${index} of ${document.regions.length}`);
  return region;
}
