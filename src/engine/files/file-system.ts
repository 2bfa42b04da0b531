/**
 * The disk, as small as the safety core needs it.
 *
 * Everything that reads or writes a project, the journal or the vault goes through this port, so that tests can
 * inject crashes, errors, short writes and lost caches. Paths are absolute; bytes that are not UTF-8 travel as
 * lone surrogates (see `path-bytes`). Errors are Node's own (`error.code`), except where a method says otherwise.
 */
export interface FileSystem {
  readonly platform: NodeJS.Platform;
  /**
   * Opens a regular file. Never follows a link in the last component, never waits for the far end of a FIFO.
   *
   * `read`: for reading. `create`: for writing, must not exist. `append`: for appending, created when missing.
   * `update`: for reading and writing in place, must exist.
   */
  open(path: string, how: 'read' | 'create' | 'append' | 'update', mode?: number): Promise<OpenFile>;
  /** Null: nothing there (also when a parent is missing or is no directory). */
  lstat(path: string): Promise<FileStat | null>;
  readdir(path: string): Promise<string[]>;
  readlink(path: string): Promise<string>;
  symlink(target: string, path: string): Promise<void>;
  rename(from: string, to: string): Promise<void>;
  link(existing: string, path: string): Promise<void>;
  unlink(path: string): Promise<void>;
  mkdir(path: string, mode: number): Promise<void>;
  rmdir(path: string): Promise<void>;
  chmod(path: string, mode: number): Promise<void>;
  /** Gives a file to its former owner; only root may give to anyone. */
  chown(path: string, uid: number, gid: number): Promise<void>;
  setModified(path: string, atMs: number): Promise<void>;
  /** Makes names in a directory durable; does nothing where the platform cannot (Windows). */
  syncDirectory(path: string): Promise<void>;
  /** Whether names may be made and removed in a folder, as far as the system can tell beforehand. */
  mayWrite(folder: string): Promise<boolean>;
  /** Free bytes for an unprivileged writer, free file slots. */
  freeSpace(path: string): Promise<{ readonly bytes: number; readonly files: number }>;
  /** Whether a folder's times tell of every name that comes or goes in it. */
  tellsNewNames(folder: string): Promise<boolean>;
  /**
   * Makes many of our own files (their contents) and folders (their names) durable, in any order but all of them,
   * before it returns. After an error every one of them must be treated as lost. All lie on the file system of `folder`.
   */
  syncAll(folder: string, paths: readonly string[]): Promise<void>;
  /** The same without waiting, for work over many small files; a disk for tests may do without. */
  readonly now?: DiskNow;
}

/** Calls that hold the process up; each takes microseconds, and one promise after the other ten times as long. */
export interface DiskNow {
  lstat(path: string): FileStat | null;
  /** Null: not a regular file any more, not readable, or it changed its size meanwhile. */
  read(path: string, sizeBytes: number): Buffer | null;
  readlink(path: string): string;
  readdir(path: string): readonly { readonly name: string; readonly kind: FileKind }[];
  /** For writing; must not exist. */
  create(path: string, mode: number): NewFile;
  rename(from: string, to: string): void;
  unlink(path: string): void;
}

export interface NewFile {
  /** At the end; may write fewer bytes than asked. */
  write(from: Uint8Array, offset: number, length: number): number;
  chmod(mode: number): void;
  stat(): FileStat;
  close(): void;
}

export interface OpenFile {
  /** May read fewer bytes than asked; 0 at the end. `position` null: where the last read ended. */
  read(into: Uint8Array, offset: number, length: number, position: number | null): Promise<number>;
  /** May write fewer bytes than asked. `position` null: at the end of what was written. */
  write(from: Uint8Array, offset: number, length: number, position: number | null): Promise<number>;
  /** Makes content durable. After an error the file must be treated as lost. */
  sync(): Promise<void>;
  truncate(sizeBytes: number): Promise<void>;
  chmod(mode: number): Promise<void>;
  stat(): Promise<FileStat>;
  close(): Promise<void>;
}

export type FileKind = 'file' | 'directory' | 'symlink' | 'other';

export interface FileStat {
  readonly kind: FileKind;
  /** Permission bits only. */
  readonly mode: number;
  readonly sizeBytes: number;
  readonly modifiedMs: number;
  readonly changedMs: number;
  readonly inode: number;
  readonly device: number;
  readonly uid: number;
  readonly gid: number;
  readonly links: number;
}

/** The code of a system error ("ENOENT"), or null. */
export function errorCode(error: unknown): string | null {
  if (typeof error !== 'object' || error === null || !('code' in error)) return null;
  return typeof error.code === 'string' ? error.code : null;
}
