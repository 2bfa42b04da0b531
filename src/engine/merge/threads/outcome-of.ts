import type { ConflictAnswers, ConflictValue, SettledValue } from '../../../contract/merge-values';
import type { ListRule } from '../../../core/merge/lists/list-policy';
import { mergeFile } from '../../../core/merge/merge-file';
import { policyOfMerge } from '../merge-policy';

/** A conflicted file with the answers that a person gave; line ends are `\n`. */
export interface AnsweredFile {
  readonly path: string;
  readonly base: string;
  readonly ours: string;
  readonly theirs: string;
  readonly answers: ConflictAnswers;
  /** Of the repository's policy file; null: there is none. */
  readonly policyText: string | null;
}

export interface FileOutcome {
  /** Every question, answered or not; those that only an answer brings up are among them. */
  readonly conflicts: readonly ConflictValue[];
  readonly decisions: readonly SettledValue[];
  /** The result with the answers; what is open shows the base. */
  readonly text: string;
}

/** Git asked about these files, so no clean result of git's may stand for them. */
const notClean = { clean: false, text: '' };

/** What the merge by structure makes of a file with these answers. */
export function outcomeOf(
  { answers, policyText, ...texts }: AnsweredFile,
  personal: readonly ListRule[] = [],
): FileOutcome {
  const versions = { ...texts, policy: policyOfMerge(policyText, personal) };
  const asked = mergeFile({ ...versions, gitResult: notClean });
  const answered = mergeFile({ ...versions, gitResult: notClean, choices: answers });
  const known = new Set(asked.conflicts.map(({ id }) => id));
  const conflicts = [...asked.conflicts, ...answered.conflicts.filter(({ id }) => !known.has(id))];
  const decisions = asked.decisions.map((decision) => ({ ...decision, path: [...decision.path] }));
  return { conflicts: structuredClone(conflicts) as ConflictValue[], decisions, text: answered.text };
}
