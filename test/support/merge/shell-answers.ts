import type { Settings } from '../../../src/contract/settings';
import type { Answers } from '../fake-bridge';

const now = '2024-05-01T12:00:00Z';

export const quietSettings: Settings = {
  version: 1,
  theme: 'system',
  density: 'regular',
  editorFontSizePx: 13,
  editorWordWrap: false,
  reducedMotion: 'system',
  diffLayout: 'side-by-side',
  mergeLayout: 'automatic',
  pollSeconds: 30,
  largestBackupBytes: 52_428_800,
  backupEveryMinutes: 60,
  undoDays: 90,
  undoOperations: 200,
  vaultWarnBytes: 5_368_709_120,
  secondVaultFolder: null,
};

/** What the frame around a screen asks for, answered for a quiet repository in a merge. */
export const shellAnswers: Answers = {
  'app.check-git': () => ({ version: '2.39.5', path: '/usr/bin/git' }),
  'app.info': () => ({
    version: '0.1.0',
    runtime: 'browser',
    gitVersion: '2.39.5',
    gitPath: '/usr/bin/git',
    platform: 'linux',
    dataFolder: '/home/operator/.local/share/selvedge',
  }),
  'app.report-crash': () => ({ reference: 'none' }),
  'settings.read': () => quietSettings,
  'projects.recent': () => [],
  'projects.take-startup-path': () => ({ path: '/home/operator/fabric' }),
  'projects.open': () => ({
    projectId: 'fabric',
    name: 'fabric',
    root: '/home/operator/fabric',
    gitDir: '/home/operator/fabric/.git',
    notices: [],
  }),
  'projects.close': () => ({}),
  'changes.status': () => ({
    revision: 1,
    head: { kind: 'branch', name: 'main', commit: 'a'.repeat(40) },
    upstream: null,
    progress: 'merge',
    entries: [],
    truncated: false,
    checkedAt: now,
    watching: 'events',
    watchingReason: null,
  }),
  'changes.branches': () => [
    { name: 'main', remote: false, commit: 'a'.repeat(40), subject: 'Add rack 2', current: true },
    { name: 'feature', remote: false, commit: 'b'.repeat(40), subject: 'Prepare the second rack', current: false },
  ],
  'fabric.resources': () => ({
    total: 0,
    states: { live: 0, copy: 0, disabled: 0, foreign: 0, template: 0, broken: 0 },
    kinds: [],
    rows: [],
    generation: 1,
  }),
  'changes.identity': () => ({ person: { name: 'Ada', email: 'ada@example.net' } }),
  'vault.list': () => ({ backups: [], unreadable: 0, sizeBytes: 0, location: '/home/operator/vault' }),
  'operations.lock': () => ({ holder: null }),
  'operations.list': () => ({ operations: [], undo: null, redo: null }),
};
