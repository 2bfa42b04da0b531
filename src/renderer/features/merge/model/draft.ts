import type { MergeDraft, RegionChoice } from '../../../../contract/merge';
import type { ConflictAnswer } from '../../../../contract/merge-values';
import { splitLines } from '../../../../core/diff/lines';
import { readMarkers } from '../../../../core/merge/text/markers';
import { applyLineEdits } from './line-change';
import { regionAt } from './merge-document';
import type { MergeDocument } from './merge-document';
import { linesUnder } from '../../../../core/merge/text/choices';
import { contentOf } from './region-content';
import { answerLines, structuredFacts } from './structured-facts';
import {
  contentAt,
  editsOf,
  placesAfterAnswers,
  placesAfterEdits,
  placesIn,
  stateAt,
  untouchedPlaces,
} from './result-state';
import type { Answer, Places } from './result-state';

/** A result text with what is known about its regions. */
export interface ResultStart {
  readonly lines: readonly string[];
  readonly places: Places;
}

/** The answers of a result by region id, as a draft keeps them. */
export function choicesOf(
  document: MergeDocument,
  places: Places,
  lines: readonly string[],
): Record<string, RegionChoice> {
  const choices: Record<string, RegionChoice> = {};
  for (const index of document.conflicts) {
    const state = stateAt(document, places, lines, index);
    if (state !== 'unresolved') choices[regionAt(document, index).id] = state;
  }
  return choices;
}

export function untouchedStart(document: MergeDocument): ResultStart {
  return { lines: splitLines(document.untouched.text), places: untouchedPlaces(document) };
}

/** The answers by conflict id, as the merge itself understands them; what was edited by hand is not among them. */
export function answersOf(document: MergeDocument, places: Places, lines: readonly string[]): MergeDraft['answers'] {
  if (document.structure === null) return undefined;
  const answers: NonNullable<MergeDraft['answers']> = { ...document.structure.premises };
  document.structure.questions.forEach(({ conflicts }, index) => {
    const place = places[index];
    if (place?.answered !== true) return;
    const answer = answerOf(document, index, lines.slice(place.range.start, place.range.end));
    if (answer !== null) for (const { id } of conflicts) answers[id] = answer;
  });
  return answers;
}

function answerOf(document: MergeDocument, index: number, lines: readonly string[]): ConflictAnswer | null {
  const content = contentOf(document, index, lines);
  if (content === 'base' || content === 'ours' || content === 'theirs') return content;
  const taken = structuredFacts(document, index, lines)?.alternatives.find(({ isTaken }) => isTaken);
  return taken?.choice ?? (content === 'ours-then-theirs' ? 'both' : null);
}

/** What brings the answers to questions of structure back exactly; undefined where they were found by lines. */
export function structuredDraftOf(
  document: MergeDocument,
  places: Places,
  lines: readonly string[],
): MergeDraft['structure'] {
  if (document.structure === null) return undefined;
  const answered = document.regions.flatMap(({ id }, index): [string, string[]][] => {
    const place = places[index];
    return place?.answered === true ? [[id, lines.slice(place.range.start, place.range.end)]] : [];
  });
  return { premises: document.structure.premises, lines: Object.fromEntries(answered) };
}

/** An answer that was given without the window, to all that ask the same: it is kept as an answer alone. */
function linesOfAnswer(document: MergeDocument, index: number, { answers }: MergeDraft): readonly string[] | null {
  const id = document.structure?.questions[index]?.conflicts[0]?.id;
  const answer = id !== undefined && answers && Object.hasOwn(answers, id) ? answers[id] : undefined;
  return answer === undefined ? null : answerLines(document, index, answer);
}

/** The answers are put into the untouched text first; what is different beyond them was typed beside the questions. */
function startFromStructuredDraft(document: MergeDocument, draft: MergeDraft): ResultStart {
  const known = draft.structure?.lines ?? {};
  const answers = document.regions.flatMap(({ id }, index): Answer[] => {
    const lines = Object.hasOwn(known, id) ? known[id] : linesOfAnswer(document, index, draft);
    return lines === undefined || lines === null ? [] : [{ index, lines }];
  });
  const untouched = untouchedStart(document);
  const after = applyLineEdits(untouched.lines, editsOf(untouched.places, answers));
  const places = placesAfterAnswers(untouched.places, answers);
  const lines = splitLines(draft.text);
  return { lines, places: placesAfterEdits(places, after, lines) };
}

/** Where the person left off: the text as it was, and exactly the answers that were given. */
export function startFromDraft(document: MergeDocument, draft: MergeDraft): ResultStart {
  if (document.structure !== null) return startFromStructuredDraft(document, draft);
  const places = placesIn(document, draft.text, (id) => Object.hasOwn(draft.choices, id));
  return { lines: splitLines(draft.text), places };
}

/**
 * Goes on from what lies in the working tree, for instance half resolved in another tool.
 *
 * Conflicts that still have their markers are open; those whose markers are gone and whose lines are no longer the
 * base's are answered. Everything else in the file stays as the person left it.
 */
export function startFromWorktree(document: MergeDocument, worktree: string): ResultStart {
  const marked = splitLines(worktree);
  const { conflicts } = readMarkers(worktree, [document.texts.base, document.texts.ours, document.texts.theirs]);
  const unmarked: string[] = [];
  const open: { start: number; end: number }[] = [];
  let at = 0;
  for (const { start, base, middle, end } of conflicts) {
    unmarked.push(...marked.slice(at, start));
    const from = unmarked.length;
    unmarked.push(...marked.slice(start + 1, base ?? middle));
    open.push({ start: from, end: unmarked.length });
    at = end + 1;
  }
  unmarked.push(...marked.slice(at));
  return reopen(document, unmarked, open);
}

/** Puts conflicts that meet an open stretch of lines back to the base. */
function reopen(
  document: MergeDocument,
  lines: readonly string[],
  open: readonly { readonly start: number; readonly end: number }[],
): ResultStart {
  const read = placesIn(document, lines.join('\n'), () => false);
  const isOpen = (index: number): boolean => {
    const range = read[index]?.range ?? { start: 0, end: 0 };
    return open.some((stretch) => stretch.start <= range.end && stretch.end >= range.start);
  };
  const answers: Answer[] = document.conflicts
    .filter(isOpen)
    .map((index) => ({ index, lines: linesUnder(document, regionAt(document, index), 'base') }));
  const reopened = new Set(answers.map((answer) => answer.index));
  const after = applyLineEdits(lines, editsOf(read, answers));
  const ranges = placesAfterAnswers(read, answers);
  const places = ranges.map(({ range }, index) => {
    const asks = regionAt(document, index).kind === 'conflict';
    const answered = asks && !reopened.has(index) && contentAt(document, ranges, after, index) !== 'base';
    return { range, answered };
  });
  return { lines: after, places };
}
