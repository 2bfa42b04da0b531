import { execFile } from 'node:child_process';

const person = {
  GIT_AUTHOR_NAME: 'Test Person',
  GIT_AUTHOR_EMAIL: 'test@example.org',
  GIT_COMMITTER_NAME: 'Test Person',
  GIT_COMMITTER_EMAIL: 'test@example.org',
};

/** Git's own view of a repository, apart from everything of ours. Answers standard output without the last newline. */
export function git(folder: string, ...args: string[]): Promise<string> {
  const env = {
    PATH: process.env.PATH,
    HOME: folder,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_CONFIG_GLOBAL: '/dev/null',
    ...person,
  };
  return new Promise((done, failed) =>
    execFile('git', args, { cwd: folder, env, maxBuffer: 1 << 26 }, (error, stdout, stderr) => {
      if (error !== null) failed(new Error(`git ${args.join(' ')}: ${stderr}${stdout}`));
      else done(stdout.replace(/\n$/, ''));
    }),
  );
}

/** The same, for commands whose failure is part of the test. */
export const gitMayFail = (folder: string, ...args: string[]): Promise<string> =>
  git(folder, ...args).catch((error: Error) => error.message);

/** Who commits, as a person would have set it up. */
export async function introduce(folder: string): Promise<void> {
  await git(folder, 'config', 'user.name', 'Olga Operator');
  await git(folder, 'config', 'user.email', 'olga@example.org');
}

export const unmergedPaths = async (folder: string): Promise<string[]> =>
  (await git(folder, 'diff', '--name-only', '--diff-filter=U', '-z')).split('\0').filter((path) => path !== '');
