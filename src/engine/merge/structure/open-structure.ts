import type { ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { ok } from '../../../contract/call';
import type { ConflictAnswers } from '../../../contract/merge-values';
import type { ResultVerdict, StructuredMerge } from '../../../contract/structure';
import type { Project } from '../../project';
import { WorkerLost } from '../../workers/worker-pool';
import type { MergeWorker } from './merge-worker';
import { readConflictTexts } from './read-conflict-texts';

/** A conflicted file merged by structure, or the reason why it is asked by lines. */
export async function openStructure(
  project: Pick<Project, 'git'>,
  worker: MergeWorker,
  input: { readonly path: ProjectPath; readonly answers: ConflictAnswers },
  signal?: AbortSignal,
): Promise<Result<StructuredMerge>> {
  const read = await readConflictTexts(project.git, input.path, signal);
  if (!read.ok) return read.failure.code === 'not-text' ? ok(byLines('a version is missing or no text')) : read;
  try {
    return ok(await worker.ask('plan', { ...read.value.versions, answers: input.answers }));
  } catch (error) {
    if (!(error instanceof WorkerLost)) throw error;
    return ok(byLines('the merge by structure ran out of memory'));
  }
}

const byLines = (reason: string): StructuredMerge => ({
  kind: 'lines',
  reason,
  decisions: [],
  notices: [],
  fallbacks: [],
  proof: { passed: true, checks: [] },
});

/** Checks a text before it becomes the result of a conflicted file. */
export async function checkStructure(
  project: Pick<Project, 'git'>,
  worker: MergeWorker,
  input: { readonly path: ProjectPath; readonly text: string; readonly answers: ConflictAnswers },
  signal?: AbortSignal,
): Promise<Result<ResultVerdict>> {
  const read = await readConflictTexts(project.git, input.path, signal);
  if (!read.ok) return read;
  return ok(await worker.ask('check', { ...read.value.versions, text: input.text, answers: input.answers }));
}
