import { splitLines } from '../../diff/lines';
import type { ResultUnderMerge } from './choices';
import { linesUnder, readRegions } from './choices';

/** Names behind the markers: `<<<<<<< ours`, `||||||| base`, `>>>>>>> theirs`. */
export interface MarkerLabels {
  readonly ours: string;
  readonly base: string;
  readonly theirs: string;
}

export interface MarkedText {
  readonly text: string;
  readonly conflicts: number;
  readonly markerLength: number;
}

const MARKER_LINE = /^(<{7,}|\|{7,}|={7,}|>{7,})(?: .*)?\r?$/;

/**
 * The result with its open conflicts as diff3-style markers, for tools that know nothing else.
 *
 * Open is a conflict whose lines in the result are still the base's and whose id is not in `settled`. Markers are
 * longer than any marker-like run in the texts, at least seven, so that a reader cannot mistake content for a marker.
 */
export function renderMarkers(
  state: ResultUnderMerge & { readonly labels: MarkerLabels; readonly settled?: readonly string[] },
): MarkedText {
  const markerLength = safeMarkerLength([state.base, state.ours, state.theirs, state.result]);
  const readings = readRegions(state);
  const result = splitLines(state.result);
  const sides = { base: splitLines(state.base), ours: splitLines(state.ours), theirs: splitLines(state.theirs) };
  const settled = new Set(state.settled ?? []);
  const lines: string[] = [];
  let at = 0;
  let conflicts = 0;
  for (const region of state.regions) {
    const reading = readings[region.id];
    if (region.kind !== 'conflict' || reading?.content !== 'base' || settled.has(region.id)) continue;
    for (const line of result.slice(at, reading.range.start)) lines.push(line);
    const under = (side: keyof typeof sides): string[] => linesUnder(sides, region, side);
    const conflict = { ours: under('ours'), base: under('base'), theirs: under('theirs') };
    for (const line of markedLines(conflict, state.labels, markerLength)) lines.push(line);
    at = reading.range.end;
    conflicts++;
  }
  for (const line of result.slice(at)) lines.push(line);
  return { text: lines.join('\n'), conflicts, markerLength };
}

/** One conflict as marker lines around the three sides' lines. */
function markedLines(
  sides: { readonly ours: readonly string[]; readonly base: readonly string[]; readonly theirs: readonly string[] },
  labels: MarkerLabels,
  length: number,
): string[] {
  const marker = (sign: string, label: string): string => `${sign.repeat(length)} ${oneLine(label)}`.trimEnd();
  return [
    marker('<', labels.ours),
    ...sides.ours,
    marker('|', labels.base),
    ...sides.base,
    '='.repeat(length),
    ...sides.theirs,
    marker('>', labels.theirs),
  ];
}

function oneLine(label: string): string {
  return label.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** One more than the longest run of a marker's sign that starts a line in any of the texts; at least seven. */
function safeMarkerLength(texts: readonly string[]): number {
  let longest = 6;
  for (const text of texts) {
    for (const match of text.matchAll(/^(?:<{7,}|\|{7,}|={7,}|>{7,})/gm)) longest = Math.max(longest, match[0].length);
  }
  return longest + 1;
}

type Sign = '<' | '|' | '=' | '>';

/** A conflict marker that still stands in a text. `line` is 0-based. */
export interface LeftoverMarker {
  readonly line: number;
  readonly sign: Sign;
  readonly text: string;
}

/** A whole conflict left in a text; lines of its markers, 0-based. */
export interface LeftoverConflict {
  readonly start: number;
  readonly base: number | null;
  readonly middle: number;
  readonly end: number;
}

export interface MarkerReading {
  /** Whole conflicts, in order. */
  readonly conflicts: readonly LeftoverConflict[];
  /** Every marker line that must go, those of whole conflicts included. */
  readonly markers: readonly LeftoverMarker[];
}

/**
 * Finds conflict markers that were left in a text.
 *
 * `<<<<<<<` and `>>>>>>>` lines count on their own. `=======` and `|||||||` count only in the company of one of
 * them at the same length, because underlined titles and tables look the same. A line that stands as often in every
 * one of `inputs` is content, not a leftover.
 */
export function readMarkers(text: string, inputs: readonly string[] = []): MarkerReading {
  const markers = candidates(text, inputs);
  const conflicts: LeftoverConflict[] = [];
  const kept = new Set<LeftoverMarker>();
  let open: { start: Candidate; base: Candidate | null; middle: Candidate | null } | null = null;
  for (const marker of markers) {
    if (marker.sign === '<') {
      kept.add(marker);
      open = { start: marker, base: null, middle: null };
    } else if (marker.sign === '>') {
      kept.add(marker);
      if (open?.middle && open.start.length === marker.length) {
        conflicts.push({
          start: open.start.line,
          base: open.base?.line ?? null,
          middle: open.middle.line,
          end: marker.line,
        });
        kept.add(open.middle);
        if (open.base) kept.add(open.base);
      }
      open = null;
    } else if (open?.start.length === marker.length) {
      if (marker.sign === '|' && open.base === null && open.middle === null) open.base = marker;
      if (marker.sign === '=' && open.middle === null) open.middle = marker;
    }
  }
  keepStrays(markers, kept);
  const left = markers.filter((marker) => kept.has(marker));
  return { conflicts, markers: left.map(({ line, sign, text: shown }) => ({ line, sign, text: shown })) };
}

interface Candidate extends LeftoverMarker {
  readonly length: number;
}

function candidates(text: string, inputs: readonly string[]): Candidate[] {
  if (!/^(?:<{7}|>{7})/m.test(text)) return [];
  const known = inputs.length === 0 ? new Map<string, number>() : knownLines(inputs);
  const found: Candidate[] = [];
  splitLines(text).forEach((line, number) => {
    const match = MARKER_LINE.exec(line);
    if (!match) return;
    const sign = line[0] as Sign;
    const length = (match[1] ?? '').length;
    const middle = sign === '=' && line.trimEnd().length !== length;
    if (middle) return;
    const left = known.get(line) ?? 0;
    if (left > 0) known.set(line, left - 1);
    else found.push({ line: number, sign, text: line, length });
  });
  return found;
}

/** Marker-like lines and how often each stands in all of the inputs. */
function knownLines(inputs: readonly string[]): Map<string, number> {
  const counts = inputs.map((input) => {
    const count = new Map<string, number>();
    for (const line of splitLines(input)) if (MARKER_LINE.test(line)) count.set(line, (count.get(line) ?? 0) + 1);
    return count;
  });
  const known = new Map<string, number>();
  for (const [line, count] of counts[0] ?? []) {
    known.set(line, Math.min(count, ...counts.slice(1).map((other) => other.get(line) ?? 0)));
  }
  return known;
}

/** A `=======` or `|||||||` directly between stray `<` and `>` markers of its length belongs to them. */
function keepStrays(markers: readonly Candidate[], kept: Set<LeftoverMarker>): void {
  markers.forEach((marker, index) => {
    if (marker.sign === '<' || marker.sign === '>') return;
    const before = markers.slice(0, index).findLast((other) => other.sign === '<' || other.sign === '>');
    const after = markers.slice(index + 1).find((other) => other.sign === '<' || other.sign === '>');
    const openBefore = before?.sign === '<' && before.length === marker.length;
    const openAfter = after?.sign === '>' && after.length === marker.length;
    if (openBefore || openAfter) kept.add(marker);
  });
}
