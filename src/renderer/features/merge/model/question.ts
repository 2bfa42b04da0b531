import type { LineSpan } from '../../../../core/diff/words';
import type { SessionView } from '../session/merge-session';
import { conflictTitle } from './conflict-words';
import type { ConflictTitle } from './conflict-words';
import { regionAt } from './merge-document';
import type { MergeDocument } from './merge-document';
import { changedWords } from './pane-marks';
import { linesUnder } from '../../../../core/merge/text/choices';
import { differsOnlyInWhitespace } from './region-content';
import { canTakeBoth } from './structure';
import { structuredFacts } from './structured-facts';
import type { StructuredFacts } from './structured-facts';
import type { ConflictState } from './result-state';

export interface QuestionValue {
  readonly lines: readonly string[];
  /** Words that differ from the base, or from the other side where both added. */
  readonly changed: readonly LineSpan[];
}

/**
 * One conflict as a question with its values and its answer so far. Every view draws these, however the conflict was
 * found.
 */
export interface Question {
  /** Position in the file, from 0. */
  readonly number: number;
  readonly total: number;
  readonly title: ConflictTitle;
  readonly state: ConflictState;
  readonly base: QuestionValue;
  readonly ours: QuestionValue;
  readonly theirs: QuestionValue;
  readonly result: QuestionValue;
  readonly around: { readonly before: readonly string[]; readonly after: readonly string[] };
  readonly canTakeBoth: boolean;
  readonly isWhitespaceOnly: boolean;
  /** Open, but the text is no longer the base's: it can be declared right as it is. */
  readonly canKeepText: boolean;
  /** Values, reason and alternatives, when the question was found by structure. */
  readonly facts: StructuredFacts | null;
}

const contextLines = 3;

export function questionOf(document: MergeDocument, view: SessionView, number: number, path: string): Question | null {
  const index = document.conflicts[number];
  if (index === undefined) return null;
  const region = regionAt(document, index);
  const range = view.places[index]?.range ?? { start: 0, end: 0 };
  const valueOf = (version: 'ours' | 'theirs' | 'result', lines: readonly string[]): QuestionValue => ({
    lines,
    changed: changedWords(document, index, version, lines),
  });
  const base = linesUnder(document, region, 'base');
  const result = view.lines.slice(range.start, range.end);
  const state = view.states[number] ?? 'unresolved';
  return {
    number,
    total: document.conflicts.length,
    title: conflictTitle(document, index, path),
    state,
    base: { lines: base, changed: [] },
    ours: valueOf('ours', linesUnder(document, region, 'ours')),
    theirs: valueOf('theirs', linesUnder(document, region, 'theirs')),
    result: valueOf('result', result),
    around: {
      before: view.lines.slice(Math.max(0, range.start - contextLines), range.start),
      after: view.lines.slice(range.end, range.end + contextLines),
    },
    canTakeBoth: canTakeBoth(document, index),
    isWhitespaceOnly: differsOnlyInWhitespace(document, region),
    canKeepText: state === 'unresolved' && result.join('\n') !== base.join('\n'),
    facts: structuredFacts(document, index, result),
  };
}
