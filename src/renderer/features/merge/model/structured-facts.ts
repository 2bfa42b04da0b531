import type { ConflictAnswer, ConflictValue } from '../../../../contract/merge-values';
import { pathText } from '../../../../core/merge/structure/context';
import { candidateLines, conflictAt } from './structure';
import type { MergeDocument } from './merge-document';

/** An answer beside the plain ones, with what it says and whether it is the result now. */
export interface OfferedAnswer {
  readonly choice: ConflictAnswer;
  readonly label: string;
  readonly why: string;
  readonly isTaken: boolean;
  /** Null: further questions follow, so the lines are not known yet. */
  readonly lines: readonly string[] | null;
}

/** A question of the merge by structure, in words. */
export interface StructuredFacts {
  readonly conflict: ConflictValue;
  /** Other conflicts on the same lines, which are answered together. */
  readonly together: readonly ConflictValue[];
  /** Pre-filled: likely right, and one key takes it. */
  readonly suggestion: OfferedAnswer | null;
  /** Alternatives that are more than "take ours" and "take theirs" without a reason. */
  readonly alternatives: readonly OfferedAnswer[];
}

/** True for the answers that every question has. */
export const isPlain = (choice: ConflictAnswer): boolean =>
  choice === 'ours' || choice === 'theirs' || choice === 'base';

export function structuredFacts(
  document: MergeDocument,
  index: number,
  result: readonly string[],
): StructuredFacts | null {
  const conflict = conflictAt(document, index);
  const question = document.structure?.questions[index];
  if (conflict === null || question === undefined) return null;
  const offered = conflict.alternatives.map(({ choice, label, why }): OfferedAnswer => {
    const lines = answerLines(document, index, choice);
    return { choice, label, why, lines, isTaken: lines !== null && isSame(lines, result) };
  });
  const [first] = offered;
  return {
    conflict,
    together: question.conflicts.slice(1),
    suggestion: conflict.tier === 'suggest' && first !== undefined ? first : null,
    alternatives: offered.filter(({ choice, why }) => !isPlain(choice) || why !== ''),
  };
}

const isSame = (one: readonly string[], other: readonly string[]): boolean =>
  one.length === other.length && one.every((line, at) => line === other[at]);

/** The lines that an answer puts in place; null when it leads to further questions, or is none of this question. */
export function answerLines(document: MergeDocument, index: number, choice: ConflictAnswer): readonly string[] | null {
  if (opensMore(document, index, choice)) return null;
  if (choice === 'base' || choice === 'ours' || choice === 'theirs') return candidateLines(document, index, choice);
  const known = document.structure?.questions[index]?.answers ?? [];
  const offered = known.find((answer) => isSameAnswer(answer.choice, choice))?.lines;
  if (offered !== undefined) return offered;
  const written = conflictAt(document, index)?.ours ?? null;
  return typeof choice === 'object'
    ? linesWithValue(candidateLines(document, index, 'ours'), written, choice.value)
    : null;
}

export function opensMore(document: MergeDocument, index: number, choice: ConflictAnswer): boolean {
  const opens = document.structure?.questions[index]?.opens ?? [];
  return opens.some((one) => isSameAnswer(one, choice));
}

function isSameAnswer(one: ConflictAnswer, other: ConflictAnswer): boolean {
  if (typeof one === 'object') return typeof other === 'object' && one.value === other.value;
  return one === other;
}

/** "spec.subnets.default.vlan"; the whole resource has no path. */
export const placeWords = ({ path }: Pick<ConflictValue, 'path'>): string =>
  path.length === 0 ? 'the whole resource' : pathText(path);

/** What a value looks like in a sentence: "1001", "nothing", "3 lines". */
export function valueWords(value: string | null): string {
  if (value === null) return 'nothing';
  const lines = value.split('\n');
  return lines.length === 1 ? value : `${lines.length} lines`;
}

/** The lines with another value in place of `written`; null where that is no single value on one line. */
export function linesWithValue(
  lines: readonly string[],
  written: string | null,
  value: string,
): readonly string[] | null {
  const [line] = lines;
  if (lines.length !== 1 || line === undefined || written === null || written === '') return null;
  const at = line.lastIndexOf(written);
  if (at < 1 || !/[:-]\s+$/.test(line.slice(0, at))) return null;
  if (value === '' || value.includes('\n')) return null;
  return [line.slice(0, at) + value + line.slice(at + written.length)];
}
