import type { Answers } from '../fake-bridge';
import { minutesAgo } from './sample-content';
import { backupFiles, backups, operations } from './sample-history';

const rules = {
  keepAllHours: 48,
  hourly: 48,
  daily: 30,
  weekly: 12,
  monthly: 12,
  minimumDays: 30,
  deletedDays: 90,
};

const checkpoints = [
  { backupId: 'c2', name: 'Before the maintenance window', at: minutesAgo(900), fileCount: 214, sizeBytes: 1_284_000 },
  { backupId: 'c1', name: 'Site handed over', at: minutesAgo(60_000), fileCount: 180, sizeBytes: 1_010_000 },
];

const daysAgo = (days: number): string => minutesAgo(days * 1_440).slice(0, 10);

/** What Backups and Activity ask besides their lists. */
export const safetyAnswers: Answers = {
  'vault.state': () => ({
    location: '/home/ines/.local/share/selvedge/vaults/gitops-fabric-4c1e',
    sizeBytes: 4_310_000,
    warnBytes: 5_368_709_120,
    backups: backups.length,
    days: [12, 9, 5, 4, 1, 0].map((days, at) => ({ day: daysAgo(days), addedBytes: 120_000 * (1 + ((at * 7) % 5)) })),
    rules,
    undo: { days: 90, operations: 200 },
    lastPrune: { at: minutesAgo(300), marked: 1, removed: 0, freedBytes: 0 },
    lastScrub: { at: minutesAgo(290), part: 3, packs: 12, healed: null },
    quarantinedPacks: 0,
    second: null,
    scheduleMinutes: 60,
    notCovered: ['Files that git ignores', 'Files larger than 50 MB'],
  }),
  'vault.prune': ({ dryRun }) => ({
    dryRun,
    decisions: [
      ...backups.slice(0, -1).map(({ backupId }) => ({ backupId, keep: true, because: 'Younger than 30 days' })),
      {
        backupId: backups.at(-1)?.backupId ?? '',
        keep: false,
        because: 'A newer one stands for its hour, day, week and month',
      },
    ],
    marked: [backups.at(-1)?.backupId ?? ''],
    removed: [],
    commits: [],
    freedBytes: 0,
    waits: null,
  }),
  'vault.pin': () => ({}),
  'vault.heal': () => ({
    damaged: 1,
    healed: [{ where: 'the second vault', contents: 1 }],
    quarantined: ['/home/ines/.local/share/selvedge/quarantine/a.pack'],
    affected: [],
    lost: [],
  }),
  'vault.export': ({ folder }) => ({ folder }),
  'vault.forget': ({ dryRun }) => ({
    dryRun,
    contents: 3,
    backups: 2,
    drafts: 1,
    decisions: 0,
    freedBytes: dryRun ? 0 : 1_836,
    notErased: [],
    remains: ['2 of the contents are still in git’s objects of this repository.', 'The files in the working tree.'],
  }),
  'operations.show': ({ operationId }) => {
    const operation = operations.find((one) => one.operationId === operationId) ?? operations[0]!;
    const [before = backupFiles[0]!] = backupFiles;
    return {
      operation,
      files: operation.paths.map((path) => ({
        path,
        before: { ...before, path },
        after: { ...before, path, hash: backupFiles[1]?.hash ?? null, sizeBytes: before.sizeBytes + 20 },
      })),
      refs: [],
      stagedChanged: operation.kind === 'stage',
    };
  },
  'operations.preview-undo': ({ operationId }) => ({
    operationId: operationId ?? 'o9',
    title: operations.find((one) => one.operationId === operationId)?.title ?? '',
    how: 'put-back',
    sentence: 'Files, what is staged and branches go back to how they were before it.',
  }),
  'operations.revert': () => ({ operationId: 'o20', title: 'Revert: Save', undoable: true, changedPaths: ['a.yaml'] }),
  'checkpoints.list': () => checkpoints,
  'checkpoints.create': ({ name }) => ({ ...checkpoints[0]!, name }),
  'checkpoints.delete': ({ backupId }) => checkpoints.find((one) => one.backupId === backupId) ?? checkpoints[0]!,
  'checkpoints.preview': ({ backupId }) => ({
    checkpoint: checkpoints.find((one) => one.backupId === backupId) ?? checkpoints[0]!,
    files: backupFiles.map(({ path }, at) => ({ path, effect: at === 2 ? 'delete' : 'replace' })),
    refs: [{ name: 'refs/heads/main', now: 'b'.repeat(40), then: 'a'.repeat(40) }],
    headMoves: false,
    stagedChanges: true,
  }),
  'checkpoints.roll-back': () => ({
    receipt: { operationId: 'o21', title: 'Back to a checkpoint', undoable: true, changedPaths: [] },
    compared: { files: 214, refs: 6, stateFiles: 2, staged: true },
    different: [],
  }),
  'locks.list': () => ({ holder: null, git: [] }),
  'locks.remove': () => ({ operationId: 'o22', title: 'Put the lock aside', undoable: false, changedPaths: [] }),
  'audit.list': () => ({
    rows: operations.map(({ operationId, title, kind, actor, at, pathCount }, index) => ({
      sequence: operations.length - index,
      at,
      actor,
      title,
      kind,
      result: index === 2 ? 'locked-by-other' : 'done',
      operationId,
      pathCount,
    })),
    total: operations.length,
  }),
  'audit.verify': () => ({
    records: operations.length,
    seals: 0,
    sound: true,
    problems: [],
    accepted: [],
    lines: [],
    look: null,
    proven: [`${operations.length} records follow one another; none was edited, removed, added or moved between them.`],
    notProven: ['That what was never recorded did not happen: other programs change files too.'],
  }),
  'audit.export': ({ folder }) => ({
    path: `${folder}/selvedge-audit.jsonl`,
    logPath: `${folder}/selvedge-operations.jsonl`,
    records: operations.length,
  }),
};
