import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import type { DecisionEntry } from '../../../contract/decisions';
import type { ConflictAnswer, ConflictValue } from '../../../contract/merge-values';
import { answerEntry, settledEntry } from '../../../core/merge/decisions/decision-log';
import type { Project } from '../../project';
import { withMergeThreads } from '../threads/merge-threads';
import { readConflictFiles } from './conflict-files';

/** What people answered in one file. */
export interface SettledFile {
  readonly path: string;
  readonly settled: readonly { readonly conflict: ConflictValue; readonly choice: ConflictAnswer }[];
}

export interface MergeLog {
  readonly entries: DecisionEntry[];
  /** What can be remembered for the next merge. */
  readonly files: readonly SettledFile[];
}

/** Everything that was decided in the merge under way: answers that are in drafts, and what rules settled beside them. */
export async function readMergeLog(
  project: Pick<Project, 'git' | 'dataFolder' | 'extensionsFolder'>,
  signal: AbortSignal,
): Promise<Result<MergeLog>> {
  const read = await readConflictFiles(project, signal);
  if (!read.ok) return read;
  const asked = read.value.flatMap(({ stages, draft, texts }) =>
    texts === null || draft === null
      ? []
      : [{ path: stages.path, ...texts, answers: { ...draft.structure?.premises, ...draft.answers } }],
  );
  const outcomes = await withMergeThreads(project.extensionsFolder ?? null, (threads) => threads.outcomes(asked));
  const entries: DecisionEntry[] = [];
  const files: SettledFile[] = [];
  for (const [at, { path, answers }] of asked.entries()) {
    const outcome = outcomes[at];
    if (outcome === undefined) continue;
    const settled = outcome.conflicts.flatMap((conflict) => {
      const choice = answers[conflict.id];
      return choice === undefined ? [] : [{ conflict, choice }];
    });
    entries.push(...settled.map(({ conflict, choice }) => answerEntry(path, conflict, choice)));
    entries.push(...outcome.decisions.map((decision) => settledEntry(path, decision)));
    files.push({ path, settled });
  }
  return ok({ entries, files });
}
