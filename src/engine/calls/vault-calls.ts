import type { Settings } from '../../contract/settings';
import type { PruneReport as ToldPruning } from '../../contract/vault';
import { ok } from '../../contract/call';
import { redact } from '../operations/audit/audit';
import { tellHealing } from '../operations/upkeep/heal';
import type { PruneReport } from '../operations/upkeep/prune';
import type { OpenProjects } from '../projects/open-projects';
import { forgetContents } from '../upkeep/forget-contents';
import { outsideProject } from '../upkeep/outside-project';
import type { CallsOf } from './engine-calls';

type VaultSettings = Pick<Settings, 'backupEveryMinutes' | 'vaultWarnBytes'>;

export const vaultCalls = (projects: OpenProjects, settings: () => VaultSettings): CallsOf<'vault'> => ({
  ...readingCalls(projects, settings),
  'vault.create': (input, context) =>
    projects.use(input.projectId, ({ operations }) =>
      operations.vault.createBackup(redact(input.note), input.paths, context),
    ),
  'vault.verify': (input, context) =>
    projects.use(input.projectId, ({ operations }) => operations.vault.verify(input.backupId, context)),
  'vault.pin': (input, context) =>
    projects.use(input.projectId, async ({ operations }) => {
      const pinned = await operations.vault.pin(input.backupId, input.pinned, context);
      return pinned.ok ? ok({}) : pinned;
    }),
  'vault.prune': (input, context) =>
    projects.use(input.projectId, async ({ operations }) => {
      const pruned = await operations.vault.prune({ dryRun: input.dryRun }, context);
      return pruned.ok ? ok(tellPruning(pruned.value, input.dryRun)) : pruned;
    }),
  'vault.heal': (input, context) =>
    projects.use(input.projectId, async ({ operations }) => {
      const healed = await operations.vault.heal(context);
      return healed.ok ? ok(tellHealing(healed.value)) : healed;
    }),
  'vault.export': (input) =>
    projects.use(input.projectId, async ({ operations, place }) => {
      const folder = await outsideProject(place, input.folder);
      if (!folder.ok) return folder;
      const exported = await operations.vault.exportTo(input.backupId, folder.value, input.as);
      return exported.ok ? ok({ folder: folder.value }) : exported;
    }),
  'vault.forget': (input, context) =>
    projects.use(input.projectId, (project) => forgetContents(project, input, context)),
});

const readingCalls = (
  projects: OpenProjects,
  settings: () => VaultSettings,
): Pick<CallsOf<'vault'>, 'vault.list' | 'vault.show' | 'vault.state'> => ({
  'vault.list': (input) =>
    projects.use(input.projectId, async ({ operations: { vault } }) => {
      const listed = await vault.list(input.path);
      return listed.ok ? ok({ ...listed.value, location: vault.location }) : listed;
    }),
  'vault.show': (input) => projects.use(input.projectId, ({ operations }) => operations.vault.show(input.backupId)),
  'vault.state': (input) =>
    projects.use(input.projectId, async ({ operations }) => {
      const { backupEveryMinutes, vaultWarnBytes } = settings();
      const facts = await operations.vault.state();
      return ok({ ...facts, warnBytes: vaultWarnBytes, scheduleMinutes: backupEveryMinutes });
    }),
});

const tellPruning = (
  { decisions, marked, removed, ending, commits, freedBytes, waits }: PruneReport,
  dryRun: boolean,
): ToldPruning => ({
  dryRun,
  decisions: decisions.map(({ id, ...told }) => ({ backupId: id, ...told })),
  marked: [...marked],
  removed: [...removed],
  ending: [...ending],
  commits: [...commits],
  freedBytes,
  waits,
});
