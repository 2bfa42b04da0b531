import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Failure } from '../../contract/failure';
import { classifyGitFault } from '../faults/classify-git-fault';
import { probeLock } from '../faults/probe-lock';
import { scrubEnvironment } from './environment';
import type { GitExecutable } from './find-git';
import type { Git, GitOptions, GitOutput, Place } from './git';
import type { ConfigEntry } from './list-config';
import { listConfigArgs, parseConfigList } from './list-config';
import type { SettingsFiles } from './read-settings';
import { settingsFiles, signatureOf } from './read-settings';
import type { GitEnd } from './run-git';
import { runGit } from './run-git';
import { fixedSettings, namedSettings, settingsAsEnvironment } from './safe-config';

const defaultTimeoutMs = 300_000;
const defaultMaxOutputBytes = 256 * 1024 * 1024;

/** A lock of another git is waited for: this long in all, in steps that differ, so that two waiters do not march in step. */
const lockPatienceMs = 2_000;

/**
 * Git for one repository, with the safe profile: a scrubbed environment, explicit folders, settings that start
 * nothing. See docs/decisions/0080.
 *
 * A command that finds another git's lock has changed nothing yet; it is tried again for about two seconds.
 */
export function createGit(place: Place, executable: GitExecutable): Git {
  const settings = createSettings(place, executable);

  const once = async (args: readonly string[], options: GitOptions): Promise<Result<GitOutput>> => {
    const environment = await settings();
    if (!environment.ok) return environment;
    const end = await runGit({
      executable: executable.path,
      args: [...globalArgs(place, args[0]), ...args],
      environment: { ...environment.value, ...options.environment },
      timeoutMs: options.timeoutMs ?? defaultTimeoutMs,
      maxOutputBytes: options.maxOutputBytes ?? defaultMaxOutputBytes,
      ...(options.input === undefined ? {} : { input: options.input }),
      ...(options.signal === undefined ? {} : { signal: options.signal }),
    });
    return judge(end, args, options, place);
  };

  const run = async (args: readonly string[], options: GitOptions = {}): Promise<Result<GitOutput>> => {
    if (!/^[a-z][a-z-]*$/.test(args[0] ?? '')) throw new Error(`not a git command: ${String(args[0])}`);
    const start = Date.now();
    for (let attempt = 1; ; attempt += 1) {
      const result = await once(args, options);
      if (result.ok || result.failure.code !== 'index-locked') return result;
      if (Date.now() - start > lockPatienceMs || !(await pause(attempt, options.signal)))
        return fail(await lockedFailure(result.failure.path, place));
    }
  };

  return {
    place,
    run,
    async text(args, options) {
      const result = await run(args, options);
      return result.ok ? ok(result.value.stdout.toString('utf8')) : result;
    },
  };
}

const globalArgs = (place: Place, command = ''): string[] => [
  `--git-dir=${place.gitDir}`,
  `--work-tree=${place.root}`,
  '--no-pager',
  // That one refuses to be told.
  command === 'check-ignore' ? '--no-literal-pathspecs' : '--literal-pathspecs',
];

/** The environment with all settings; the listing behind it is kept until one of its files changes. */
function createSettings(place: Place, executable: GitExecutable): () => Promise<Result<Record<string, string>>> {
  const fixed = fixedSettings(executable.path);
  let kept: { files: SettingsFiles; signature: string; entries: readonly ConfigEntry[] } | null = null;

  // Not with anybody's signal: whoever asks at the same moment shares it.
  const listNow = async (): Promise<Result<readonly ConfigEntry[]>> => {
    if (kept?.files.foreseeable === true && (await signatureOf(kept.files)) === kept.signature) return ok(kept.entries);
    // Before the listing: a change in between makes the next look list again.
    const early = await signatureOf(settingsFiles(place, kept?.entries ?? []));
    const end = await runGit({
      executable: executable.path,
      args: [...globalArgs(place), ...listConfigArgs],
      environment: scrubEnvironment(process.env),
      timeoutMs: 30_000,
      maxOutputBytes: 16 * 1024 * 1024,
    });
    const judged = await judge(end, listConfigArgs, {}, place);
    if (!judged.ok) return judged;
    const entries = parseConfigList(judged.value.stdout);
    const files = settingsFiles(place, entries);
    const sameFiles = kept !== null && files.paths.join('\n') === kept.files.paths.join('\n');
    kept = { files, entries, signature: sameFiles ? early : await signatureOf(files) };
    return ok(entries);
  };
  let listing: Promise<Result<readonly ConfigEntry[]>> | null = null;

  return async () => {
    listing ??= listNow().finally(() => (listing = null));
    const entries = await listing;
    if (!entries.ok) return entries;
    const named = namedSettings(entries.value, executable.path).settings;
    return ok({ ...scrubEnvironment(process.env), ...settingsAsEnvironment([...fixed, ...named]) });
  };
}

async function judge(
  end: GitEnd,
  args: readonly string[],
  options: GitOptions,
  place: Place,
): Promise<Result<GitOutput>> {
  switch (end.kind) {
    case 'exited': {
      if (end.exitCode !== null && (options.answers ?? [0]).includes(end.exitCode))
        return ok({ stdout: end.stdout, stderr: end.stderr, exitCode: end.exitCode });
      const stdout = end.stdout.subarray(0, 100_000).toString('utf8');
      return fail(await classifyGitFault({ args, exitCode: end.exitCode, stderr: end.stderr, stdout, place }));
    }
    case 'cancelled':
      return fail({ code: 'cancelled' });
    case 'timed-out':
      return fail({ code: 'timed-out', what: `git ${args[0]}`, afterMs: options.timeoutMs ?? defaultTimeoutMs });
    case 'too-much-output':
      return fail(failed(args, 'It printed more than is read.'));
    case 'not-started':
      return fail(failed(args, end.reason));
  }
}

const failed = (args: readonly string[], summary: string): Failure => ({
  code: 'git-failed',
  command: args[0] ?? '',
  exitCode: null,
  summary,
});

/** False: cancelled meanwhile. */
async function pause(attempt: number, signal?: AbortSignal): Promise<boolean> {
  await new Promise((resume) => setTimeout(resume, Math.min(400, attempt * 40) + Math.random() * 100));
  return signal?.aborted !== true;
}

async function lockedFailure(path: string, place: Place): Promise<Failure> {
  const { ageMs, ownerAlive } = await probeLock(path, place);
  return { code: 'index-locked', path, ageMs, ownerAlive };
}
