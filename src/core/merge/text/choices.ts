import type { LineRange } from '../../diff/lines';
import { diffLines, splitLines } from '../../diff/lines';
import type { MergeRegion, ThreeTexts } from './regions';
import { mergeText } from './regions';

/** What a region of the result holds. `edited`: none of the sides nor both in a row. */
export type RegionContent = 'base' | 'ours' | 'theirs' | 'ours-then-theirs' | 'theirs-then-ours' | 'edited';

export interface RegionReading {
  /** Where the region lies in the result as it is now. */
  readonly range: LineRange;
  readonly content: RegionContent;
}

/** Replace the lines of `range` in the result by `replacement`. */
export interface ResultEdit {
  readonly range: LineRange;
  readonly replacement: string[];
}

export interface ResultUnderMerge extends ThreeTexts {
  readonly regions: readonly MergeRegion[];
  readonly result: string;
}

interface Candidate {
  readonly content: RegionContent;
  readonly lines: readonly string[];
}

/**
 * Reads from any result text what stands in each region now, so that the text alone is the state.
 *
 * Where the lines between two regions are untouched the reading is exact. Elsewhere the region is followed through
 * the person's edits by a line diff against the untouched merge; what touches a region counts as its content.
 * Equal contents are named in this order: as the merge left it, ours, theirs, both, base.
 */
export function readRegions(state: ResultUnderMerge): Record<string, RegionReading> {
  const base = splitLines(state.base);
  const result = splitLines(state.result);
  const lines = { base, ours: splitLines(state.ours), theirs: splitLines(state.theirs) };
  const slots = state.regions.map((region, index): Slot => {
    const before = state.regions[index - 1]?.base.end ?? 0;
    const after = state.regions[index + 1]?.base.start ?? base.length;
    return {
      region,
      gap: base.slice(before, region.base.start),
      candidates: candidatesOf(region, lines),
      following: base.slice(region.base.end, after),
      last: index === state.regions.length - 1,
    };
  });
  return readWhole(result, slots) ?? readPiecewise(result, slots, follower(state, result));
}

interface Slot {
  readonly region: MergeRegion;
  readonly gap: readonly string[];
  readonly candidates: readonly Candidate[];
  readonly following: readonly string[];
  readonly last: boolean;
}

/** The reading of a result in which every region holds a known content and nothing else was touched, if it is one. */
function readWhole(result: readonly string[], slots: readonly Slot[]): Record<string, RegionReading> | null {
  const starts: number[] = [slots[0]?.gap.length ?? 0];
  const picks: number[] = [0];
  const failed = new Set<number>();
  if (slots.length > 0 && !matches(result, 0, slots[0]?.gap ?? [])) return null;
  while (picks.length <= slots.length && picks.length > 0) {
    const level = picks.length - 1;
    const slot = slots[level];
    if (!slot) break;
    const start = starts[level] as number;
    const key = level * (result.length + 1) + start;
    const pick = failed.has(key) ? slot.candidates.length : fitting(result, start, slot, picks[level] as number);
    if (pick >= slot.candidates.length) {
      failed.add(key);
      picks.pop();
      starts.pop();
      if (picks.length > 0) picks[picks.length - 1] = (picks.at(-1) as number) + 1;
      continue;
    }
    picks[level] = pick;
    if (slot.last) break;
    picks.push(0);
    starts.push(start + (slot.candidates[pick]?.lines.length ?? 0) + slot.following.length);
  }
  if (picks.length < slots.length) return null;
  return Object.fromEntries(slots.map((slot, level) => [slot.region.id, reading(slot, starts[level], picks[level])]));
}

function reading(slot: Slot, start: number | undefined, pick: number | undefined): RegionReading {
  const candidate = slot.candidates[pick ?? 0];
  const from = start ?? 0;
  return {
    range: { start: from, end: from + (candidate?.lines.length ?? 0) },
    content: candidate?.content ?? 'edited',
  };
}

/** Index of the first candidate from `pick` on that stands at `start` with the untouched lines behind it. */
function fitting(result: readonly string[], start: number, slot: Slot, pick: number): number {
  for (; pick < slot.candidates.length; pick++) {
    const lines = slot.candidates[pick]?.lines ?? [];
    const end = start + lines.length;
    if (!matches(result, start, lines) || !matches(result, end, slot.following)) continue;
    if (!slot.last || end + slot.following.length === result.length) return pick;
  }
  return pick;
}

