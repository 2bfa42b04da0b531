import type { RegionChoice } from '../../../../contract/merge';
import { diffLines, splitLines } from '../../../../core/diff/lines';
import type { LineRange } from '../../../../core/diff/lines';
import { readRegions } from '../../../../core/merge/text/choices';
import type { LineEdit } from './line-change';
import { regionAt } from './merge-document';
import type { MergeDocument } from './merge-document';
import { contentOf } from './region-content';

/** Where a region lies in the result now, and whether a person has answered it. */
export interface RegionPlace {
  readonly range: LineRange;
  /** Only asked of conflicts. Everything else about a region is read from the text. */
  readonly answered: boolean;
}

/** One place for each region of the document, in the same order. */
export type Places = readonly RegionPlace[];

/** What a conflict's row says. */
export type ConflictState = RegionChoice | 'unresolved';

export function untouchedPlaces(document: MergeDocument): Places {
  return document.untouched.ranges.map((range) => ({ range, answered: false }));
}

/** Finds the regions in any text, for instance a draft's; `answered` says which conflicts a person had answered. */
export function placesIn(document: MergeDocument, text: string, answered: (id: string) => boolean): Places {
  if (document.structure !== null) return followedIn(document, splitLines(text), answered);
  const readings = readRegions({ ...document.texts, regions: document.regions, result: text });
  return document.regions.map((region) => ({
    range: readings[region.id]?.range ?? { start: 0, end: 0 },
    answered: answered(region.id),
  }));
}

/** Regions by structure may touch, so they are followed from the untouched text instead of being read. */
function followedIn(document: MergeDocument, lines: readonly string[], answered: (id: string) => boolean): Places {
  const places = placesAfterEdits(untouchedPlaces(document), splitLines(document.untouched.text), lines);
  return places.map(({ range }, index) => ({ range, answered: answered(regionAt(document, index).id) }));
}

/** Where places lie after `before` became `after`, by what changed from one to the other. */
export function placesAfterEdits(places: Places, before: readonly string[], after: readonly string[]): Places {
  return diffLines(before, after)
    .reverse()
    .reduce<Places>((known, change) => {
      const lines = after.slice(change.after.start, change.after.end);
      const edit = { start: change.before.start, end: change.before.end, lines };
      const touched = touchedBy(known, edit);
      return touched.size > 1 ? joined(known, edit, touched) : shifted(known, edit, touched);
    }, places);
}

function touchedBy(places: Places, edit: LineEdit): ReadonlySet<number> {
  const touched = new Set<number>();
  places.forEach((place, index) => {
    if (isTouched(place, edit)) touched.add(index);
  });
  return touched;
}

/** What was written over several regions counts as the first one's; the others have no lines any more. */
function joined(places: Places, edit: LineEdit, touched: ReadonlySet<number>): Places {
  const delta = edit.lines.length - (edit.end - edit.start);
  const ranges = [...touched].map((index) => places[index]?.range ?? { start: edit.start, end: edit.end });
  const start = Math.min(edit.start, ...ranges.map((range) => range.start));
  const end = Math.max(edit.end, ...ranges.map((range) => range.end)) + delta;
  const first = Math.min(...touched);
  return shifted(places, edit, touched).map((place, index) => {
    if (!touched.has(index)) return place;
    return { range: { start: index === first ? start : end, end }, answered: place.answered };
  });
}

export function contentAt(
  document: MergeDocument,
  places: Places,
  lines: readonly string[],
  index: number,
): RegionChoice {
  const range = places[index]?.range ?? { start: 0, end: 0 };
  return contentOf(document, index, lines.slice(range.start, range.end));
}

/** The state of a conflict: recomputed from the text, plus the one thing that no text can tell. */
export function stateAt(
  document: MergeDocument,
  places: Places,
  lines: readonly string[],
  index: number,
): ConflictState {
  return places[index]?.answered === true ? contentAt(document, places, lines, index) : 'unresolved';
}

/**
 * Whether an edit lies inside a region. New lines at the edge of a region that has lines are outside of it, as long
 * as it is open: a line typed below an open conflict must not answer it.
 */
function isTouched(place: RegionPlace, edit: LineEdit): boolean {
  const { start, end } = place.range;
  if (edit.start !== edit.end) return edit.start < end && edit.end > start;
  if (start === end) return edit.start === start;
  return edit.start > start && (edit.start < end || (edit.start === end && place.answered));
}

/**
 * The places after a person's edit of the text.
 *
 * A touched conflict counts as answered unless its lines are the base's again: typing back what was there reopens
 * the question. An edit that runs over several regions is followed by reading the whole text anew.
 */
export function placesAfterEdit(
  document: MergeDocument,
  places: Places,
  edit: LineEdit,
  linesAfter: readonly string[],
): Places {
  const touched = touchedBy(places, edit);
  const followed =
    touched.size <= 1
      ? shifted(places, edit, touched)
      : document.structure === null
        ? reread(document, places, touched, linesAfter)
        : joined(places, edit, touched);
  if (touched.size === 0) return followed;
  return followed.map((place, index) => {
    if (!touched.has(index) || regionAt(document, index).kind !== 'conflict') return place;
    const answered = contentAt(document, followed, linesAfter, index) !== 'base';
    return { range: place.range, answered };
  });
}

function reread(
  document: MergeDocument,
  places: Places,
  touched: ReadonlySet<number>,
  lines: readonly string[],
): Places {
  const read = placesIn(document, lines.join('\n'), () => false);
  return read.map(({ range }, index) => ({ range, answered: touched.has(index) || places[index]?.answered === true }));
}

function shifted(places: Places, edit: LineEdit, touched: ReadonlySet<number>): Places {
  const delta = edit.lines.length - (edit.end - edit.start);
  return places.map((place, index) => {
    const { start, end } = place.range;
    if (touched.has(index)) {
      const from = Math.min(start, edit.start);
      return { range: { start: from, end: Math.max(end, edit.end) + delta }, answered: place.answered };
    }
    // Only what lies behind the edit moves; an empty region at the very end of a removal stays before what follows.
    const behind = edit.start === edit.end ? start >= edit.start : start >= edit.end;
    if (!behind || delta === 0) return place;
    return { range: { start: start + delta, end: end + delta }, answered: place.answered };
  });
}

/** A choice about one region, as the edit of the result that carries it out. */
export interface Answer {
  readonly index: number;
  readonly lines: readonly string[];
}

export function editsOf(places: Places, answers: readonly Answer[]): LineEdit[] {
  return answers.map(({ index, lines }) => {
    const range = places[index]?.range ?? { start: 0, end: 0 };
    return { start: range.start, end: range.end, lines };
  });
}

/** The places after answers were carried out; all of them are answered then. */
export function placesAfterAnswers(places: Places, answers: readonly Answer[]): Places {
  const byIndex = new Map(answers.map((answer) => [answer.index, answer.lines.length]));
  let shift = 0;
  return places.map((place, index) => {
    const start = place.range.start + shift;
    const length = byIndex.get(index);
    if (length === undefined) return { range: { start, end: place.range.end + shift }, answered: place.answered };
    shift += length - (place.range.end - place.range.start);
    return { range: { start, end: start + length }, answered: true };
  });
}
