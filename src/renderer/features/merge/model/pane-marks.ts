import { diffWordsOfLines } from '../../../../core/diff/words';
import type { LineSpan } from '../../../../core/diff/words';
import type { LineRange } from '../../../../core/diff/lines';
import type { MergeRegion } from '../../../../core/merge/text/regions';
import type { Pane } from './alignment';
import { regionAt } from './merge-document';
import type { MergeDocument } from './merge-document';
import type { ConflictState, Places } from './result-state';

/** What a region's lines are coloured as. `applied-…`: a change of one side that asks nothing. */
export type MarkTone =
  ConflictState | 'applied-ours' | 'applied-theirs' | 'applied-both' | 'side-ours' | 'side-theirs' | 'side-base';

/** One region as one pane draws it. */
export interface PaneMark {
  readonly index: number;
  readonly range: LineRange;
  readonly tone: MarkTone;
  readonly isConflict: boolean;
}

/** What a pane needs to know about the result. */
export interface ResultSight {
  readonly places: Places;
  /** By position in `document.conflicts`. */
  readonly states: readonly ConflictState[];
}

/** The regions that a pane draws, in order. A side that did not change a region draws nothing there. */
export function paneMarks(document: MergeDocument, sight: ResultSight, pane: Pane): PaneMark[] {
  const marks: PaneMark[] = [];
  let conflict = 0;
  document.regions.forEach((region, index) => {
    const isConflict = region.kind === 'conflict';
    const state = isConflict ? sight.states[conflict++] : undefined;
    const tone = toneOf(region, pane, state);
    if (tone === null) return;
    const range = pane === 'result' ? (sight.places[index]?.range ?? { start: 0, end: 0 }) : region[pane];
    marks.push(...splitBoth({ index, range, tone, isConflict }, region));
  });
  return marks;
}

/** Both sides in a row are drawn as what they are: one side's lines, then the other's. */
function splitBoth(mark: PaneMark, region: MergeRegion): PaneMark[] {
  if (mark.tone !== 'ours-then-theirs' && mark.tone !== 'theirs-then-ours') return [mark];
  const [first, second] =
    mark.tone === 'ours-then-theirs' ? (['ours', 'theirs'] as const) : (['theirs', 'ours'] as const);
  const { start, end } = mark.range;
  const middle = start + region[first].end - region[first].start;
  return [
    { ...mark, tone: first, range: { start, end: middle } },
    { ...mark, tone: second, range: { start: middle, end } },
  ];
}

function toneOf(region: MergeRegion, pane: Pane, state: ConflictState | undefined): MarkTone | null {
  switch (pane) {
    case 'base':
      return 'side-base';
    case 'ours':
      return region.kind === 'theirs-only' ? null : 'side-ours';
    case 'theirs':
      return region.kind === 'ours-only' ? null : 'side-theirs';
    case 'result':
      if (state !== undefined) return state;
      if (region.kind === 'both-same') return 'applied-both';
      return region.kind === 'ours-only' ? 'applied-ours' : 'applied-theirs';
  }
}

const longestWordDiff = 400;

/**
 * Words of a region that differ from the base, in the lines of `version`. Spans count lines from the region's first.
 * Where the base has nothing (both sides added), each side is compared with the other. Nothing for very long regions,
 * where every word would light up.
 */
export function changedWords(
  document: MergeDocument,
  index: number,
  version: 'ours' | 'theirs' | 'result',
  lines: readonly string[],
): readonly LineSpan[] {
  const region = regionAt(document, index);
  const isAddition = region.base.end === region.base.start;
  if (isAddition && (version === 'result' || region.kind !== 'conflict')) return [];
  const against = !isAddition ? 'base' : version === 'ours' ? 'theirs' : 'ours';
  const before = document[against].slice(region[against].start, region[against].end);
  if (lines.length > longestWordDiff || before.length > longestWordDiff) return [];
  if (before.length === 0) return [];
  return withoutIndent(diffWordsOfLines(before, lines).after, lines);
}

/** A line that is new as a whole is marked from its first letter on; an indentation that changed stays marked. */
function withoutIndent(spans: readonly LineSpan[], lines: readonly string[]): LineSpan[] {
  return spans.map((span) => {
    const line = lines[span.line] ?? '';
    const indent = line.length - line.trimStart().length;
    return span.start === 0 && span.end === line.length && indent < line.length ? { ...span, start: indent } : span;
  });
}
