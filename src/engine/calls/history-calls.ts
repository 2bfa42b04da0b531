import { readCommitMeaning, readResourceHistory, searchHistory } from '../history/ask-history';
import { compareInHistory } from '../history/compare-versions';
import { readEntryPaths } from '../history/entry-paths';
import type { Meanings } from '../history/meanings';
import { readTimeline } from '../history/read-timeline';
import { previewRestore, restorePaths } from '../history/restore';
import type { OpenProjects } from '../projects/open-projects';
import type { CallsOf } from './engine-calls';

export const historyCalls = (projects: OpenProjects, meanings: Meanings): CallsOf<'history'> => ({
  'history.timeline': (input, { signal }) =>
    projects.use(input.projectId, (project) => readTimeline({ ...project, meanings }, input, signal)),
  'history.paths': (input, { signal }) =>
    projects.use(input.projectId, (project) => readEntryPaths(project, input.source, signal)),
  'history.compare': (input, { signal }) =>
    projects.use(input.projectId, (project) => compareInHistory(project, input, signal)),
  'history.preview-restore': (input, context) =>
    projects.use(input.projectId, (project) => previewRestore(project, input, context)),
  'history.restore': (input, context) =>
    projects.use(input.projectId, (project) => restorePaths(project, input, context)),
  'history.meaning': (input, { signal }) =>
    projects.use(input.projectId, (project) => readCommitMeaning({ ...project, meanings }, input, signal)),
  'history.resource': (input, { signal }) =>
    projects.use(input.projectId, (project) => readResourceHistory({ ...project, meanings }, input, signal)),
  'history.search': (input, { signal }) =>
    projects.use(input.projectId, (project) => searchHistory({ ...project, meanings }, input, signal)),
});
