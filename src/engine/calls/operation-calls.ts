import { fail, ok } from '../../contract/call';
import type { Result } from '../../contract/call';
import type { OperationShown } from '../../contract/operations';
import type { OpenedProject, OpenProjects } from '../projects/open-projects';
import type { CallsOf } from './engine-calls';

export const operationCalls = (projects: OpenProjects): CallsOf<'operations'> => ({
  'operations.list': (input) => projects.use(input.projectId, ({ operations }) => operations.list(input)),
  'operations.show': (input) => projects.use(input.projectId, (project) => showOperation(project, input.operationId)),
  'operations.preview-undo': (input) =>
    projects.use(input.projectId, ({ operations }) => operations.previewUndo(input.operationId)),
  'operations.undo': (input, context) =>
    projects.use(input.projectId, ({ operations }) => operations.undo(input.operationId, context)),
  'operations.redo': (input, context) => projects.use(input.projectId, ({ operations }) => operations.redo(context)),
  'operations.revert': (input, context) =>
    projects.use(input.projectId, ({ operations }) => operations.revert(input.operationId, context)),
  'operations.lock': (input) =>
    projects.use(input.projectId, async ({ operations }) => ok({ holder: await operations.lockHolder() })),
});

async function showOperation(
  { operations }: Pick<OpenedProject, 'operations'>,
  operationId: string,
): Promise<Result<OperationShown>> {
  const operation = await operations.find(operationId);
  if (operation === null) return fail({ code: 'operation-missing', operationId });
  const changes = await operations.changes(operationId);
  if (!changes.ok) return changes;
  const detail = await operations.detail(operationId);
  if (!detail.ok) return detail;
  const state = detail.value?.state ?? null;
  return ok({
    operation,
    files: changes.value.map(({ path, pre, post }) => ({ path, before: pre, after: post })),
    refs: (state?.refs ?? []).map(({ name, pre, post }) => ({ name, before: pre, after: post })),
    stagedChanged: state !== null && state.index !== null,
  });
}