function readPiecewise(
  result: readonly string[],
  slots: readonly Slot[],
  follow: (id: string) => LineRange,
): Record<string, RegionReading> {
  const readings: Record<string, RegionReading> = {};
  let at = 0;
  for (const slot of slots) {
    const start = at + slot.gap.length;
    const pick = matches(result, at, slot.gap) ? fitting(result, start, slot, 0) : Infinity;
    const known = slot.candidates[pick] ? reading(slot, start, pick) : null;
    const range = known?.range ?? clamp(follow(slot.region.id), at, result.length);
    readings[slot.region.id] = known ?? { range, content: nameOf(result, range, slot.candidates) };
    at = range.end;
  }
  return readings;
}

/** The edit that makes a region of the current result hold `choice`. */
export function applyChoice(options: {
  readonly texts: ThreeTexts;
  readonly regions: readonly MergeRegion[];
  readonly region: MergeRegion;
  readonly choice: Exclude<RegionContent, 'edited'>;
  readonly result: string;
}): ResultEdit {
  const { texts, regions, region, choice, result } = options;
  const reading = readRegions({ ...texts, regions, result })[region.id];
  const range = reading?.range ?? { start: region.base.start, end: region.base.start };
  return { range, replacement: linesOf(region, texts, choice) };
}

/** The lines that a region holds under a choice. */
export function linesOf(region: MergeRegion, texts: ThreeTexts, choice: Exclude<RegionContent, 'edited'>): string[] {
  const side = (name: 'base' | 'ours' | 'theirs'): string[] => splitLines(texts[name]);
  const unused: string[] = [];
  return linesUnder(
    {
      base: choice === 'base' ? side('base') : unused,
      ours: choice === 'base' || choice === 'theirs' ? unused : side('ours'),
      theirs: choice === 'base' || choice === 'ours' ? unused : side('theirs'),
    },
    region,
    choice,
  );
}

/** The three texts split once: splitting them again for each region would make long files crawl. */
export interface ThreeLines {
  readonly base: readonly string[];
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
}

/** The lines that a region holds under a choice. */
export function linesUnder(lines: ThreeLines, region: MergeRegion, choice: Exclude<RegionContent, 'edited'>): string[] {
  const of = (side: keyof ThreeLines): string[] => lines[side].slice(region[side].start, region[side].end);
  switch (choice) {
    case 'base':
    case 'ours':
    case 'theirs':
      return of(choice);
    case 'ours-then-theirs':
      return [...of('ours'), ...of('theirs')];
    case 'theirs-then-ours':
      return [...of('theirs'), ...of('ours')];
  }
}

function candidatesOf(region: MergeRegion, lines: ThreeLines): Candidate[] {
  const order: Exclude<RegionContent, 'edited'>[] = ['ours', 'theirs', 'ours-then-theirs', 'theirs-then-ours', 'base'];
  if (region.kind === 'conflict') order.unshift('base');
  if (region.kind === 'theirs-only') order.unshift('theirs');
  return order.map((content) => ({ content, lines: linesUnder(lines, region, content) }));
}

function matches(result: readonly string[], at: number, lines: readonly string[]): boolean {
  if (at + lines.length > result.length) return false;
  return lines.every((line, index) => result[at + index] === line);
}

function nameOf(result: readonly string[], range: LineRange, candidates: readonly Candidate[]): RegionContent {
  const length = range.end - range.start;
  const found = candidates.find(({ lines }) => lines.length === length && matches(result, range.start, lines));
  return found?.content ?? 'edited';
}

/** Follows regions from the untouched merge to the current result; the diff is made only when it is needed. */
function follower(state: ResultUnderMerge, result: readonly string[]): (id: string) => LineRange {
  let known: { ranges: Readonly<Record<string, LineRange>>; changes: ReturnType<typeof diffLines> } | null = null;
  return (id) => {
    if (known === null) {
      const merge = mergeText(state);
      known = { ranges: merge.resultRanges, changes: diffLines(splitLines(merge.result), result) };
    }
    let { start, end } = known.ranges[id] ?? { start: 0, end: 0 };
    let startShift = 0;
    let endShift = 0;
    const original = { start, end };
    for (const { before, after } of known.changes) {
      if (before.start > original.end) break;
      if (before.end < original.start) {
        startShift = endShift = after.end - before.end;
        continue;
      }
      start = Math.min(start, before.start);
      if (before.start <= original.start) startShift = after.start - before.start;
      end = Math.max(end, before.end);
      endShift = after.end - before.end;
    }
    return { start: start + startShift, end: end + endShift };
  };
}

function clamp(range: LineRange, low: number, high: number): LineRange {
  const start = Math.min(Math.max(range.start, low), high);
  return { start, end: Math.min(Math.max(range.end, start), high) };
}
