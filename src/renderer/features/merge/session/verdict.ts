import type { ProjectPath } from '../../../../contract/basics';
import type { ResultVerdict } from '../../../../contract/structure';
import { callEngine } from '../../../app/client/client';
import { currentProject } from '../../../app/project-store';
import { useMerge } from './merge-store';

/** What the checks say about a path's text as it is now; null when they were not asked, or not about this text. */
function verdictOf(path: string, text: string): ResultVerdict | null {
  const known = useMerge.getState().verdicts.get(path);
  return known?.text === text ? known.verdict : null;
}

/** Has the text of a path checked by the engine's worker, unless that was done already. */
export async function checkText(path: string): Promise<ResultVerdict | null> {
  const projectId = currentProject()?.projectId;
  const work = useMerge.getState().files.get(path);
  if (projectId === undefined || work?.kind !== 'text') return null;
  const { text, document } = work.session;
  const known = verdictOf(path, text);
  if (known !== null) return known;
  const answers = document.structure?.premises ?? {};
  const reply = await callEngine('structure.check', { projectId, path: path as ProjectPath, text, answers });
  if (reply.kind !== 'value') return null;
  useMerge.setState(({ verdicts }) => ({ verdicts: new Map(verdicts).set(path, { text, verdict: reply.value }) }));
  return reply.value;
}

/** True when there is something to look at before the text is written. Markers have a question of their own. */
export async function hasDoubts(path: string): Promise<boolean> {
  const verdict = await checkText(path);
  return verdict?.findings.some(({ check }) => check !== 'markers') ?? false;
}

/** Shows a line of the result in the panes. */
export function showLine(path: string, line: number): void {
  useMerge.setState(({ shownLine }) => ({
    path,
    layout: 'three-pane',
    editing: null,
    doubted: null,
    shownLine: { path, line, count: (shownLine?.count ?? 0) + 1 },
  }));
}
