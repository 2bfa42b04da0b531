import type { FileSystem } from '../files/file-system';
import type { StatMemory } from '../files/stat-memory';
import type { Git, Place } from '../git/git';
import type { IndexLock } from '../locks/index-lock';
import type { RepositoryLock } from '../locks/repository-lock';
import type { Vault } from '../vault/vault';
import type { Audit } from './audit/audit';
import type { OperationLog } from './journal/operation-log';
import type { Reserve } from './apply/reserve';
import type { UndoWindow } from './undo/undo-window';
import type { Worktree } from './worktree';

/** What the parts of the operations path share: one repository, its lock, its vault and its log. */
export interface Host {
  readonly place: Place;
  readonly worktree: Worktree;
  readonly repositoryId: string;
  readonly git: Git;
  readonly fs: FileSystem;
  readonly clock: () => number;
  readonly actor: string;
  readonly lock: RepositoryLock;
  readonly indexLock: IndexLock;
  readonly vault: Vault;
  readonly log: OperationLog;
  readonly audit: Audit;
  /** `<gitDir>/selvedge`: journal and stage; on the working tree's file system in nearly every repository. */
  readonly folder: string;
  /** Larger files are not taken into the vault. */
  readonly largestFileBytes: number;
  /** How long operations can be undone; asked each time. */
  readonly undoWindow: () => UndoWindow;
  readonly memory: StatMemory;
  readonly reserve: Reserve;
}

export const instant = (host: Pick<Host, 'clock'>): string => new Date(host.clock()).toISOString();
