import type { FilePlace, Problem } from '../../../contract/problems';
import { previewChange } from '../../app/panes/change-preview-store';
import { goTo } from '../../app/navigation';

/** To the line, in the editor. */
export function openProblem({ path, line, column, document }: FilePlace): void {
  goTo('resources', { path, line, column, document });
}

/** Shows what a fix would do; of several, what all of them would do together. */
export function previewFixes(projectId: string, problems: readonly Problem[]): void {
  const fixable = problems.filter(({ fix }) => fix !== null);
  const [first] = fixable;
  if (first === undefined) return;
  const title = fixable.length === 1 ? (first.fix?.title ?? '') : `Fix ${fixable.length} problems`;
  previewChange({ title, change: { kind: 'fix', projectId, problemIds: fixable.map(({ id }) => id), title } });
}
