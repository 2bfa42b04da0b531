import { runCommand } from '../../../src/renderer/app/commands/commands';
import { showReceipt } from '../../../src/renderer/app/client/mutate';
import { goTo, type ScreenId } from '../../../src/renderer/app/navigation';
import { enterProject } from '../../../src/renderer/app/project-store';
import { showToast } from '../../../src/renderer/app/shell/toasts';
import { failing, type Answers, type FakeBridge } from '../fake-bridge';
import { sampleProject } from './sample-answers';
import { entry, busyStatus, cleanStatus, mergingStatus } from './sample-status';

export interface Scene {
  readonly answers?: Answers;
  /** Brings the window there, after it has started. */
  act?(bridge: FakeBridge): void;
}

const at = (screen: ScreenId, more: Partial<Scene> = {}): Scene => ({
  ...more,
  act: (bridge) => {
    enterProject(sampleProject);
    goTo(screen);
    more.act?.(bridge);
  },
});

const manyEntries = Array.from({ length: 25_000 }, (_, index) =>
  entry(
    `gitops/hedgehog/fabric-1/managed/servers/server-${String(index).padStart(5, '0')}.yaml`,
    'unchanged',
    'modified',
  ),
);

/** Every face of every screen that is worth a picture. */
export const scenes: Readonly<Record<string, Scene>> = {
  welcome: {},
  'welcome-empty': { answers: { 'projects.recent': () => [] } },
  'git-missing': { answers: { 'app.check-git': () => failing({ code: 'git-missing' }) } },
  changes: at('changes'),
  'changes-clean': at('changes', { answers: { 'changes.status': () => cleanStatus } }),
  'changes-merging': at('changes', { answers: { 'changes.status': () => mergingStatus } }),
  'changes-stranger': at('changes', {
    answers: {
      'changes.identity': () => ({ person: null }),
      'changes.status': () => ({ ...busyStatus, head: { kind: 'detached', commit: 'c0ffee'.repeat(7).slice(0, 40) } }),
    },
  }),
  'changes-many': at('changes', { answers: { 'changes.status': () => ({ ...cleanStatus, entries: manyEntries }) } }),
  'changes-failed': at('changes', {
    answers: { 'changes.status': () => failing({ code: 'corrupt-index', path: '/home/ines/src/gitops-fabric' }) },
  }),
  resources: at('resources'),
  problems: at('problems'),
  timeline: at('timeline'),
  backups: at('backups'),
  'backups-empty': at('backups', {
    answers: {
      'vault.list': () => ({ backups: [], unreadable: 0, sizeBytes: 0, location: '/home/ines/.local/share/selvedge' }),
    },
  }),
  'backups-retention': at('backups', { act: () => void setTimeout(() => runCommand('show-retention'), 400) }),
  activity: at('activity'),
  'activity-checkpoints': at('activity', { act: () => void setTimeout(() => runCommand('activity-checkpoints'), 400) }),
  'activity-audit': at('activity', { act: () => void setTimeout(() => runCommand('activity-audit'), 400) }),
  'activity-locks': at('activity', { act: () => void setTimeout(() => runCommand('activity-locks'), 400) }),
  settings: at('settings'),
  palette: at('changes', { act: () => void setTimeout(() => runCommand('show-palette'), 200) }),
  shortcuts: at('changes', { act: () => void setTimeout(() => runCommand('show-shortcuts'), 400) }),
  toasts: at('timeline', {
    act: (bridge) => {
      showReceipt('p1', { operationId: 'o9', title: 'Restored vpc-storage.yaml', undoable: true, changedPaths: [] });
      showToast({
        tone: 'problem',
        title: 'The file changed in the meantime',
        detail: 'vpc-web.yaml is not as it was when you looked. Nothing was written.',
        actions: [{ label: 'Look again', run: () => undefined }],
      });
      void bridge;
    },
  }),
};
