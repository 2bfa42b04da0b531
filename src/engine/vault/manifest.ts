import type { ContentHash, ProjectPath } from '../../contract/basics';
import type { Backup, BackupFile } from '../../contract/vault';
import { entryHash } from '../files/entry';
import type { Entry } from '../files/entry';
import type { KeptFile } from './kept-files';

/** One backup: which paths had which content at one moment, and why we looked. */
export interface BackupManifest {
  readonly backupId: string;
  readonly at: string;
  readonly why: string;
  readonly trigger: Backup['trigger'];
  readonly operationId: string | null;
  /** A named state of everything, git's included; `state` is a `GitState` in the vault. */
  readonly checkpoint: {
    readonly name: string;
    readonly state: ContentHash;
    /** Paths that were there and are not in it: ignored, too large, not readable. A folder ends with a slash. */
    readonly leftOut: readonly string[];
    /** The linked working tree that it was made in; missing: the first one. */
    readonly worktree?: string | undefined;
  } | null;
  readonly files: readonly KeptFile[];
}

const shownPaths = 20;

export function describeBackup(
  manifest: BackupManifest,
  marks: { readonly pinned: boolean; readonly verifiedAt: string | null; readonly checkpoint?: Backup['checkpoint'] },
): Backup {
  const { backupId, at, why, trigger, operationId, files } = manifest;
  return {
    backupId,
    at,
    why,
    trigger,
    operationId,
    fileCount: files.length,
    sizeBytes: files.reduce((sum, file) => sum + entryBytes(file.entry), 0),
    paths: files.slice(0, shownPaths).map((file) => file.path),
    ...marks,
  };
}

export const entryBytes = (entry: Entry): number =>
  entry.kind === 'file' || entry.kind === 'symlink' ? entry.sizeBytes : 0;

/** An entry in the words of the contract. What cannot be kept (a pipe, a device) was never taken in: absent. */
export function describeFile(path: ProjectPath, entry: Entry): BackupFile {
  return {
    path,
    hash: entryHash(entry),
    sizeBytes: entryBytes(entry),
    kind: entry.kind === 'other' ? 'absent' : entry.kind,
    executable: entry.kind === 'file' && (entry.mode & 0o100) !== 0,
  };
}
