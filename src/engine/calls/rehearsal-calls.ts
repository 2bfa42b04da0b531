import { rehearseAll } from '../merge/rehearse/rehearse-all';
import { rehearse } from '../merge/rehearse/rehearse';
import { withMergeThreads } from '../merge/threads/merge-threads';
import type { OpenProjects } from '../projects/open-projects';
import type { CallsOf } from './engine-calls';

/** What merges would do, without doing them. */
export const rehearsalCalls = (projects: OpenProjects): CallsOf<'rehearsal'> => ({
  'rehearsal.pair': (input, context) =>
    projects.use(input.projectId, (project) =>
      withMergeThreads(project.extensionsFolder ?? null, (threads) => rehearse(project, threads, input, context)),
    ),
  'rehearsal.matrix': (input, context) =>
    projects.use(input.projectId, (project) =>
      withMergeThreads(project.extensionsFolder ?? null, (threads) => rehearseAll(project, threads, input, context)),
    ),
});
