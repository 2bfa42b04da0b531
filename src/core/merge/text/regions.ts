import type { LineChange, LineRange } from '../../diff/lines';
import { diffLines, splitLines } from '../../diff/lines';

/** The three versions of one text. Line ends are `\n`; byte order mark and line-end style are attributes.ts's. */
export interface ThreeTexts {
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
}

export type RegionKind = 'ours-only' | 'theirs-only' | 'both-same' | 'conflict';

/** A stretch that at least one side changed. Lines are 0-based, `end` exclusive. */
export interface MergeRegion {
  /** The same for the same three texts; unique within them. */
  readonly id: string;
  readonly kind: RegionKind;
  readonly base: LineRange;
  readonly ours: LineRange;
  readonly theirs: LineRange;
}

export interface TextMerge {
  /** In the order of the text; between two regions lies at least one line that nobody changed. */
  readonly regions: readonly MergeRegion[];
  /** Changes of one side are applied; a conflict shows the base's lines. */
  readonly result: string;
  readonly resultRanges: Readonly<Record<string, LineRange>>;
}

/** Whether every change could be applied without a person. */
export function isClean(merge: TextMerge): boolean {
  return merge.regions.every((region) => region.kind !== 'conflict');
}

/**
 * Three-way merge by lines. Changes of the two sides that overlap or touch (no unchanged line between them) form one
 * region, a conflict unless both sides say the same; this is git's own rule.
 */
export function mergeText(texts: ThreeTexts): TextMerge {
  const base = splitLines(texts.base);
  const ours = splitLines(texts.ours);
  const theirs = splitLines(texts.theirs);
  const regions = findRegions(base, ours, theirs);
  const result: string[] = [];
  const resultRanges: Record<string, LineRange> = {};
  let at = 0;
  for (const region of regions) {
    for (; at < region.base.start; at++) result.push(base[at] as string);
    const start = result.length;
    for (const line of settledLines(region, base, ours, theirs)) result.push(line);
    resultRanges[region.id] = { start, end: result.length };
    at = region.base.end;
  }
  for (; at < base.length; at++) result.push(base[at] as string);
  return { regions, result: result.join('\n'), resultRanges };
}

function settledLines(region: MergeRegion, base: string[], ours: string[], theirs: string[]): string[] {
  switch (region.kind) {
    case 'ours-only':
    case 'both-same':
      return ours.slice(region.ours.start, region.ours.end);
    case 'theirs-only':
      return theirs.slice(region.theirs.start, region.theirs.end);
    case 'conflict':
      return base.slice(region.base.start, region.base.end);
  }
}

/** One side's changes, read in order; knows where an unchanged base line lies in that side. */
class SideReader {
  private next = 0;
  private shift = 0;

  constructor(private readonly changes: readonly LineChange[]) {}

  get start(): number {
    return this.changes[this.next]?.before.start ?? Infinity;
  }

  /** Takes the changes that overlap or touch base lines up to `end`; returns how far the last one reaches. */
  takeWithin(start: number, end: number): number {
    let reach = end;
    for (
      let change = this.changes[this.next];
      change && change.before.start <= reach;
      change = this.changes[this.next]
    ) {
      if (change.before.start < start) break;
      reach = Math.max(reach, change.before.end);
      this.shift = change.after.end - change.before.end;
      this.next++;
    }
    return reach;
  }

  toSide(baseLine: number): number {
    return baseLine + this.shift;
  }
}

/** Regions of three lists of lines; see {@link mergeText}. */
function findRegions(base: readonly string[], ours: readonly string[], theirs: readonly string[]): MergeRegion[] {
  const oursReader = new SideReader(diffLines(base, ours));
  const theirsReader = new SideReader(diffLines(base, theirs));
  const regions: MergeRegion[] = [];
  for (;;) {
    const start = Math.min(oursReader.start, theirsReader.start);
    if (start === Infinity) return regions;
    const before = { ours: oursReader.toSide(start), theirs: theirsReader.toSide(start) };
    const touched = { ours: false, theirs: false };
    let end = start;
    for (let grew = true; grew;) {
      const oursStart = oursReader.start;
      const theirsStart = theirsReader.start;
      end = oursReader.takeWithin(start, end);
      end = theirsReader.takeWithin(start, end);
      touched.ours ||= oursReader.start !== oursStart;
      touched.theirs ||= theirsReader.start !== theirsStart;
      grew = oursReader.start !== oursStart || theirsReader.start !== theirsStart;
    }
    const range = {
      base: { start, end },
      ours: { start: before.ours, end: oursReader.toSide(end) },
      theirs: { start: before.theirs, end: theirsReader.toSide(end) },
    };
    regions.push({ id: `${start}-${end}`, kind: kindOf(touched, range, ours, theirs), ...range });
  }
}

function kindOf(
  touched: { ours: boolean; theirs: boolean },
  range: { ours: LineRange; theirs: LineRange },
  ours: readonly string[],
  theirs: readonly string[],
): RegionKind {
  if (!touched.theirs) return 'ours-only';
  if (!touched.ours) return 'theirs-only';
  const length = range.ours.end - range.ours.start;
  if (length !== range.theirs.end - range.theirs.start) return 'conflict';
  for (let at = 0; at < length; at++) {
    if (ours[range.ours.start + at] !== theirs[range.theirs.start + at]) return 'conflict';
  }
  return 'both-same';
}
