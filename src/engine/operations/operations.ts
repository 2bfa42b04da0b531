import type { ContentHash, ProjectPath, Receipt } from '../../contract/basics';
import type { Result } from '../../contract/call';
import type { LockHolder } from '../../contract/failure';
import type { GitLock } from '../../contract/locks';
import type { OperationRecord, UndoPreview } from '../../contract/operations';
import type { Backup, BackupFile, ScrubReport, VaultCheck } from '../../contract/vault';
import type { CallContext } from '../call-context';
import type { FileSystem } from '../files/file-system';
import type { Git, Place } from '../git/git';
import type { RepositoryLock } from '../locks/repository-lock';
import type { RetentionRules } from '../vault/retention';
import type { Audit } from './audit/audit';
import type { AuditReport } from './audit/verify-audit';
import type { Checkpoint, RollbackPreview, RollbackReport } from './checkpoints/checkpoints';
import type { OperationDetail } from './journal/detail';
import type { ForgetReport, ForgetWish } from './forget/forget';
import type { HealReport } from './upkeep/heal';
import type { OperationRequest } from './operation-request';
import type { UndoWindow } from './undo/undo-window';
import type { PruneReport } from './upkeep/prune';
import type { RecoveryReport } from './recovery/recovery-report';
import type { VaultFacts } from './backups/vault-state';

/** What the safety core needs of the world. */
export interface OperationsOptions {
  readonly place: Place;
  readonly git: Git;
  readonly repositoryId: string;
  /** Our own folder for this repository, outside of it. The vault lies in `<dataFolder>/vault`. */
  readonly dataFolder: string;
  /** The real disk unless told. */
  readonly fileSystem?: FileSystem;
  /** The repository's own unless told (tests on a disk that the system cannot lock). */
  readonly lock?: RepositoryLock;
  /** Another disk's folder that gets a copy of every pack (null: none); asked each time. Its parent must exist. */
  readonly secondVaultFolder?: () => string | null;
  /** Seals the audit trail; from the system's key store. Without it a key lies beside the records. */
  readonly auditKey?: Buffer;
  /** Milliseconds since 1970; the system's unless told. */
  readonly clock?: () => number;
  /** Files larger than this are not taken into the vault, and operations on them are refused; 50 MB unless told. */
  readonly largestFileBytes?: number;
  /** How long operations can be undone; asked each time. 90 days and the last 200 unless told. */
  readonly undoWindow?: () => UndoWindow;
  /** Room that is kept for undoing on a full disk, on each disk that is written to; none unless told. */
  readonly reserveBytes?: number;
  /** Who acts, for the log: "person", "command line". */
  readonly actor?: string;
  /** Called after an operation is durable in the log, inside of the call that made it. */
  onRecorded(operation: OperationRecord): void;
}

/** Bytes of one path as some backup or operation knew it. */
export interface VersionBytes {
  /** Its permissions; null: no file. */
  readonly mode: number | null;
  readonly file: BackupFile;
  /** Null for `absent` and `directory`; a symlink's bytes are its target. */
  readonly bytes: Buffer | null;
}

/** The backups of one repository. Every method reads; writing happens through operations and `createBackup`. */
export interface Backups {
  /** Where they lie, for people. */
  readonly location: string;
  /** Newest first. `path`: only those that know this path. */
  list(path: ProjectPath | null): Promise<Result<{ backups: Backup[]; unreadable: number; sizeBytes: number }>>;
  show(backupId: string): Promise<Result<{ backup: Backup; files: BackupFile[] }>>;
  /** `backup-missing` when the backup does not know the path, `backup-damaged` when no good copy is left. */
  readVersion(backupId: string, path: ProjectPath): Promise<Result<VersionBytes>>;
  /** By hand. `paths` null: everything changed and untracked. */
  createBackup(note: string, paths: readonly ProjectPath[] | null, context: CallContext): Promise<Result<Backup>>;
  verify(backupId: string | null, context: CallContext): Promise<Result<VaultCheck>>;
  /** A pinned backup is never let go by retention; unpinning a checkpoint deletes it. */
  pin(backupId: string, pinned: boolean, context: CallContext): Promise<Result<null>>;
  /** Lets go of old backups by the rules; `dryRun` only tells what and why. */
  prune(options: { dryRun: boolean; rules?: RetentionRules }, context: CallContext): Promise<Result<PruneReport>>;
  /** Reads everything, repairs from every copy that can be found, puts damaged packs aside. */
  heal(context: CallContext): Promise<Result<HealReport>>;
  /** Into a new or empty folder: as plain files, or as a bare git repository. */
  exportTo(backupId: string, folder: string, as: 'folder' | 'git'): Promise<Result<null>>;
  /** Erases every version of these paths, or these contents, from everything of ours. */
  forget(what: ForgetWish, context: CallContext): Promise<Result<ForgetReport>>;
  /** Reads the next seventh of the packs again; heals what is damaged. */
  scrub(context: CallContext): Promise<Result<ScrubReport>>;
  state(): Promise<VaultFacts>;
  /** The backup on a schedule; null: nothing is new. */
  backUpIfChanged(context: CallContext): Promise<Result<string | null>>;
}

