import { applyStructure } from '../merge/structure/apply-structure';
import type { MergeWorker } from '../merge/structure/merge-worker';
import { checkStructure, openStructure } from '../merge/structure/open-structure';
import { reviewMerge } from '../merge/structure/review-merge';
import { traceValue } from '../merge/structure/trace-value';
import type { OpenProjects } from '../projects/open-projects';
import type { CallsOf } from './engine-calls';

export const structureCalls = (projects: OpenProjects, worker: MergeWorker): CallsOf<'structure'> => ({
  'structure.open': (input, { signal }) =>
    projects.use(input.projectId, (project) => openStructure(project, worker, input, signal)),
  'structure.check': (input, { signal }) =>
    projects.use(input.projectId, (project) => checkStructure(project, worker, input, signal)),
  'structure.trace': (input, { signal }) =>
    projects.use(input.projectId, (project) => traceValue(project, worker, input, signal)),
  'structure.apply': (input, context) =>
    projects.use(input.projectId, (project) => applyStructure(project, worker, input.files, context)),
  'structure.review': (input, context) =>
    projects.use(input.projectId, (project) => reviewMerge(project, worker, context)),
});
