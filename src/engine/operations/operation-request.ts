import type { Result } from '../../contract/call';
import type { ContentHash, ProjectPath } from '../../contract/basics';
import type { Git } from '../git/git';

/** What a path shall become. Bytes are written as they are; encoding and EOL are the caller's business. */
export type Target =
  | {
      readonly kind: 'file';
      readonly bytes: Uint8Array;
      /** Kept as it is unless told. */ readonly executable?: boolean;
      /** All permissions, when they are known; of setuid, setgid and sticky nothing is ever put back. */
      readonly mode?: number;
    }
  | { readonly kind: 'symlink'; readonly target: string }
  | { readonly kind: 'directory' }
  | { readonly kind: 'absent' };

/** What the person saw at a path: its hash, nothing there, or (rarely right) whatever there is. */
export type Expected = ContentHash | 'absent' | 'anything';

export interface FileChange {
  readonly path: ProjectPath;
  readonly to: Target;
  readonly expected: Expected;
}

/** The part of an operation that git carries out. */
export interface GitWork {
  /**
   * Paths whose bytes in the working tree git may change; they are in the vault before it runs.
   * `changed-and-untracked`: everything that is not simply the committed content.
   */
  readonly protects: readonly ProjectPath[] | 'changed-and-untracked';
  act(git: Git, signal: AbortSignal): Promise<Result<{ readonly title?: string }>>;
}

/**
 * One mutation of anything: files that run-operation changes itself (all or nothing), then work that git does.
 *
 * Index, HEAD, refs and in-progress state files are recorded before and after by run-operation, so that undo
 * can put them back; the request need not say how.
 */
export interface OperationRequest {
  /** Machine word, kebab-case: "write-file", "stage", "commit", "merge-abort", "restore". */
  readonly kind: string;
  /** In words, for the log, the toast and the Undo button: "Discard 3 files". */
  readonly title: string;
  readonly files?: readonly FileChange[];
  readonly git?: GitWork;
  /** The operation that this one undoes or redoes. */
  readonly reverses?: string;
  /** Why it can never be undone, in words. */
  readonly notUndoable?: string;
}
