import type { ProjectPath } from '../../../../contract/basics';
import type { ConflictDocument, ConflictFile, MergeState, WholeChoice } from '../../../../contract/merge';
import { announce } from '../../../app/client/announce';
import type { Problem } from '../../../app/client/loadable';
import { mutate, showProblem } from '../../../app/client/mutate';
import { currentProject } from '../../../app/project-store';
import { asksMode, hashOf } from './file-work';
import type { FileWork } from './file-work';
import { currentState, goToConflict, isOpen } from './merge-actions';
import { patchText, useMerge } from './merge-store';
import type { MergeLogForm } from './merge-store';
import { hasDoubts } from './verdict';

/** Writes the result of a fully answered file and stages it; then goes to the next file. */
export async function resolveFile(path: string, allowMarkers = false, isLookedAt = false): Promise<boolean> {
  const projectId = currentProject()?.projectId;
  const work = useMerge.getState().files.get(path);
  if (projectId === undefined || work?.kind !== 'text' || work.view.unresolved > 0) return false;
  const { executable } = work;
  if (executable === null && asksMode(work.file)) {
    useMerge.setState({ modeAsked: path });
    return false;
  }
  if (!allowMarkers && !isLookedAt && (await hasDoubts(path))) {
    useMerge.setState({ doubted: path });
    return false;
  }
  await work.saver.flush();
  const receipt = await mutate(
    'merge.resolve-text',
    {
      ...{ projectId, path: path as ProjectPath, text: work.session.text, worktree: work.worktreeSeen, allowMarkers },
      ...(executable === null ? {} : { executable }),
    },
    { onProblem: (problem) => refused(path, problem) },
  );
  if (receipt === null) return false;
  goOn(path);
  return true;
}

function refused(path: string, problem: Problem): void {
  if (problem.kind === 'failure' && problem.failure.code === 'markers-remain') {
    useMerge.setState({ markers: { path, line: problem.failure.line } });
    return;
  }
  showProblem(problem, () => void resolveFile(path));
}

/** Answers a question about a whole path. */
export async function resolveWhole(file: ConflictDocument, choice: WholeChoice): Promise<void> {
  const projectId = currentProject()?.projectId;
  if (projectId === undefined) return;
  const { path } = file.file;
  const input = { projectId, path, choice, worktree: hashOf(file.worktree) };
  const receipt = await mutate('merge.resolve-whole', input, { again: () => void resolveWhole(file, choice) });
  if (receipt !== null) goOn(path);
}

/** The file after this one, as long as the newest state has not come in. */
function goOn(resolved: string): void {
  patchText(resolved, { changedOutside: null });
  const others = (currentState()?.conflicts ?? []).filter((file) => file.path !== resolved);
  const next = others.find(({ path }) => isOpen(useMerge.getState().files.get(path))) ?? others[0];
  if (next === undefined) announce('Every file is resolved. The merge can be completed.');
  else void goToConflict(next.path);
}

export async function reopenFile(file: Pick<ConflictFile, 'path'>): Promise<void> {
  const projectId = currentProject()?.projectId;
  if (projectId === undefined) return;
  const receipt = await mutate('merge.reopen-file', { projectId, path: file.path });
  if (receipt !== null) useMerge.setState({ path: file.path });
}

/** `reason`: why it is committed although the check before the commit found something. */
export async function completeMerge(
  message: string,
  log: MergeLogForm,
  reason: string | null = null,
): Promise<boolean> {
  const projectId = currentProject()?.projectId;
  if (projectId === undefined) return false;
  const override = reason === null ? null : { reason };
  const receipt = await mutate(
    'merge.complete',
    { projectId, message, override, log },
    {
      onProblem: (problem) => {
        if (problem.kind === 'failure' && problem.failure.code === 'merge-unproven')
          useMerge.setState({
            unproven: { ...problem.failure, message, log, resolved: currentState()?.resolved ?? [] },
            dialog: null,
          });
        else showProblem(problem, () => void completeMerge(message, log, reason));
      },
    },
  );
  return receipt !== null;
}

export async function abortMerge(): Promise<void> {
  const projectId = currentProject()?.projectId;
  if (projectId === undefined) return;
  const savers = [...useMerge.getState().files.values()].flatMap((work) => (work.kind === 'text' ? [work.saver] : []));
  await Promise.all(savers.map((saver) => saver.flush()));
  await mutate('merge.abort', { projectId });
}

/** What ⌘Enter does now. */
export type NextStep =
  { readonly kind: 'resolve'; readonly path: string } | { readonly kind: 'complete' } | { readonly kind: 'none' };

export function nextStep(
  state: MergeState | null,
  path: string | null,
  files: ReadonlyMap<string, FileWork>,
): NextStep {
  if (state === null) return { kind: 'none' };
  if (state.conflicts.length === 0) return state.canComplete ? { kind: 'complete' } : { kind: 'none' };
  const work = path === null ? undefined : files.get(path);
  if (path !== null && work?.kind === 'text' && work.view.unresolved === 0) return { kind: 'resolve', path };
  return { kind: 'none' };
}
