import { join } from 'node:path';
import type { AppEvent } from '../contract/events';
import type { AppInfo } from '../contract/settings';
import { changeCalls } from './calls/change-calls';
import { decisionCalls } from './calls/decision-calls';
import type { EngineCalls } from './calls/engine-calls';
import { fabricCalls, problemCalls } from './calls/fabric-calls';
import { historyCalls } from './calls/history-calls';
import { mergeCalls } from './calls/merge-calls';
import { operationCalls } from './calls/operation-calls';
import { projectCalls } from './calls/project-calls';
import { rehearsalCalls } from './calls/rehearsal-calls';
import { safetyCalls } from './calls/safety-calls';
import { settingCalls } from './calls/setting-calls';
import { structureCalls } from './calls/structure-calls';
import { vaultCalls } from './calls/vault-calls';
import { nodeFileSystem } from './files/node-file-system';
import { createGitPrograms } from './git/git-programs';
import { createMeanings } from './history/meanings';
import { createMergeWorker } from './merge/structure/merge-worker';
import { createOpenProjects } from './projects/open-projects';
import { openRecentProjects } from './projects/recent-projects';
import { openSettings } from './settings/open-settings';

export interface EngineOptions {
  /** Where settings, recent projects and, below `repositories`, vaults and drafts are kept. Made when missing. */
  readonly dataFolder: string;
  /** Where a demo fabric goes unless the person says; below `dataFolder` unless told. */
  readonly demoParent?: string;
  /** Who acts, for the operations log: "person" unless told. */
  readonly actor?: string;
  /** False: nothing is watched (the command line). */
  readonly watch?: boolean;
  emit(event: AppEvent): void;
  /** Something threw where nobody waits for an answer. */
  onBug?(error: unknown): void;
}

export interface Engine {
  readonly calls: EngineCalls;
  /** The window came to the front: what happened meanwhile is looked for now. */
  lookNow(): Promise<void>;
  gitFacts(): Promise<Pick<AppInfo, 'gitVersion' | 'gitPath'>>;
  close(): Promise<void>;
}

/** The one door: everything that reads or changes repositories, for the window, the command line and the tests. */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const fs = nodeFileSystem();
  const settings = await openSettings({ fs, folder: options.dataFolder });
  const recent = await openRecentProjects({ fs, folder: options.dataFolder, now: () => new Date() });
  const programs = createGitPrograms();
  const projects = createOpenProjects();
  const mergeWorker = createMergeWorker(join(options.dataFolder, 'extensions'));
  const meanings = createMeanings();
  const opening = {
    dataFolder: options.dataFolder,
    actor: options.actor ?? 'person',
    watch: options.watch ?? true,
    pollSeconds: () => settings.current().pollSeconds,
    largestBackupBytes: () => settings.current().largestBackupBytes,
    backupEveryMinutes: () => settings.current().backupEveryMinutes,
    vaultWarnBytes: () => settings.current().vaultWarnBytes,
    undoWindow: () => ({ days: settings.current().undoDays, operations: settings.current().undoOperations }),
    secondVaultFolder: () => settings.current().secondVaultFolder,
    emit: options.emit,
    onBug: options.onBug ?? (() => undefined),
  };
  const notices = [settings.notice, recent.notice].filter((notice) => notice !== null);
  const demoParent = options.demoParent ?? join(options.dataFolder, 'demo');
  return {
    calls: {
      ...projectCalls({ projects, recent, programs, opening, notices, demoParent }),
      ...changeCalls(projects),
      ...mergeCalls(projects),
      ...structureCalls(projects, mergeWorker),
      ...decisionCalls(projects),
      ...rehearsalCalls(projects),
      ...historyCalls(projects, meanings),
      ...vaultCalls(projects, settings.current),
      ...operationCalls(projects),
      ...safetyCalls(projects),
      ...fabricCalls(projects),
      ...problemCalls(projects),
      ...settingCalls(settings, programs, () => options.emit({ kind: 'settings-changed' })),
    },
    lookNow: async () => {
      await Promise.all(projects.all().map((project) => project.watch.lookNow()));
    },
    gitFacts: async () => {
      const git = await programs.find();
      return git.ok ? { gitVersion: git.value.version, gitPath: git.value.path } : { gitVersion: null, gitPath: null };
    },
    close: async () => {
      await Promise.all(projects.all().map((project) => projects.leave(project.id)));
      await mergeWorker.close();
      await meanings.close();
    },
  };
}
