import type { CombinedProblem, ConflictDepth, Rehearsal, RehearsedFile } from '../../../contract/rehearsal';
import type { Meeting } from './meet';

/** The rehearsal in numbers. */
export function countRehearsal(
  met: Pick<Meeting, 'oursChanges' | 'theirsChanges'>,
  files: readonly RehearsedFile[],
  problems: readonly CombinedProblem[],
): Rehearsal['counts'] {
  const both = [...met.oursChanges.keys()].filter((path) => met.theirsChanges.has(path)).length;
  const conflicts = files.filter(({ git }) => git === 'conflict');
  const asking = files.filter(({ outcome }) => outcome !== 'settled');
  return {
    touched: met.oursChanges.size + met.theirsChanges.size - both,
    touchedByBoth: both,
    gitConflicts: conflicts.length,
    settled: conflicts.filter(({ outcome }) => outcome === 'settled').length,
    asking: asking.length,
    questions: asking.reduce((sum, { questions }) => sum + Math.max(questions.length, 1), 0),
    cleanButAsked: asking.filter(({ git }) => git === 'clean').length,
    combined: problems.length,
  };
}

/** The deepest level at which the two sides meet. */
export function depthOf(files: readonly RehearsedFile[], problems: readonly CombinedProblem[]): ConflictDepth {
  const questions = files.flatMap((file) => file.questions);
  if (problems.length > 0 || questions.some(({ level }) => level === 'semantic')) return 'semantic';
  if (questions.some(({ level }) => level === 'structure')) return 'structural';
  return files.some(({ outcome }) => outcome !== 'settled') ? 'textual' : 'none';
}
