import { regionsWithin } from './alignment';
import type { Alignment } from './alignment';
import type { MergeDocument } from './merge-document';
import { regionAt } from './merge-document';
import type { ConflictState, Places } from './result-state';

/** A band between a side's lines and the result's lines of one region, in pixels from the top of the panes. */
export interface Connector {
  readonly index: number;
  readonly topPx: number;
  readonly sideBottomPx: number;
  readonly resultBottomPx: number;
  readonly isConflict: boolean;
  /** The result holds this side's lines. */
  readonly isTaken: boolean;
}

export interface ConnectorFrame {
  readonly alignment: Alignment;
  readonly scrollTopPx: number;
  readonly heightPx: number;
  readonly rowPx: number;
  readonly paddingPx: number;
}

const takes: Readonly<Record<ConflictState, readonly ('ours' | 'theirs')[]>> = {
  unresolved: [],
  base: [],
  edited: [],
  ours: ['ours'],
  theirs: ['theirs'],
  'ours-then-theirs': ['ours', 'theirs'],
  'theirs-then-ours': ['ours', 'theirs'],
};

/** The bands that can be seen between one side and the result. */
export function connectorsOf(
  document: MergeDocument,
  sight: { readonly places: Places; readonly stateOf: (index: number) => ConflictState | null },
  side: 'ours' | 'theirs',
  frame: ConnectorFrame,
): Connector[] {
  const { alignment, scrollTopPx, heightPx, rowPx, paddingPx } = frame;
  const seen = regionsWithin(
    alignment.rows,
    Math.floor(scrollTopPx / rowPx) - 1,
    Math.ceil((scrollTopPx + heightPx) / rowPx) + 1,
  );
  const connectors: Connector[] = [];
  for (let index = seen.start; index < seen.end; index++) {
    const region = regionAt(document, index);
    const rows = alignment.rows[index];
    const place = sight.places[index];
    const unchanged = side === 'ours' ? 'theirs-only' : 'ours-only';
    if (rows === undefined || place === undefined || region.kind === unchanged) continue;
    const topPx = rows.top * rowPx + paddingPx - scrollTopPx;
    const state = sight.stateOf(index);
    connectors.push({
      index,
      topPx,
      sideBottomPx: topPx + (region[side].end - region[side].start) * rowPx,
      resultBottomPx: topPx + (place.range.end - place.range.start) * rowPx,
      isConflict: state !== null,
      isTaken: state === null || takes[state].includes(side),
    });
  }
  return connectors;
}

/** The outline of a band across a gutter of `widthPx`; `side` says which edge the side's pane lies on. */
export function bandPath(connector: Connector, side: 'ours' | 'theirs', widthPx: number): string {
  const { topPx, sideBottomPx, resultBottomPx } = connector;
  // A region without lines is a hairline, not nothing.
  const sideBottom = Math.max(sideBottomPx, topPx + 1);
  const resultBottom = Math.max(resultBottomPx, topPx + 1);
  const [leftBottom, rightBottom] = side === 'ours' ? [sideBottom, resultBottom] : [resultBottom, sideBottom];
  const middle = widthPx / 2;
  return `M0 ${topPx}H${widthPx}V${rightBottom}` + `C${middle} ${rightBottom} ${middle} ${leftBottom} 0 ${leftBottom}Z`;
}
