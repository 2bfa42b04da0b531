import { availableParallelism } from 'node:os';
import { dirname } from 'node:path';
import { simpleGit } from 'simple-git';

/** One git process. */
export interface GitProcess {
  /** Absolute. */
  readonly executable: string;
  /** Everything after the program's name. */
  readonly args: readonly string[];
  /** The whole environment; nothing of ours is inherited. */
  readonly environment: Readonly<Record<string, string>>;
  readonly input?: Uint8Array | string;
  readonly signal?: AbortSignal;
  readonly timeoutMs: number;
  readonly maxOutputBytes: number;
}

/** How a git process ended. `exitCode` null: by a signal that was not ours. */
export type GitEnd =
  | {
      readonly kind: 'exited';
      readonly exitCode: number | null;
      readonly stdout: Buffer;
      readonly stderr: string;
    }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'timed-out' }
  | { readonly kind: 'too-much-output' }
  | { readonly kind: 'not-started'; readonly reason: string };

/**
 * Starts git. The only place of the project that does, and the only one that knows simple-git.
 *
 * The program's own folder is the working directory, never the repository: neither a program nor a library can be
 * picked up from what somebody cloned. Standard input is always closed. Cancelling and time-outs send SIGINT, on
 * which git removes its lock files, and then wait until git and whatever it started have let go of their output;
 * nothing is ever killed hard, because a killed git leaves locks and half-written trees behind.
 */
export async function runGit(request: GitProcess): Promise<GitEnd> {
  if (request.signal?.aborted === true) return { kind: 'cancelled' };
  const done = await takeTurn();
  try {
    return await runNow(request);
  } finally {
    done();
  }
}

type Stop = 'cancelled' | 'timed-out' | 'too-much-output';

async function runNow(request: GitProcess): Promise<GitEnd> {
  const stopping = new AbortController();
  let stopped: Stop | null = null;
  const stop = (why: Stop): void => {
    stopped ??= why;
    stopping.abort();
  };
  const cancel = (): void => stop('cancelled');
  request.signal?.addEventListener('abort', cancel, { once: true });
  if (request.signal?.aborted === true) cancel();
  const timer = setTimeout(() => stop('timed-out'), request.timeoutMs);
  try {
    const captured = await spawnBySimpleGit(request, stopping.signal, () => stop('too-much-output'));
    if (stopped !== null) return { kind: stopped };
    if (captured.exitCode !== null && captured.exitCode < 0)
      return { kind: 'not-started', reason: captured.stderr.split('\n', 1)[0] ?? '' };
    return { kind: 'exited', ...captured };
  } catch (error) {
    if (stopped !== null) return { kind: stopped };
    return { kind: 'not-started', reason: error instanceof Error ? error.message : String(error) };
  } finally {
    clearTimeout(timer);
    request.signal?.removeEventListener('abort', cancel);
  }
}

interface Captured {
  readonly exitCode: number | null;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/**
 * simple-git answers strings and hides the exit code. Its `errors` plugin sees the raw bytes and the code of every
 * process, so the answer is taken there; the lists are emptied so that simple-git does not decode them once more.
 */
async function spawnBySimpleGit(request: GitProcess, abort: AbortSignal, overflow: () => void): Promise<Captured> {
  let captured: Captured | null = null;
  const input = Buffer.from(request.input ?? '');
  const git = simpleGit({
    baseDir: dirname(request.executable),
    binary: request.executable,
    abort,
    input: () => input,
    allowEnvironment: Object.keys(request.environment),
    unsafe: ownSettingsAllowed,
    // Not before all output is closed: a child that outlives git still holds it.
    completion: { onClose: true, onExit: false },
    errors: (_error, { exitCode, stdOut, stdErr }) => {
      captured = {
        exitCode: exitCode as number | null,
        stdout: Buffer.concat(stdOut.splice(0)),
        stderr: Buffer.concat(stdErr.splice(0)).toString('utf8'),
      };
      return undefined;
    },
  });
  git.env({ ...request.environment });
  git.outputHandler((_command, stdout) => {
    let sizeBytes = 0;
    stdout.on('data', (chunk: Buffer) => {
      sizeBytes += chunk.length;
      if (sizeBytes > request.maxOutputBytes) overflow();
    });
    // simple-git waits 50 ms more for a process that printed nothing; an empty chunk at the end tells it not to.
    stdout.once('end', () => stdout.emit('data', Buffer.alloc(0)));
  });
  await git.raw([...request.args]);
  if (captured === null) throw new Error('simple-git did not report how git ended');
  return captured;
}

/**
 * simple-git refuses settings that could start programs, by patterns that match anywhere in a key; a branch called
 * "alias-fix" would do. All settings here are our own profile (which sets them to nothing), so their kinds are
 * allowed. What a caller could smuggle in as an argument stays refused, and `create-git.ts` checks the first one.
 */
const ownSettingsAllowed = {
  allowUnsafeCustomBinary: true,
  allowUnsafeAlias: true,
  allowUnsafeAskPass: true,
  allowUnsafeCommandBinaries: true,
  allowUnsafeConfigEnvCount: true,
  allowUnsafeConfigPaths: true,
  allowUnsafeCredentialHelper: true,
  allowUnsafeDiffExternal: true,
  allowUnsafeDiffTextConv: true,
  allowUnsafeEditor: true,
  allowUnsafeFilter: true,
  allowUnsafeFsMonitor: true,
  allowUnsafeGitProxy: true,
  allowUnsafeGpgProgram: true,
  allowUnsafeHooksPath: true,
  allowUnsafeInclude: true,
  allowUnsafeMergeDriver: true,
  allowUnsafePager: true,
  allowUnsafeProtocolOverride: true,
  allowUnsafeSshCommand: true,
  allowUnsafeSubmodule: true,
  allowUnsafeTemplateDir: true,
  allowUnsafeUrlRewrite: true,
} as const;

const turns = Math.max(4, availableParallelism());
const waiting: (() => void)[] = [];
let running = 0;

/** Not more git processes at once than the machine can feed. */
async function takeTurn(): Promise<() => void> {
  if (running >= turns) await new Promise<void>((go) => waiting.push(go));
  else running += 1;
  return () => {
    const next = waiting.shift();
    if (next === undefined) running -= 1;
    else next();
  };
}
