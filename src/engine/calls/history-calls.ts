import { compareInHistory } from '../history/compare-versions';
import { readEntryPaths } from '../history/entry-paths';
import { readTimeline } from '../history/read-timeline';
import { previewRestore, restorePaths } from '../history/restore';
import type { OpenProjects } from '../projects/open-projects';
import type { CallsOf } from './engine-calls';

export const historyCalls = (projects: OpenProjects): CallsOf<'history'> => ({
  'history.timeline': (input, { signal }) =>
    projects.use(input.projectId, (project) => readTimeline(project, input, signal)),
  'history.paths': (input, { signal }) =>
    projects.use(input.projectId, (project) => readEntryPaths(project, input.source, signal)),
  'history.compare': (input, { signal }) =>
    projects.use(input.projectId, (project) => compareInHistory(project, input, signal)),
  'history.preview-restore': (input, context) =>
    projects.use(input.projectId, (project) => previewRestore(project, input, context)),
  'history.restore': (input, context) =>
    projects.use(input.projectId, (project) => restorePaths(project, input, context)),
});
