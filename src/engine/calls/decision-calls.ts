import { ok } from '../../contract/call';
import { logBlock, logTrailers } from '../../core/merge/decisions/decision-log';
import { alikeConflicts, applyAlike } from '../merge/decisions/alike-conflicts';
import { forgetDecisions, listDecisions, recallDecisions, rememberDecisions } from '../merge/decisions/decision-memory';
import { driverDecisions } from '../merge/decisions/driver-decisions';
import { readMergeLog } from '../merge/decisions/merge-log';
import { exportDrafts, importDrafts } from '../merge/decisions/portable-drafts';
import type { OpenProjects } from '../projects/open-projects';
import type { CallsOf } from './engine-calls';

/** Conflicts and decisions as values: what was decided before, alike, elsewhere, or by git's driver. */
export const decisionCalls = (projects: OpenProjects): CallsOf<'decisions'> => ({
  'decisions.by-driver': (input, { signal }) =>
    projects.use(input.projectId, (project) => driverDecisions(project, signal)),
  'decisions.recall': (input) =>
    projects.use(input.projectId, async (project) => ok({ recalled: await recallDecisions(project, input.conflicts) })),
  'decisions.remember': (input) =>
    projects.use(input.projectId, async (project) =>
      ok({ remembered: await rememberDecisions(project, input.path, input.settled) }),
    ),
  'decisions.list': (input) =>
    projects.use(input.projectId, async (project) => ok({ decisions: [...(await listDecisions(project))] })),
  'decisions.forget': (input) =>
    projects.use(input.projectId, async (project) => ok({ forgotten: await forgetDecisions(project, input.ids) })),
  'decisions.alike': (input, { signal }) =>
    projects.use(input.projectId, (project) => alikeConflicts(project, input, signal)),
  'decisions.apply-alike': (input, { signal }) =>
    projects.use(input.projectId, (project) => applyAlike(project, input, signal)),
  'decisions.export': (input, { signal }) => projects.use(input.projectId, (project) => exportDrafts(project, signal)),
  'decisions.import': (input, { signal }) =>
    projects.use(input.projectId, (project) => importDrafts(project, input, signal)),
  'decisions.log': (input, { signal }) =>
    projects.use(input.projectId, async (project) => {
      const log = await readMergeLog(project, signal);
      if (!log.ok) return log;
      const { entries } = log.value;
      return ok({ entries, block: logBlock(entries), trailers: logTrailers(entries) });
    }),
});
