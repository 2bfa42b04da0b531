import type { ConflictValue } from '../../../../contract/merge-values';
import type { LineRange } from '../../../../core/diff/lines';
import type { MergeDocument } from './merge-document';
import type { Places } from './result-state';

export interface NewQuestion {
  readonly conflict: ConflictValue;
  /** Where it stands in the result now. */
  readonly range: LineRange;
  readonly lines: Readonly<Record<'base' | 'ours' | 'theirs', readonly string[]>>;
}

interface Inserted {
  readonly document: MergeDocument;
  readonly places: Places;
  /** Position of the new question among the conflicts, from 0. */
  readonly number: number;
}

/**
 * A document by structure with one question more, over lines that were settled. Null when they meet another question,
 * or when the lines around them were edited so that their place in the three texts is not known.
 */
export function insertQuestion(
  sight: { readonly document: MergeDocument; readonly places: Places; readonly lines: readonly string[] },
  { conflict, range, lines }: NewQuestion,
): Inserted | null {
  const { document, places } = sight;
  const { structure } = document;
  if (structure === null) return null;
  const meets = places.some((place) => place.range.start < range.end && range.start < place.range.end);
  const number = places.filter((place) => place.range.end <= range.start).length;
  if (meets || structure.questions.some(({ conflicts }) => conflicts.some(({ id }) => id === conflict.id))) return null;
  const before = places[number - 1];
  const offset = range.start - (before?.range.end ?? 0);
  const length = range.end - range.start;
  const wanted = sight.lines.slice(range.start, range.end).join('\n');
  const cut = (side: 'base' | 'ours' | 'theirs'): { text: readonly string[]; range: LineRange } | null => {
    const start = (document.regions[number - 1]?.[side].end ?? 0) + offset;
    if (document[side].slice(start, start + length).join('\n') !== wanted) return null;
    const text = [...document[side].slice(0, start), ...lines[side], ...document[side].slice(start + length)];
    return { text, range: { start, end: start + lines[side].length } };
  };
  const [base, ours, theirs] = [cut('base'), cut('ours'), cut('theirs')];
  if (base === null || ours === null || theirs === null) return null;
  const shifted = (one: LineRange, side: 'base' | 'ours' | 'theirs'): LineRange => {
    const delta = lines[side].length - length;
    return { start: one.start + delta, end: one.end + delta };
  };
  const ranges = { base: base.range, ours: ours.range, theirs: theirs.range };
  const behind = document.regions.slice(number).map((region) => ({
    ...region,
    base: shifted(region.base, 'base'),
    ours: shifted(region.ours, 'ours'),
    theirs: shifted(region.theirs, 'theirs'),
  }));
  const regions = [
    ...document.regions.slice(0, number),
    { id: conflict.id, kind: 'conflict' as const, ...ranges },
    ...behind,
  ];
  const question = { conflicts: [conflict], ranges, answers: [], opens: [] };
  return {
    number,
    places: [...places.slice(0, number), { range, answered: false }, ...places.slice(number)],
    document: {
      texts: { base: base.text.join('\n'), ours: ours.text.join('\n'), theirs: theirs.text.join('\n') },
      base: base.text,
      ours: ours.text,
      theirs: theirs.text,
      regions,
      conflicts: regions.map((_, index) => index),
      untouched: { text: base.text.join('\n'), ranges: regions.map((region) => region.base) },
      structure: {
        ...structure,
        questions: [...structure.questions.slice(0, number), question, ...structure.questions.slice(number)],
      },
    },
  };
}
