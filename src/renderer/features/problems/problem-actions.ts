import type { FilePlace, Problem } from '../../../contract/problems';
import { previewChange } from '../../app/change-preview-store';
import { goTo } from '../../app/navigation';

/** To the line, in the editor. */
export function openProblem({ path, line, column, document }: FilePlace): void {
  goTo('resources', { path, line, column, document });
}

export function previewFix(projectId: string, { id, fix }: Problem): void {
  if (fix === null) return;
  previewChange({ title: fix.title, change: { kind: 'fix', projectId, problemIds: [id], title: fix.title } });
}
