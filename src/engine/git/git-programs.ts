import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { classifyGitFault } from '../faults/classify-git-fault';
import { scrubEnvironment } from './environment';
import type { GitExecutable } from './find-git';
import { findGit } from './find-git';
import { runGit } from './run-git';
import { fixedSettings, settingsAsEnvironment } from './safe-config';

/** Runs git in a folder that need not be a repository yet. */
type RunAnywhere = (
  args: readonly string[],
  options: { readonly folder: string; readonly input?: Uint8Array },
) => Promise<Result<Buffer>>;

/** The git program of this machine, looked for until there is one. */
export interface GitPrograms {
  find(): Promise<Result<GitExecutable>>;
  runAnywhere(executable: GitExecutable): RunAnywhere;
}

const timeoutMs = 300_000;

export function createGitPrograms(): GitPrograms {
  let found: GitExecutable | null = null;
  return {
    async find() {
      if (found !== null) return ok(found);
      const looked = await findGit();
      if (looked.ok) found = looked.value;
      return looked;
    },
    runAnywhere: (executable) => async (args, options) => {
      const end = await runGit({
        executable: executable.path,
        args: ['-C', options.folder, ...args],
        environment: { ...scrubEnvironment(process.env), ...settingsAsEnvironment(fixedSettings(executable.path)) },
        timeoutMs,
        maxOutputBytes: 16 * 1024 * 1024,
        ...(options.input === undefined ? {} : { input: options.input }),
      });
      if (end.kind === 'not-started')
        return fail({ code: 'git-failed', command: args[0] ?? '', exitCode: null, summary: end.reason });
      if (end.kind !== 'exited') return fail({ code: 'timed-out', what: `git ${args[0] ?? ''}`, afterMs: timeoutMs });
      if (end.exitCode === 0) return ok(end.stdout);
      const stdout = end.stdout.toString('utf8');
      return fail(await classifyGitFault({ args, exitCode: end.exitCode, stderr: end.stderr, stdout, place: null }));
    },
  };
}
