import type { ParseProblem } from './parse';
import type { TextPositions } from './positions';
import type { TextRange } from './split';

const MARKER_LINES = /^(?:(?:<{7,}|\|{7,}|>{7,})(?: .*)?|={7,})\r?$/gm;
/** Rows of `=` and `|` underline titles and draw tables; these two mean a conflict. */
const SURE = /^(?:<{7,}|>{7,})(?: |\r?$)/m;

/**
 * The one problem of a text that cannot be parsed because git's conflict markers are in it, at the first of them; null
 * when there are none. What the parser says of such lines would be many sentences about something else.
 */
export function conflictMarkersIn(text: string, range: TextRange, positions: TextPositions): ParseProblem | null {
  const source = text.slice(range.start, range.end);
  if (!SURE.test(source)) return null;
  const offsets = [...source.matchAll(MARKER_LINES)].map(({ index }) => range.start + index);
  const [first, last] = [offsets[0], offsets.at(-1)];
  if (first === undefined || last === undefined) return null;
  const until = first === last ? '' : `, up to line ${positions.at(last).line + 1}`;
  return {
    code: 'CONFLICT_MARKERS',
    message: `Conflict markers of a merge stand here${until}: resolve the file in Merge, or keep one side and take the markers out.`,
    offset: first,
  };
}
