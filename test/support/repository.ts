import { execFile } from 'node:child_process';
import { chmod, lstat, mkdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { removeFolder, temporaryFolder } from './temporary-folder';

/**
 * Repositories for tests, built by raw git (never by our engine), so that the engine is asked about a state it did
 * not make. Author and clock are fixed: the same steps give the same commit ids on every machine.
 *
 *     const repo = await createRepository();
 *     const first = await repo.commit('first', { 'a.yaml': 'a: 1\n', 'old.yaml': 'x\n' });
 *     await repo.git('checkout', '-b', 'topic');
 *     await repo.commit('second', { 'a.yaml': 'a: 2\n', 'old.yaml': null, 'run.sh': executable('#!/bin/sh\n') });
 *     await repo.tryGit('merge', 'main');
 */
export interface TestRepository {
  readonly root: string;
  /** Runs git in the working tree and answers its output without the last line break; throws when git fails. */
  git(...args: string[]): Promise<string>;
  /** Like `git`, but a failing git is an answer. */
  tryGit(...args: string[]): Promise<GitAnswer>;
  /** Like `git`, with bytes for standard input. */
  gitWithInput(input: string | Buffer, ...args: string[]): Promise<string>;
  /** Writes into the working tree; nothing is staged. */
  write(files: Files): Promise<void>;
  /** Writes, stages exactly these paths, commits; answers the commit's id. No files: an empty commit. */
  commit(message: string, files?: Files): Promise<string>;
  /** Bytes in the working tree. */
  bytes(path: string): Promise<Buffer>;
  /** Text in the working tree. */
  read(path: string): Promise<string>;
  exists(path: string): Promise<boolean>;
  /** `git status --porcelain=v1`, one line a path, sorted: `['M  a.yaml', '?? b.yaml']`. */
  status(): Promise<string[]>;
  /** Absolute path of something in the working tree. */
  path(path: string): string;
  remove(): Promise<void>;
}

export interface GitAnswer {
  readonly exitCode: number;
  readonly stdout: string;
  readonly stderr: string;
}

/** What a path shall hold: bytes, an executable, a symlink; null: nothing. */
export type FileValue = string | Buffer | { readonly executable: string } | { readonly symlink: string } | null;
export type Files = Readonly<Record<string, FileValue>>;

export const executable = (text: string): FileValue => ({ executable: text });
export const symlinkTo = (target: string): FileValue => ({ symlink: target });

export interface RepositoryOptions {
  readonly branch?: string;
  /** Its folder; a new temporary one unless told. Made when missing. */
  readonly root?: string;
  readonly objectFormat?: 'sha1' | 'sha256';
  readonly bare?: boolean;
  /** Without it `user.name` and `user.email` are not set in the repository. */
  readonly identity?: boolean;
}

const author = { name: 'Iris Weaver', email: 'iris@example.org' };
const clockStart = Date.parse('2026-01-05T08:00:00Z');

/** An environment in which no setting of the machine reaches git. */
const isolated = (home: string, at: string): NodeJS.ProcessEnv => ({
  PATH: process.env['PATH'],
  HOME: home,
  TZ: 'UTC',
  LC_ALL: 'C',
  GIT_CONFIG_NOSYSTEM: '1',
  GIT_CONFIG_GLOBAL: '/dev/null',
  GIT_TERMINAL_PROMPT: '0',
  GIT_EDITOR: 'true',
  GIT_AUTHOR_NAME: author.name,
  GIT_AUTHOR_EMAIL: author.email,
  GIT_COMMITTER_NAME: author.name,
  GIT_COMMITTER_EMAIL: author.email,
  GIT_AUTHOR_DATE: at,
  GIT_COMMITTER_DATE: at,
});

const runRawGit = (
  cwd: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
  input?: string | Buffer,
): Promise<GitAnswer> =>
  new Promise((answer, reject) => {
    const child = execFile(
      'git',
      args,
      { cwd, env: environment, maxBuffer: 512 * 1024 * 1024, encoding: 'utf8' },
      (error, stdout, stderr) => {
        if (error !== null && typeof error.code !== 'number') reject(error);
        else answer({ exitCode: error === null ? 0 : Number(error.code), stdout, stderr });
      },
    );
    // Git may end before it read everything; its exit code is the answer then.
    child.stdin?.on('error', () => undefined);
    child.stdin?.end(input);
  });

const writeValue = async (path: string, value: FileValue): Promise<void> => {
  if (value === null) return rm(path, { recursive: true, force: true });
  await mkdir(dirname(path), { recursive: true });
  if (typeof value === 'string' || Buffer.isBuffer(value)) return writeFile(path, value);
  await rm(path, { recursive: true, force: true });
  if ('symlink' in value) return symlink(value.symlink, path);
  await writeFile(path, value.executable);
  await chmod(path, 0o755);
};

const build = (root: string): TestRepository => {
  let ticks = 0;
  const now = (): string => new Date(clockStart + ticks * 60_000).toISOString();
  const path = (relative: string): string => join(root, relative);

  const answerOf = (args: readonly string[], input?: string | Buffer): Promise<GitAnswer> =>
    runRawGit(root, args, isolated(root, now()), input);

  const gitWithInput = async (input: string | Buffer | undefined, args: readonly string[]): Promise<string> => {
    const { exitCode, stdout, stderr } = await answerOf(args, input);
    if (exitCode !== 0) throw new Error(`git ${args.join(' ')} answered ${exitCode}: ${stderr}${stdout}`);
    return stdout.replace(/\n$/, '');
  };
  const git = (...args: string[]): Promise<string> => gitWithInput(undefined, args);
  const write = async (files: Files): Promise<void> => {
    for (const [name, value] of Object.entries(files)) await writeValue(path(name), value);
  };

  return {
    root,
    path,
    git,
    tryGit: (...args) => answerOf(args),
    gitWithInput: (input, ...args) => gitWithInput(input, args),
    write,
    async commit(message, files = {}) {
      ticks += 1;
      await write(files);
      const names = Object.keys(files);
      if (names.length > 0) {
        const list = names.map((name) => `${name}\0`).join('');
        await gitWithInput(list, [
          '--literal-pathspecs',
          'add',
          '--all',
          '--force',
          '--pathspec-from-file=-',
          '--pathspec-file-nul',
        ]);
      }
      await gitWithInput(message, [
        'commit',
        '--quiet',
        '--allow-empty',
        '--no-verify',
        '--cleanup=verbatim',
        '-F',
        '-',
      ]);
      return git('rev-parse', 'HEAD');
    },
    bytes: (name) => readFile(path(name)),
    async read(name) {
      const found = await lstat(path(name));
      return found.isSymbolicLink() ? readlink(path(name)) : readFile(path(name), 'utf8');
    },
    exists: (name) =>
      lstat(path(name)).then(
        () => true,
        () => false,
      ),
    async status() {
      const text = await git('-c', 'core.quotePath=false', 'status', '--porcelain=v1', '--untracked-files=all');
      return text === '' ? [] : text.split('\n').sort();
    },
    remove: () => removeFolder(root),
  };
};

export const createRepository = async (options: RepositoryOptions = {}): Promise<TestRepository> => {
  const root = options.root ?? (await temporaryFolder('repository'));
  await mkdir(root, { recursive: true });
  const repository = build(root);
  await repository.git(
    'init',
    '--quiet',
    `--initial-branch=${options.branch ?? 'main'}`,
    `--object-format=${options.objectFormat ?? 'sha1'}`,
    ...(options.bare === true ? ['--bare'] : []),
  );
  // The engine under test reads the machine's settings too; what the repository says wins over them.
  const settings: Record<string, string> = {
    'commit.gpgSign': 'false',
    'core.autocrlf': 'false',
    'gc.auto': '0',
    'merge.conflictStyle': 'merge',
    'rerere.enabled': 'false',
    ...(options.identity === false ? {} : { 'user.name': author.name, 'user.email': author.email }),
  };
  for (const [key, value] of Object.entries(settings)) await repository.git('config', key, value);
  return repository;
};

/** Wraps a working tree that raw git made elsewhere (a clone, a linked worktree). */
export const existingRepository = (root: string): TestRepository => build(root);
