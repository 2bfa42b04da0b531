import { ok } from '../../contract/call';
import type { OpenProjects } from '../projects/open-projects';
import type { CallsOf } from './engine-calls';

export const vaultCalls = (projects: OpenProjects): CallsOf<'vault'> => ({
  'vault.list': (input) =>
    projects.use(input.projectId, async ({ operations: { vault } }) => {
      const listed = await vault.list(input.path);
      return listed.ok ? ok({ ...listed.value, location: vault.location }) : listed;
    }),
  'vault.show': (input) => projects.use(input.projectId, ({ operations }) => operations.vault.show(input.backupId)),
  'vault.create': (input, context) =>
    projects.use(input.projectId, ({ operations }) => operations.vault.createBackup(input.note, input.paths, context)),
  'vault.verify': (input, context) =>
    projects.use(input.projectId, ({ operations }) => operations.vault.verify(input.backupId, context)),
});
