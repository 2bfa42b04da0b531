import { ok } from '../../contract/call';
import type { OpenProjects } from '../projects/open-projects';
import type { CallsOf } from './engine-calls';

export const operationCalls = (projects: OpenProjects): CallsOf<'operations'> => ({
  'operations.list': (input) => projects.use(input.projectId, ({ operations }) => operations.list(input)),
  'operations.undo': (input, context) =>
    projects.use(input.projectId, ({ operations }) => operations.undo(input.operationId, context)),
  'operations.redo': (input, context) => projects.use(input.projectId, ({ operations }) => operations.redo(context)),
  'operations.lock': (input) =>
    projects.use(input.projectId, async ({ operations }) => ok({ holder: await operations.lockHolder() })),
});
