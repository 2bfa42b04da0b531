import { chmod, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuiltCommandLine } from '../../support/built-command-line';
import { buildCommandLineForTests } from '../../support/built-command-line';
import { conflictedRepository } from '../../support/diverged';
import type { TestRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

let cli: BuiltCommandLine;
beforeAll(async () => {
  cli = await buildCommandLineForTests();
});
afterAll(async () => {
  await cli.remove();
  await removeAllFolders();
});

/**
 * A program in the window's place: it gets the data folder, the conflict (`$file`) and the repository as the window
 * does, and marks itself as open. test/e2e/mergetool.spec.ts has the window itself.
 */
const windowThat = async (does: string): Promise<string> => {
  const program = join(await temporaryFolder('window'), 'app');
  const script = [
    '#!/bin/sh',
    'data=${1#--user-data=}; file=${2#--conflict=}; cd "$3" || exit 9',
    'echo $$ > "$data/window-open"',
    does,
  ];
  await writeFile(program, `${script.join('\n')}\n`);
  await chmod(program, 0o755);
  return program;
};
const resolving = `sleep 0.3; echo 'a: settled' > "$file"; git add -- "$file"; exec sleep 2`;

const mergetool = (repo: TestRepository, program: string, display = ':9', file = 'a.yaml') =>
  cli.run(['mergetool', '--', 'x', 'x', 'x', file === 'a.yaml' ? repo.path(file) : file], {
    cwd: repo.root,
    env: { SELVEDGE_APP: program, DISPLAY: display, WAYLAND_DISPLAY: '' },
  });

describe.skipIf(process.platform === 'win32')('mergetool', () => {
  test('waits until the path is resolved: 0', async () => {
    const repo = await conflictedRepository();
    const ended = await mergetool(repo, await windowThat(resolving));
    expect(ended).toMatchObject({ code: 0, stderr: 'selvedge: waiting until a.yaml is resolved in the window\n' });
    expect(await repo.status()).toEqual(['M  a.yaml']);
  });

  test('a window that is left without that: 1; one that does not start: 3', async () => {
    const repo = await conflictedRepository();
    expect(await mergetool(repo, await windowThat('exit 0'))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('a.yaml is still in conflict') as string,
    });
    expect((await mergetool(repo, '/no/such/window')).code).toBe(3);
    expect(await repo.status()).toEqual(['UU a.yaml']);
  });

  test('a window that dies, and one that closes while its process lives on: 1', async () => {
    const repo = await conflictedRepository();
    const dies = await windowThat('sleep 0.5; kill -9 $$');
    expect((await mergetool(repo, dies)).code).toBe(1);
    const closes = await windowThat('sleep 0.5; rm "$data/window-open"; exec sleep 2');
    expect((await mergetool(repo, closes)).code).toBe(1);
    expect(await repo.status()).toEqual(['UU a.yaml']);
  });

  test('a merge that is given up: 1; one that is committed at once: 0', async () => {
    const repo = await conflictedRepository();
    expect(await mergetool(repo, await windowThat('sleep 0.3; git merge --abort; exec sleep 2'))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('the merge was given up') as string,
    });
    await repo.tryGit('merge', 'topic');
    const committing = await windowThat(
      `sleep 0.3; echo 'a: settled' > a.yaml; git -c user.name=A -c user.email=a@b commit -qam done; exec sleep 2`,
    );
    expect((await mergetool(repo, committing)).code).toBe(0);
  });

  test('a file that was staged with its markers: 1', async () => {
    const repo = await conflictedRepository();
    expect(await mergetool(repo, await windowThat('sleep 0.3; git add a.yaml; exec sleep 2'))).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('line 1 is a conflict marker') as string,
    });
  });

  test('hostile names', async () => {
    for (const name of ['-x.yaml', "a b/ü '; rm.yaml", '--conflict=.yaml', ' $(id).yaml']) {
      const side = (value: string) => ({ [name]: `a: ${value}\n` });
      const repo = await conflictedRepository({ base: side('base'), ours: side('ours'), theirs: side('theirs') });
      expect(await mergetool(repo, await windowThat(resolving), ':9', name), name).toMatchObject({ code: 0 });
      expect(await repo.read(name)).toBe('a: settled\n');
    }
  });

  test('no display, or no conflict: it says so and fails', async () => {
    const repo = await conflictedRepository();
    const program = await windowThat(resolving);
    const blind = await mergetool(repo, program, '');
    expect(blind).toMatchObject({ code: 3, stderr: expect.stringContaining('there is no display') as string });
    await repo.git('add', 'a.yaml');
    expect((await mergetool(repo, program)).code).toBe(5);
  });

  test('git mergetool believes it', async () => {
    const repo = await conflictedRepository();
    await cli.run(['-C', repo.root, 'git-config', 'install', '--program', cli.launcher]);
    await repo.git(
      'config',
      'mergetool.selvedge.cmd',
      `DISPLAY=:9 SELVEDGE_APP='${await windowThat(resolving)}' ${await repo.git('config', 'mergetool.selvedge.cmd')}`,
    );
    const answer = await repo.tryGit('mergetool', '--no-prompt', '--tool=selvedge');
    expect(answer.exitCode).toBe(0);
    expect(await repo.read('a.yaml')).toBe('a: settled\n');
    expect((await repo.status()).filter((line) => !line.endsWith('.orig'))).toEqual(['M  a.yaml']);
  });
});
