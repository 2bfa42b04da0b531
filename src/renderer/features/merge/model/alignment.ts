import type { LineRange } from '../../../../core/diff/lines';
import type { MergeDocument } from './merge-document';
import type { Places } from './result-state';

export type Pane = 'base' | 'ours' | 'result' | 'theirs';

/** Empty rows below a line of one pane. `afterLine` counts from 1; 0 is above the first line. */
export interface Spacer {
  readonly afterLine: number;
  readonly rows: number;
}

/** Where a region stands in the common grid of rows, the same in every pane. */
export interface RegionRows {
  readonly top: number;
  /** The tallest pane's lines. */
  readonly height: number;
}

/**
 * Spacers that make all four panes equally tall, region by region, so that one scroll position fits all.
 *
 * Holds for unwrapped lines of one height.
 */
export interface Alignment {
  readonly spacers: Readonly<Record<Pane, readonly Spacer[]>>;
  readonly rows: readonly RegionRows[];
  readonly totalRows: number;
}

const panes: readonly Pane[] = ['base', 'ours', 'result', 'theirs'];

export function alignPanes(document: MergeDocument, places: Places, resultLength: number): Alignment {
  const spacers: Record<Pane, Spacer[]> = { base: [], ours: [], result: [], theirs: [] };
  const rows: RegionRows[] = [];
  const at: Record<Pane, number> = { base: 0, ours: 0, result: 0, theirs: 0 };
  let row = 0;
  const advance = (to: Readonly<Record<Pane, number>>): RegionRows => {
    const height = Math.max(...panes.map((pane) => to[pane] - at[pane]));
    for (const pane of panes) {
      const missing = height - (to[pane] - at[pane]);
      if (missing > 0) addSpacer(spacers[pane], { afterLine: to[pane], rows: missing });
      at[pane] = to[pane];
    }
    const reached = { top: row, height };
    row += height;
    return reached;
  };
  document.regions.forEach((region, index) => {
    const result: LineRange = places[index]?.range ?? { start: 0, end: 0 };
    advance({ base: region.base.start, ours: region.ours.start, result: result.start, theirs: region.theirs.start });
    rows.push(advance({ base: region.base.end, ours: region.ours.end, result: result.end, theirs: region.theirs.end }));
  });
  advance({
    base: document.base.length,
    ours: document.ours.length,
    result: resultLength,
    theirs: document.theirs.length,
  });
  return { spacers, rows, totalRows: row };
}

/** Two spacers below the same line are one: editors draw them in no certain order. */
function addSpacer(list: Spacer[], spacer: Spacer): void {
  const last = list.at(-1);
  if (last?.afterLine === spacer.afterLine) list[list.length - 1] = { ...last, rows: last.rows + spacer.rows };
  else list.push(spacer);
}

/** Positions of the regions that meet the rows `[top, bottom)`, first and one past the last. */
export function regionsWithin(rows: readonly RegionRows[], top: number, bottom: number): LineRange {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const region = rows[middle];
    if (region !== undefined && region.top + region.height < top) low = middle + 1;
    else high = middle;
  }
  let end = low;
  while (end < rows.length && (rows[end]?.top ?? Infinity) <= bottom) end++;
  return { start: low, end };
}
