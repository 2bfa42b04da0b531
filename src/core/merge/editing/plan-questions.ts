import type { LineRange } from '../../diff/lines';
import { splitLines } from '../../diff/lines';
import type { MergeFileInput } from '../merge-file';
import { mergeFile } from '../merge-file';
import type { MergeOutcome } from '../merge-outcome';
import type { ConflictChoice, MergeConflict } from '../model';
import { Canon } from '../structure/canon';
import { renderFile } from '../structure/merge-documents';
import { pairDocuments } from '../structure/pair-documents';
import { joinAttributes, mergeAttributes, splitThree } from '../text/attributes';
import type { ThreeTexts } from '../text/regions';

/** An answer beside base, ours and theirs, as the lines that it puts in the question's place. */
export interface PlacedAnswer {
  readonly choice: ConflictChoice;
  readonly lines: readonly string[];
}

/** Open conflicts as one question over a stretch of text. Lines are 0-based, `end` exclusive. */
export interface PlacedQuestion {
  /** One, unless the stretches of several overlap. */
  readonly conflicts: readonly MergeConflict[];
  /** Where it stands in each of the plan's texts. */
  readonly ranges: Readonly<Record<keyof ThreeTexts, LineRange>>;
  readonly answers: readonly PlacedAnswer[];
  /** Answers after which there is more to ask: they need a new plan, with the answer in `choices`. */
  readonly opens: readonly ConflictChoice[];
}

/** A merge by structure as something to edit: three texts that differ in the questions alone. */
export interface QuestionPlan {
  readonly outcome: MergeOutcome;
  readonly texts: ThreeTexts;
  readonly questions: readonly PlacedQuestion[];
}

export type PlanReading =
  | { readonly kind: 'structure'; readonly plan: QuestionPlan }
  /** Lines are the better way to ask here; why. */
  | { readonly kind: 'lines'; readonly outcome: MergeOutcome; readonly reason: string };

/** Characters that may be written to find the questions' places; a file of 800 kB can be written 400 times. */
const WRITTEN_LIMIT = 320_000_000;

/**
 * Merges by structure and finds for every open conflict the lines that its answers change.
 *
 * A place is found by answering the conflict alone and looking which lines that changed, so it is as sure as the merge
 * itself; that all places together give the merge's own texts of both sides is checked before the plan is given out.
 */
export function planQuestions(input: MergeFileInput): PlanReading {
  const outcome = mergeFile(input);
  const lines = (reason: string): PlanReading => ({ kind: 'lines', outcome, reason });
  if (outcome.source === 'text' && outcome.fallbacks.length > 0)
    return lines(outcome.fallbacks[0]?.reason ?? 'the file can only be merged by lines');
  if (outcome.conflicts.length === 0) {
    return { kind: 'structure', plan: { outcome, texts: outcome.open, questions: [] } };
  }
  if (outcome.conflicts.some(({ reason }) => reason === 'git-differs')) return lines('the whole file is one question');
  const answers = outcome.conflicts.reduce((sum, conflict) => sum + 2 + otherChoices(conflict).length, 0);
  if (answers * outcome.text.length > WRITTEN_LIMIT) return lines('too many conflicts for a file of this size');
  const writer = new Writer(input, outcome);
  const places = joinOverlapping(outcome.conflicts.map((conflict) => writer.place([conflict]))).map((place) =>
    place.conflicts.length === 1 ? place : writer.place(place.conflicts),
  );
  const questions = lay(places);
  const texts = outcome.open;
  const isSure =
    writer.untouched.join('\n') === texts.base &&
    assemble(writer.untouched, places, 'ours') === texts.ours &&
    assemble(writer.untouched, places, 'theirs') === texts.theirs;
  return isSure
    ? { kind: 'structure', plan: { outcome, texts, questions } }
    : lines('its questions depend on each other');
}

const otherChoices = (conflict: MergeConflict): ConflictChoice[] =>
  conflict.alternatives
    .map(({ choice }) => choice)
    .filter((choice) => choice !== 'ours' && choice !== 'theirs' && choice !== 'base');

interface Place {
  readonly conflicts: readonly MergeConflict[];
  /** In the untouched text. */
  readonly range: LineRange;
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  readonly answers: readonly PlacedAnswer[];
  readonly opens: readonly ConflictChoice[];
}

