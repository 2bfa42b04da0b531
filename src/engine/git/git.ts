import type { Result } from '../../contract/call';

/** Where a repository's parts lie; absolute paths without symlinks. */
export interface Place {
  /** Top of the working tree. */
  readonly root: string;
  /** This worktree's git directory (differs from `commonDir` in a linked worktree). */
  readonly gitDir: string;
  /** The git directory that all worktrees share: objects, refs, config. */
  readonly commonDir: string;
}

export interface GitOptions {
  readonly signal?: AbortSignal;
  /** Fails with `timed-out` after this; 300,000 unless told. */
  readonly timeoutMs?: number;
  /** Bytes for standard input. */
  readonly input?: Uint8Array | string;
  /** Exit codes that are answers, not failures; `[0]` unless told. */
  readonly answers?: readonly number[];
  /** Additions to the scrubbed environment (for instance GIT_INDEX_FILE). */
  readonly environment?: Readonly<Record<string, string>>;
  /** Standard output beyond this fails; 256 MiB unless told. */
  readonly maxOutputBytes?: number;
}

export interface GitOutput {
  readonly stdout: Buffer;
  readonly stderr: string;
  readonly exitCode: number;
}

/**
 * Git, bound to one repository and to the safe invocation profile.
 *
 * `run` takes the arguments after `git`; the caller writes `--end-of-options` and `--` itself. Failures are
 * classified (`index-locked`, `corrupt-index`, `disk-full`, …); what is not known is `git-failed`.
 */
export interface Git {
  readonly place: Place;
  run(args: readonly string[], options?: GitOptions): Promise<Result<GitOutput>>;
  /** `run`, with standard output as UTF-8 text. */
  text(args: readonly string[], options?: GitOptions): Promise<Result<string>>;
}
