import { ok } from '../../contract/call';
import { abortMerge } from '../merge/abort-merge';
import { completeMerge } from '../merge/complete-merge';
import { dropDraft, saveDraft } from '../merge/drafts';
import { findConflict, openConflict } from '../merge/open-conflict';
import { readMergeState } from '../merge/read-merge-state';
import { reopenPath } from '../merge/reopen-path';
import { resolveText } from '../merge/resolve-text';
import { resolveWhole } from '../merge/resolve-whole';
import { startMerge } from '../merge/start-merge';
import type { OpenProjects } from '../projects/open-projects';
import type { CallsOf } from './engine-calls';

export const mergeCalls = (projects: OpenProjects): CallsOf<'merge'> => ({
  'merge.state': (input, { signal }) => projects.use(input.projectId, (project) => readMergeState(project, signal)),
  'merge.start': (input, context) =>
    projects.use(input.projectId, (project) => startMerge(project, input.revision, context)),
  'merge.open-file': (input, { signal }) =>
    projects.use(input.projectId, (project) => openConflict(project, input.path, signal)),
  'merge.save-draft': (input, { signal }) =>
    projects.use(input.projectId, async (project) => {
      const conflict = await findConflict(project.git, input.path, signal);
      return conflict.ok ? ok(await saveDraft(project, conflict.value, input)) : conflict;
    }),
  'merge.drop-draft': (input, { signal }) =>
    projects.use(input.projectId, async (project) => {
      const conflict = await findConflict(project.git, input.path, signal);
      if (!conflict.ok) return conflict;
      await dropDraft(project, conflict.value);
      return ok({});
    }),
  'merge.resolve-text': (input, context) =>
    projects.use(input.projectId, (project) => resolveText(project, input, context)),
  'merge.resolve-whole': (input, context) =>
    projects.use(input.projectId, (project) => resolveWhole(project, input, context)),
  'merge.reopen-file': (input, context) =>
    projects.use(input.projectId, (project) => reopenPath(project, input.path, context)),
  'merge.complete': (input, context) =>
    projects.use(input.projectId, (project) => completeMerge(project, input, context)),
  'merge.abort': (input, context) => projects.use(input.projectId, (project) => abortMerge(project, context)),
});
