import { spawn } from 'node:child_process';
import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { dirname, join } from 'node:path';
import { chromium, type Page } from 'playwright';
import { git, gitMayFail, introduce } from './git-view';
import { checkout } from './open-in-electron';
import { untilInteractive } from './opened-window';
import type { Selvedge } from './selvedge-test';

const launcher = join(checkout, 'resources/bin/selvedge');

/** A repository in the middle of a merge in which each of the files is in conflict, with Selvedge as its merge tool. */
export async function conflictedFiles(folder: string, files: readonly string[]): Promise<void> {
  await mkdir(folder, { recursive: true });
  await git(folder, 'init', '--quiet', '--initial-branch=main');
  await introduce(folder);
  const commit = async (value: string): Promise<void> => {
    for (const file of files) {
      await mkdir(dirname(join(folder, file)), { recursive: true });
      await writeFile(join(folder, file), `name: one\nvlan: ${value}\n`);
    }
    await git(folder, 'add', '--all');
    await git(folder, 'commit', '--quiet', '-m', value);
  };
  await commit('1000');
  await git(folder, 'checkout', '--quiet', '-b', 'topic');
  await commit('1002');
  await git(folder, 'checkout', '--quiet', 'main');
  await commit('1001');
  await gitMayFail(folder, 'merge', 'topic');
}

interface GitMergetool {
  /** What `git mergetool` ended with. */
  readonly ended: Promise<number>;
  /** The page of the window that was started; waits until a person could work. */
  page(): Promise<Page>;
  said(): string;
}

/** Makes Selvedge git's merge tool in a repository, by its own command, and runs `git mergetool` with the window. */
export async function runGitMergetool(selvedge: Selvedge, folder: string, cwd = folder): Promise<GitMergetool> {
  const port = await freePort();
  const app = join(selvedge.scratch, 'the window');
  const electron = createRequire(import.meta.url)('electron') as string;
  const switches = [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), `--remote-debugging-port=${port}`];
  await writeFile(app, `#!/bin/sh\nexec '${electron}' ${switches.join(' ')} '${checkout}' "$@"\n`);
  await chmod(app, 0o755);
  const env = {
    ...process.env,
    GIT_CONFIG_GLOBAL: '/dev/null',
    GIT_CONFIG_NOSYSTEM: '1',
    SELVEDGE_NODE: process.execPath,
    SELVEDGE_DATA: selvedge.dataFolder,
    SELVEDGE_APP: app,
  };
  const run = (program: string, args: readonly string[], where: string) => {
    const child = spawn(program, args, { cwd: where, env, stdio: ['ignore', 'pipe', 'pipe'] });
    let said = '';
    for (const stream of [child.stdout, child.stderr]) stream.on('data', (chunk: Buffer) => (said += String(chunk)));
    const ended = new Promise<number>((end) => child.once('exit', (code) => end(code ?? -1)));
    return { ended, said: () => said };
  };
  const installed = run(launcher, ['git-config', 'install', '--program', launcher], folder);
  if ((await installed.ended) !== 0) throw new Error(`git-config install: ${installed.said()}`);
  const tool = run('git', ['mergetool', '--no-prompt', '--tool=selvedge'], cwd);
  return {
    ...tool,
    page: async () => {
      const browser = await connect(port);
      const context = browser.contexts()[0];
      const page = context?.pages()[0] ?? (await context?.waitForEvent('page'));
      if (page === undefined) throw new Error('the window has no page');
      await untilInteractive(page);
      return page;
    },
  };
}

/** The window listens a moment after it was started. */
async function connect(port: number, attempts = 120): ReturnType<typeof chromium.connectOverCDP> {
  try {
    return await chromium.connectOverCDP(`http://127.0.0.1:${port}`);
  } catch (error) {
    if (attempts === 0) throw error;
    await new Promise((look) => setTimeout(look, 250));
    return connect(port, attempts - 1);
  }
}

const freePort = (): Promise<number> =>
  new Promise((done) => {
    const server = createServer().listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => done(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });
