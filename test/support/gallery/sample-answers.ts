import type { MergeState } from '../../../src/contract/merge';
import type { RecentProject } from '../../../src/contract/projects';
import { Settings } from '../../../src/contract/settings';
import type { Answers } from '../fake-bridge';
import { commitId, minutesAgo, path, twoVersions } from './sample-content';
import { fabricAnswers } from './sample-fabric';
import { backupFiles, backups, foldMembers, operations, timeline } from './sample-history';
import { safetyAnswers } from './sample-safety';
import { busyStatus } from './sample-status';

export const sampleProject = {
  projectId: 'p1',
  name: 'gitops-fabric',
  root: '/home/ines/src/gitops-fabric',
  gitDir: '/home/ines/src/gitops-fabric/.git',
  notices: [],
};

export const recent: readonly RecentProject[] = [
  ['gitops-fabric', '/home/ines/src/gitops-fabric', 12, 'ready', 'main'],
  ['lab-west', '/home/ines/src/lab-west', 1_500, 'ready', 'feature/rack-4'],
  ['dc2-production', '/mnt/nfs/netops/dc2-production', 9_000, 'missing', null],
  ['old-exports', '/home/ines/old-exports', 60_000, 'not-a-repository', null],
].map(([name, where, minutes, state, branch]) => ({
  name: name as string,
  path: where as string,
  lastOpened: minutesAgo(minutes as number),
  state: state as RecentProject['state'],
  branch: branch as string | null,
}));

const noMerge: MergeState = {
  progress: 'none',
  title: '',
  sentence: '',
  ours: { label: 'main', meaning: 'the branch you are on', commit: commitId(1) },
  theirs: { label: '', meaning: '', commit: null },
  conflicts: [],
  resolved: [],
  message: '',
  step: null,
  canComplete: false,
  canAbort: false,
  completeLabel: 'Commit the merge',
};

const receipt = (title: string) => ({ operationId: 'o9', title, undoable: true, changedPaths: [] });
const files = (count: number): string => (count === 1 ? '1 file' : `${count} files`);

/** A repository with something of everything. Scenes and tests change what they need. */
export function sampleAnswers(): Answers {
  let settings = Settings.parse({});
  return {
    ...fabricAnswers(),
    'projects.recent': () => [...recent],
    'projects.open': () => sampleProject,
    'projects.close': () => ({}),
    'projects.forget': () => ({}),
    'projects.choose-folder': () => ({ path: sampleProject.root }),
    'projects.create-demo': () => ({ path: sampleProject.root }),
    'projects.take-startup-path': () => ({ path: null }),
    'settings.read': () => settings,
    'settings.write': ({ change }) => {
      settings = Settings.parse({ ...settings, ...change });
      return settings;
    },
    'app.check-git': () => ({ version: '2.47.1', path: '/usr/bin/git' }),
    'app.info': () => ({
      version: '0.1.0',
      runtime: 'Electron 33.2.1, Chromium 130, Node 20.18.1',
      gitVersion: '2.47.1',
      gitPath: '/usr/bin/git',
      platform: 'linux x64',
      dataFolder: '/home/ines/.local/share/selvedge',
    }),
    'app.open-external': () => ({ opened: true }),
    'app.reveal': () => ({}),
    'app.report-crash': () => ({ reference: 'c-7f3a91' }),
    'changes.status': () => busyStatus,
    'changes.compare': ({ path: of, area }) =>
      twoVersions(of, area === 'staged' ? 'HEAD' : 'Index', area === 'staged' ? 'Index' : 'Working tree'),
    'changes.identity': () => ({ person: { name: 'Ines Okafor', email: 'ines@netops.example' } }),
    'changes.branches': () => [
      { name: 'main', remote: false, commit: commitId(1), subject: 'Give vpc-storage a replica subnet', current: true },
      { name: 'origin/main', remote: true, commit: commitId(4), subject: 'Add the edge external', current: false },
    ],
    'changes.stage': ({ paths }) => receipt(`Stage ${files(paths.length)}`),
    'changes.unstage': ({ paths }) => receipt(`Unstage ${files(paths.length)}`),
    'changes.discard': ({ paths }) => receipt(`Discard ${files(paths.length)}`),
    'changes.commit': ({ message }) => ({ ...receipt(`Commit “${message}”`), commit: commitId(77) }),
    'merge.state': () => noMerge,
    'history.timeline': ({ unfolded, kinds, text }) => ({
      entries: (unfolded ? [...foldMembers] : [...timeline]).filter(
        (entry) =>
          (kinds.length === 0 || entry.kind === 'fold' || kinds.includes(entry.kind)) &&
          entry.title.toLowerCase().includes(text.toLowerCase()),
      ),
      next: null,
      total: timeline.length,
    }),
    'history.paths': ({ source }) =>
      source.kind === 'commit'
        ? [
            { path: path('gitops/hedgehog/fabric-1/managed/vpcs/vpc-storage.yaml'), from: null, change: 'modified' },
            {
              path: path('gitops/hedgehog/fabric-1/managed/vpcattachments/vpc-storage--server-04.yaml'),
              from: null,
              change: 'added',
            },
          ]
        : [{ path: path('gitops/hedgehog/fabric-1/managed/vpcs/vpc-storage.yaml'), from: null, change: 'modified' }],
    'history.compare': ({ path: of, from, to }) =>
      twoVersions(
        of,
        from.kind === 'commit' ? from.commit.slice(0, 8) : from.kind,
        to.kind === 'now' ? 'Now' : to.kind,
      ),
    'history.preview-restore': ({ paths }) => paths.map((one) => ({ path: one, effect: 'replace', sizeBytes: 612 })),
    'history.restore': ({ paths }) => ({
      ...receipt(`Restore ${paths.length === 1 ? paths[0] : files(paths.length)}`),
      changedPaths: paths,
    }),
    'vault.list': () => ({
      backups: [...backups],
      unreadable: 0,
      sizeBytes: 4_310_000,
      location: '/home/ines/.local/share/selvedge/vaults/gitops-fabric-4c1e',
    }),
    'vault.show': ({ backupId }) => ({
      backup: backups.find((backup) => backup.backupId === backupId) ?? backups[0]!,
      files: [...backupFiles],
    }),
    'vault.create': () => backups[2]!,
    'vault.verify': () => ({
      checkedAt: minutesAgo(0),
      backups: 5,
      blobs: 231,
      sizeBytes: 4_310_000,
      damaged: [],
      packs: [],
      unreadable: 0,
      operations: [],
    }),
    'operations.list': () => ({ operations: [...operations], undo: 'o9', redo: null }),
    'operations.undo': () => receipt('Undo: restore vpc-storage.yaml'),
    'operations.redo': () => receipt('Redo: discard 3 files'),
    'operations.lock': () => ({ holder: null }),
    ...safetyAnswers,
  };
}
