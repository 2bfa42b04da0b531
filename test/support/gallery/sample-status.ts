import type { ChangeKind, RepositoryStatus, StatusEntry } from '../../../src/contract/changes';
import type { z } from 'zod';
import { commitId, minutesAgo, path } from './sample-content';

export type Status = z.infer<typeof RepositoryStatus>;

export const entry = (
  name: string,
  staged: ChangeKind,
  unstaged: ChangeKind,
  more: Partial<StatusEntry> = {},
): StatusEntry => ({ path: path(name), from: null, staged, unstaged, conflict: null, submodule: false, ...more });

export const cleanStatus: Status = {
  revision: 1,
  head: { kind: 'branch', name: 'main', commit: commitId(1) },
  upstream: { name: 'origin/main', ahead: 0, behind: 0, gone: false },
  progress: 'none',
  entries: [],
  truncated: false,
  checkedAt: minutesAgo(0),
  watching: 'events',
  watchingReason: null,
};

const root = 'gitops/hedgehog/fabric-1';

export const busyStatus: Status = {
  ...cleanStatus,
  upstream: { name: 'origin/main', ahead: 2, behind: 3, gone: false },
  entries: [
    entry(`${root}/managed/connections/leaf-01--spine-02.yaml`, 'added', 'unchanged'),
    entry(`${root}/managed/vpcs/vpc-storage.yaml`, 'modified', 'modified'),
    entry(`${root}/managed/switches/leaf-07.yaml`, 'renamed', 'unchanged', {
      from: path(`${root}/managed/switches/leaf-7.yaml`),
    }),
    entry(`${root}/managed/vpcattachments/vpc-storage--server-04.yaml`, 'unchanged', 'modified'),
    entry(`${root}/managed/externals/internet-edge.yaml`, 'unchanged', 'modified'),
    entry(`${root}/managed/servers/server-11.yaml`, 'unchanged', 'deleted'),
    entry(`${root}/raw/new-tenants.yaml`, 'unchanged', 'untracked'),
    entry('notes/maintenance \u202egpj.window.md', 'unchanged', 'untracked'),
  ],
};

export const mergingStatus: Status = {
  ...busyStatus,
  progress: 'merge',
  entries: [
    entry(`${root}/managed/vpcs/vpc-storage.yaml`, 'unchanged', 'unchanged', { conflict: 'both-modified' }),
    entry(`${root}/managed/switches/leaf-03.yaml`, 'unchanged', 'unchanged', { conflict: 'deleted-by-them' }),
    entry(`${root}/managed/servers/server-12.yaml`, 'added', 'unchanged'),
    entry(`${root}/managed/servers/server-13.yaml`, 'added', 'unchanged'),
  ],
};
