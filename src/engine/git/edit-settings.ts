import { homedir } from 'node:os';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { classifyGitFault } from '../faults/classify-git-fault';
import { scrubEnvironment } from './environment';
import type { GitExecutable } from './find-git';
import { runGit } from './run-git';

/** Whose settings: of one repository, by the folder it is in, or the person's for all of them. */
export type SettingsScope = { readonly kind: 'local'; readonly folder: string } | { readonly kind: 'global' };

/** Reads and writes git's settings files with git itself, one scope at a time. */
export interface SettingsEditor {
  /** The last value of a key in this scope; null: it is not set there. */
  read(key: string, type?: 'path'): Promise<Result<string | null>>;
  write(key: string, value: string): Promise<Result<null>>;
  /** Removes a whole section ("merge.selvedge"). False: there was none. */
  removeSection(section: string): Promise<Result<boolean>>;
  /** The file that `write` writes to, as git names it. */
  file(): Promise<Result<string>>;
}

/** `GIT_CONFIG_GLOBAL` of the person counts, as it does for git. Nothing but the settings of the scope is looked at. */
export function editSettings(
  executable: GitExecutable,
  scope: SettingsScope,
  environment: NodeJS.ProcessEnv = process.env,
): SettingsEditor {
  const run = async (
    args: readonly string[],
    answers: readonly number[],
  ): Promise<Result<{ code: number; text: string }>> => {
    const global = environment['GIT_CONFIG_GLOBAL'];
    const end = await runGit({
      executable: executable.path,
      args: ['-C', scope.kind === 'local' ? scope.folder : homedir(), 'config', `--${scope.kind}`, ...args],
      environment: { ...scrubEnvironment(environment), ...(global === undefined ? {} : { GIT_CONFIG_GLOBAL: global }) },
      timeoutMs: 30_000,
      maxOutputBytes: 1_000_000,
    });
    if (end.kind !== 'exited' || end.exitCode === null)
      return fail({ code: 'git-failed', command: 'config', exitCode: null, summary: end.kind });
    const stdout = end.stdout.toString('utf8');
    if (answers.includes(end.exitCode)) return ok({ code: end.exitCode, text: stdout });
    const { exitCode, stderr } = end;
    return fail(await classifyGitFault({ args: ['config'], exitCode, stderr, stdout, place: null }));
  };
  return {
    async read(key, type) {
      const answer = await run([...(type === undefined ? [] : [`--type=${type}`]), '-z', '--get', key], [0, 1]);
      if (!answer.ok) return answer;
      return ok(answer.value.code === 0 ? answer.value.text.replace(/\0$/, '') : null);
    },
    async write(key, value) {
      const answer = await run(['--replace-all', key, value], [0]);
      return answer.ok ? ok(null) : answer;
    },
    async removeSection(section) {
      const listed = await run(['--name-only', '--get-regexp', `^${section.replace(/[.]/g, '\\.')}\\.[^.]*$`], [0, 1]);
      if (!listed.ok) return listed;
      if (listed.value.code === 1) return ok(false);
      const removed = await run(['--remove-section', section], [0]);
      return removed.ok ? ok(true) : removed;
    },
    async file() {
      if (scope.kind === 'global') {
        const named = environment['GIT_CONFIG_GLOBAL'];
        return ok(named === undefined || named === '' ? '~/.gitconfig' : named);
      }
      return ok('.git/config');
    },
  };
}
