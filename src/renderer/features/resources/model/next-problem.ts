import type { TextPlace, TextProblem } from '../../../editor/knowledge';

const compare = (one: TextPlace, other: TextPlace): number => one.line - other.line || one.column - other.column;

/** The problem behind (or before) a place, going around at the end; null when there is none. */
export function nextProblem(problems: readonly TextProblem[], from: TextPlace, direction: 1 | -1): TextProblem | null {
  const sorted = [...problems].sort((one, other) => compare(one, other) * direction);
  return sorted.find((one) => compare(one, from) * direction > 0) ?? sorted[0] ?? null;
}
