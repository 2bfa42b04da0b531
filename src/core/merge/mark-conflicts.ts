import type { MergeOutcome } from './merge-outcome';
import { joinAttributes, splitThree } from './text/attributes';
import type { MarkedText, MarkerLabels } from './text/markers';
import { renderMarkers } from './text/markers';
import { mergeText } from './text/regions';

/** The outcome as one text in which each open conflict stands between diff3 markers of safe length. */
export function markConflicts(outcome: Pick<MergeOutcome, 'open'>, labels: MarkerLabels): MarkedText {
  const sides = splitThree(outcome.open);
  const texts = { base: sides.base.body, ours: sides.ours.body, theirs: sides.theirs.body };
  const { regions, result } = mergeText(texts);
  const marked = renderMarkers({ ...texts, regions, result, labels });
  return { ...marked, text: joinAttributes(marked.text, sides.ours.attributes) };
}