/** The safety core of one opened repository. */
export interface Operations {
  run(request: OperationRequest, context: CallContext): Promise<Result<Receipt>>;
  list(query: {
    limit: number;
    before: number | null;
  }): Promise<Result<{ operations: OperationRecord[]; undo: string | null; redo: string | null; damage: string[] }>>;
  /** As `list` tells it; null: not in the log. */
  find(operationId: string): Promise<OperationRecord | null>;
  /** Every path that an operation changed in the working tree, with its hash before and after. */
  changes(operationId: string): Promise<Result<readonly { path: ProjectPath; pre: BackupFile; post: BackupFile }[]>>;
  /** Everything that it did; null: it changed nothing. */
  detail(operationId: string): Promise<Result<OperationDetail | null>>;
  /** One path as it was before (`pre`) or after (`post`) an operation. */
  readVersion(operationId: string, side: 'pre' | 'post', path: ProjectPath): Promise<Result<VersionBytes>>;
  /** `operationId` null: the newest that can be undone. */
  undo(operationId: string | null, context: CallContext): Promise<Result<Receipt>>;
  redo(context: CallContext): Promise<Result<Receipt>>;
  /** What `undo` would do. */
  previewUndo(operationId: string | null): Promise<Result<UndoPreview>>;
  /** Takes back one older operation's changes of files and keeps what was done since; three-way where both touched. */
  revert(operationId: string, context: CallContext): Promise<Result<Receipt>>;
  readonly checkpoints: {
    create(name: string, context: CallContext): Promise<Result<Checkpoint>>;
    list(): Promise<Checkpoint[]>;
    /** Takes it off the list; see `deleteCheckpoint`. */
    delete(backupId: string, context: CallContext): Promise<Result<Checkpoint>>;
    preview(backupId: string): Promise<Result<RollbackPreview>>;
    rollBackTo(backupId: string, context: CallContext): Promise<Result<RollbackReport>>;
  };
  /** Local history of edits made elsewhere; the watcher calls it. Answers the backup's id, null: nothing new. */
  recordExternalEdits(paths: readonly ProjectPath[], context: CallContext): Promise<Result<string | null>>;
  readonly audit: Pick<Audit, 'export' | 'list'> & {
    /** Checks the trail, and the operations log beside it. */
    verify(): Promise<AuditReport>;
    /** See `acceptDamage`. */
    accept(look: string, context: CallContext): Promise<Result<unknown>>;
    /** The operations log as it lies on the disk. */
    exportLog(): Promise<Buffer>;
  };
  /** Reads what other processes did meanwhile, and reports it through `onRecorded`. */
  noticeOthers(): Promise<void>;
  readonly locks: {
    git(): Promise<GitLock[]>;
    remove(path: string, context: CallContext): Promise<Result<Receipt>>;
  };
  /** Finishes or puts back what a crash cut short. To be called once when a repository is opened. */
  recover(context: CallContext): Promise<Result<RecoveryReport>>;
  /** Whether this hash is what one of our own operations last wrote at this path (watcher: own writes do not echo). */
  wroteLast(path: ProjectPath, hash: ContentHash | null): boolean;
  readonly vault: Backups;
  /** Who holds the one writer's lock now; null: nobody. */
  lockHolder(): Promise<LockHolder | null>;
  close(): Promise<void>;
}