/** Writes the file under any answers, reading its documents once. */
class Writer {
  readonly untouched: readonly string[];
  readonly #known: ReadonlySet<string>;
  readonly #write: (choices: Readonly<Record<string, ConflictChoice>>) => { text: string; asked: readonly string[] };

  constructor(input: MergeFileInput, outcome: MergeOutcome) {
    const sides = splitThree(input);
    const texts = { base: sides.base.body, ours: sides.ours.body, theirs: sides.theirs.body };
    const { attributes } = mergeAttributes(sides.base.attributes, sides.ours.attributes, sides.theirs.attributes);
    const paired = pairDocuments(texts);
    const canon = new Canon();
    this.untouched = splitLines(outcome.open.base);
    this.#known = new Set(outcome.conflicts.map(({ id }) => id));
    this.#write = (choices) => {
      const all = { ...input.choices, ...choices };
      const file = { texts, file: input.path, policy: input.policy ?? {}, choices: all, paired, canon };
      const { text, conflicts } = renderFile(file, 'base');
      return { text: joinAttributes(text, attributes), asked: conflicts.map(({ id }) => id) };
    };
  }

  place(conflicts: readonly MergeConflict[]): Place {
    const [only] = conflicts;
    const choices: ConflictChoice[] = ['ours', 'theirs'];
    if (only && conflicts.length === 1) choices.push(...otherChoices(only));
    const written = choices.map((choice) => {
      const { text, asked } = this.#write(Object.fromEntries(conflicts.map(({ id }) => [id, choice])));
      return { choice, lines: splitLines(text), opens: asked.some((id) => !this.#known.has(id)) };
    });
    const range = changedRange(
      this.untouched,
      written.map(({ lines }) => lines),
    );
    const within = (lines: readonly string[]): string[] =>
      lines.slice(range.start, range.end + lines.length - this.untouched.length);
    const [ours, theirs, ...others] = written;
    return {
      conflicts,
      range,
      ours: within(ours?.lines ?? []),
      theirs: within(theirs?.lines ?? []),
      answers: others.map(({ choice, lines }) => ({ choice, lines: within(lines) })),
      opens: written.filter(({ opens }) => opens).map(({ choice }) => choice),
    };
  }
}

/** The shortest stretch of `text` outside of which all others are equal to it. */
function changedRange(text: readonly string[], others: readonly (readonly string[])[]): LineRange {
  let start = text.length;
  for (const other of others) {
    let head = 0;
    while (head < Math.min(start, other.length) && text[head] === other[head]) head++;
    start = head;
  }
  let tail = text.length - start;
  for (const other of others) {
    let same = 0;
    while (same < Math.min(tail, other.length - start) && text.at(-1 - same) === other.at(-1 - same)) same++;
    tail = same;
  }
  return { start, end: text.length - tail };
}

/** Places in the order of the text; those that share a line, or a gap that both fill, become one. */
function joinOverlapping(places: readonly Place[]): Place[] {
  const joined: Place[] = [];
  for (const place of [...places].sort((a, b) => a.range.start - b.range.start || a.range.end - b.range.end)) {
    const last = joined.at(-1);
    const meets = last !== undefined && (place.range.start < last.range.end || place.range.start === last.range.start);
    if (!meets) joined.push(place);
    else {
      const range = { start: last.range.start, end: Math.max(last.range.end, place.range.end) };
      joined[joined.length - 1] = { ...last, range, conflicts: [...last.conflicts, ...place.conflicts] };
    }
  }
  return joined;
}

function lay(places: readonly Place[]): PlacedQuestion[] {
  const shift = { ours: 0, theirs: 0 };
  return places.map(({ conflicts, range, ours, theirs, answers, opens }) => {
    const at = (side: 'ours' | 'theirs', lines: readonly string[]): LineRange => {
      const start = range.start + shift[side];
      shift[side] += lines.length - (range.end - range.start);
      return { start, end: start + lines.length };
    };
    return { conflicts, ranges: { base: range, ours: at('ours', ours), theirs: at('theirs', theirs) }, answers, opens };
  });
}

function assemble(untouched: readonly string[], places: readonly Place[], side: 'ours' | 'theirs'): string {
  const lines: string[] = [];
  let at = 0;
  for (const place of places) {
    for (; at < place.range.start; at++) lines.push(untouched[at] ?? '');
    for (const line of place[side]) lines.push(line);
    at = place.range.end;
  }
  for (; at < untouched.length; at++) lines.push(untouched[at] ?? '');
  return lines.join('\n');
}
