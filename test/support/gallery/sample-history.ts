import type { TimelineEntry } from '../../../src/contract/history';
import type { OperationRecord } from '../../../src/contract/operations';
import type { Backup, BackupFile } from '../../../src/contract/vault';
import { commitId, hash, minutesAgo, path } from './sample-content';

const vpc = path('gitops/hedgehog/fabric-1/managed/vpcs/vpc-storage.yaml');
const attachment = path('gitops/hedgehog/fabric-1/managed/vpcattachments/vpc-storage--server-04.yaml');
const leaf = path('gitops/hedgehog/fabric-1/managed/switches/leaf-07.yaml');

const people = [
  { name: 'Ines Okafor', email: 'ines@netops.example' },
  { name: 'Tomas Lind', email: 'tomas@netops.example' },
  { name: 'fabric-sync', email: 'sync@netops.example' },
] as const;

const titles = [
  'Give vpc-storage a replica subnet',
  'Move backup traffic of vpc-storage to VLAN 1214',
  'Rename leaf-7 to leaf-07 everywhere',
  'Attach server-04 to vpc-storage',
  'Add the internet edge external',
  'Widen the DHCP range of vpc-web',
  'Drop the peering that nobody uses',
  'Describe the second spine pair',
  'Bring rack 4 into the fabric',
  'Sort connections by rack',
  'Add a mesh link between leaf-03 and leaf-04',
  'Take server-09 out of service',
] as const;

function commitEntry(at: number, minutes: number): TimelineEntry {
  const commit = commitId(at + 1);
  return {
    kind: 'commit',
    id: `commit:${commit}`,
    at: minutesAgo(minutes),
    title: at < titles.length ? titles[at]! : `${titles[at % titles.length]!}, again`,
    paths: [vpc, attachment],
    pathCount: 2,
    source: { kind: 'commit', commit },
    commit,
    parents: [commitId(at + 2)],
    author: people[at % 2]!,
    body: at === 0 ? 'Replication left the default subnet full.\n\nChecked against the address plan of rack 4.' : '',
    refs: at === 0 ? ['main'] : at === 3 ? ['origin/main'] : [],
    volatileOnly: false,
  };
}

function backupEntry(at: number, minutes: number, why: string): TimelineEntry {
  return {
    kind: 'backup',
    id: `backup:${at}`,
    at: minutesAgo(minutes),
    title: why,
    paths: [vpc],
    pathCount: 1,
    source: { kind: 'backup', backupId: `b${at}` },
    backupId: `b${at}`,
    why,
    pinned: false,
  };
}

function operationEntry(at: number, minutes: number, operation: string, title: string): TimelineEntry {
  return {
    kind: 'operation',
    id: `operation:${at}`,
    at: minutesAgo(minutes),
    title,
    paths: [vpc],
    pathCount: 1,
    source: { kind: 'operation', operationId: `o${at}`, side: 'pre' },
    operationId: `o${at}`,
    operation,
    outcome: at === 3 ? 'undone' : 'done',
    undoable: true,
  };
}

const folded = Array.from({ length: 54 }, (_, at) => commitId(400 + at));

export const foldMembers: readonly TimelineEntry[] = folded.map((commit, at) => ({
  kind: 'commit',
  id: `commit:${commit}`,
  at: minutesAgo(2000 + at * 5),
  title: 'Sync fabric-1 state',
  paths: [vpc],
  pathCount: 1,
  source: { kind: 'commit', commit },
  commit,
  parents: [commitId(9)],
  author: people[2],
  body: '',
  refs: [],
  volatileOnly: true,
}));

export const timeline: readonly TimelineEntry[] = [
  operationEntry(9, 2, 'restore', 'Restore vpc-storage.yaml'),
  backupEntry(8, 2, 'Before: restore vpc-storage.yaml'),
  commitEntry(0, 41),
  operationEntry(5, 42, 'stage', 'Stage 2 files'),
  commitEntry(1, 180),
  operationEntry(3, 190, 'discard', 'Discard 3 files'),
  backupEntry(2, 190, 'Before: discard 3 files'),
  commitEntry(2, 900),
  commitEntry(3, 1500),
  {
    kind: 'fold',
    id: 'fold:1',
    at: minutesAgo(2000),
    until: minutesAgo(2000 + 53 * 5),
    title: '54 timestamp-only commits by fabric-sync',
    paths: [vpc],
    pathCount: 1,
    source: { kind: 'commit', commit: folded[0]! },
    count: 54,
    entryIds: folded.map((commit) => `commit:${commit}`),
  },
  ...Array.from({ length: 40 }, (_, at) => commitEntry(at + 4, 4000 + at * at * 32)),
];

export const backups: readonly Backup[] = [
  ['Before: restore vpc-storage.yaml', 2, 1, 612, true, 'operation'],
  ['Before: discard 3 files', 190, 3, 4_812, true, 'operation'],
  ['By hand', 1_300, 214, 1_284_000, true, 'manual'],
  ['Before: abort the merge of origin/main', 2_900, 7, 18_400, false, 'operation'],
  ['Edited elsewhere: leaf-07.yaml', 4_400, 1, 1_900, false, 'external-edit'],
].map(([why, minutes, fileCount, sizeBytes, verified, trigger], at) => ({
  backupId: at === 0 ? 'b8' : at === 1 ? 'b2' : `b${100 + at}`,
  at: minutesAgo(minutes as number),
  why: why as string,
  trigger: trigger as Backup['trigger'],
  fileCount: fileCount as number,
  sizeBytes: sizeBytes as number,
  pinned: at === 2,
  verifiedAt: verified === true ? minutesAgo(1) : null,
  operationId: null,
  paths: [vpc, attachment, leaf].slice(0, fileCount as number),
}));

export const backupFiles: readonly BackupFile[] = [
  { path: vpc, hash: hash(1), sizeBytes: 612, kind: 'file', executable: false },
  { path: attachment, hash: hash(2), sizeBytes: 318, kind: 'file', executable: false },
  { path: leaf, hash: null, sizeBytes: 0, kind: 'absent', executable: false },
];

const operationTitles: readonly (readonly [string, string, number, OperationRecord['outcome']])[] = [
  ['restore', 'Restore vpc-storage.yaml', 2, 'done'],
  ['undo', 'Undo: discard 3 files', 41, 'done'],
  ['stage', 'Stage 2 files', 42, 'done'],
  ['commit', 'Commit “Give vpc-storage a replica subnet”', 43, 'done'],
  ['discard', 'Discard 3 files', 190, 'undone'],
  ['merge-abort', 'Abort the merge of origin/main', 2_900, 'done'],
  ['write-file', 'Save leaf-07.yaml', 4_400, 'failed'],
];

export const operations: readonly OperationRecord[] = operationTitles.map(([kind, title, minutes, outcome], at) => ({
  operationId: kind === 'restore' ? 'o9' : `o${operationTitles.length - at}`,
  sequence: operationTitles.length - at,
  kind,
  title,
  at: minutesAgo(minutes),
  actor: 'ines on noc-03',
  outcome,
  undoable: outcome === 'done',
  notUndoableBecause: outcome === 'failed' ? 'it did not happen; the file is as it was.' : null,
  reverses: kind === 'undo' ? 'o3' : null,
  paths: [vpc, attachment].slice(0, kind === 'restore' ? 1 : 2),
  pathCount: kind === 'restore' ? 1 : 2,
  backupId: 'b8',
  headBefore: commitId(2),
  headAfter: kind === 'commit' ? commitId(1) : commitId(2),
}));
