import type { ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import type { AlikeConflict } from '../../../contract/decisions';
import type { ConflictAnswer, ConflictAnswers } from '../../../contract/merge-values';
import { findAlike } from '../../../core/merge/decisions/alike';
import type { Project } from '../../project';
import { saveDraft } from '../drafts';
import type { FileOutcome } from '../threads/outcome-of';
import { withMergeThreads } from '../threads/merge-threads';
import type { ConflictFileState } from './conflict-files';
import { readConflictFiles } from './conflict-files';

type Texts = NonNullable<ConflictFileState['texts']>;
type TextFile = ConflictFileState & { readonly texts: Texts };

const isOpenText = (file: ConflictFileState): file is TextFile => !file.resolved && file.texts !== null;

const merged = (
  project: Pick<Project, 'extensionsFolder'>,
  files: readonly (TextFile & { readonly answers: ConflictAnswers })[],
): Promise<readonly FileOutcome[]> =>
  withMergeThreads(project.extensionsFolder ?? null, (threads) =>
    threads.outcomes(files.map(({ stages, texts, answers }) => ({ path: stages.path, ...texts, answers }))),
  );

/**
 * Other open conflicts of the merge under way that an answer would fit: the preview of applying it to all of them.
 * Fails with `state-changed-since` when the conflict itself is not open any more.
 */
export async function alikeConflicts(
  project: Pick<Project, 'git' | 'dataFolder' | 'extensionsFolder'>,
  input: { readonly path: ProjectPath; readonly conflictId: string; readonly choice: ConflictAnswer },
  signal: AbortSignal,
): Promise<Result<{ readonly alike: AlikeConflict[]; readonly looked: number }>> {
  const read = await readConflictFiles(project, signal);
  if (!read.ok) return read;
  const files = read.value.filter(isOpenText);
  const outcomes = await merged(
    project,
    files.map((file) => ({ ...file, answers: {} })),
  );
  const all = outcomes.flatMap(({ conflicts }, at) =>
    conflicts.map((conflict) => ({ path: files[at]?.stages.path ?? '', conflict })),
  );
  const chosen = all.find(({ path, conflict }) => path === input.path && conflict.id === input.conflictId);
  if (chosen === undefined) return fail({ code: 'state-changed-since', what: input.path });
  const alike = findAlike(chosen, input.choice, all);
  return ok({ alike: alike.map((one) => ({ ...one, path: one.path as ProjectPath })), looked: all.length });
}

/**
 * Writes one answer into the drafts of several conflicts. A draft in which somebody typed is left as it is; nothing in
 * the working tree or the index changes, so each file is still looked at and marked resolved by a person.
 */
export async function applyAlike(
  project: Pick<Project, 'git' | 'dataFolder' | 'extensionsFolder'>,
  input: {
    readonly choice: ConflictAnswer;
    readonly conflicts: readonly { readonly path: ProjectPath; readonly conflictId: string }[];
  },
  signal: AbortSignal,
): Promise<Result<{ readonly applied: number; readonly skipped: { path: string; why: string }[] }>> {
  const read = await readConflictFiles(project, signal);
  if (!read.ok) return read;
  const wanted = new Map<string, string[]>();
  for (const { path, conflictId } of input.conflicts) wanted.set(path, [...(wanted.get(path) ?? []), conflictId]);
  const files = read.value.filter(isOpenText).filter(({ stages }) => wanted.has(stages.path));
  const known = new Set(files.map(({ stages }) => stages.path));
  const skipped = [...wanted.keys()]
    .filter((path) => !known.has(path))
    .map((path) => ({ path, why: 'it is not in conflict any more' }));
  const before = await merged(
    project,
    files.map((file) => ({ ...file, answers: file.draft?.answers ?? {} })),
  );
  const answersOf = (file: TextFile): ConflictAnswers => ({
    ...file.draft?.answers,
    ...Object.fromEntries((wanted.get(file.stages.path) ?? []).map((id) => [id, input.choice])),
  });
  const after = await merged(
    project,
    files.map((file) => ({ ...file, answers: answersOf(file) })),
  );
  let applied = 0;
  for (const [at, file] of files.entries()) {
    const { path } = file.stages;
    const [old, next] = [before[at], after[at]];
    const ids = new Set(old?.conflicts.map(({ id }) => id));
    const here = (wanted.get(path) ?? []).filter((id) => ids.has(id));
    if (next === undefined || here.length === 0) skipped.push({ path, why: 'that conflict is gone' });
    else if (file.draft !== null && file.draft.text !== old?.text)
      skipped.push({ path, why: 'somebody edited its draft by hand' });
    else {
      const structure = { premises: {}, lines: {} };
      await saveDraft(project, file.stages, { text: next.text, choices: {}, answers: answersOf(file), structure });
      applied += here.length;
    }
  }
  return ok({ applied, skipped });
}
