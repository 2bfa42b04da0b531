import { execFile } from 'node:child_process';
import { copyFile, mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';

const launcher = join(import.meta.dirname, '../../../resources/bin/selvedge');

describe.skipIf(process.platform === 'win32')('the launcher', () => {
  let folder = '';
  beforeEach(async () => {
    folder = await realpath(await mkdtemp(join(tmpdir(), 'selvedge launcher-')));
    await mkdir(join(folder, 'resources/bin'), { recursive: true });
    await copyFile(launcher, join(folder, 'resources/bin/selvedge'));
  });
  afterEach(() => rm(folder, { recursive: true, force: true }));

  const build = async (place = 'out/cli/index.js') => {
    await mkdir(dirname(join(folder, place)), { recursive: true });
    const program = `console.log(JSON.stringify(process.argv.slice(2))); process.exitCode = Number(process.argv[2] ?? 0);`;
    await writeFile(join(folder, place), program);
  };
  const run = (path: string, args: string[] = [], env: NodeJS.ProcessEnv = process.env) =>
    new Promise<{ code: number | string; stdout: string; stderr: string }>((resolve) => {
      execFile(path, args, { cwd: '/', env }, (error, stdout, stderr) => {
        resolve({ code: error === null ? 0 : (error.code ?? 'killed'), stdout, stderr });
      });
    });

  it('passes arguments and exit code on', async () => {
    await build();
    const { code, stdout } = await run(join(folder, 'resources/bin/selvedge'), ['3', 'a b', '', '-- $x *']);
    expect(JSON.parse(stdout)).toEqual(['3', 'a b', '', '-- $x *']);
    expect(code).toBe(3);
  });

  it('finds its program through links, absolute and relative', async () => {
    await build();
    await mkdir(join(folder, 'bin'));
    await symlink('../resources/bin/selvedge', join(folder, 'bin/one'));
    await symlink(join(folder, 'bin/one'), join(folder, 'bin/two'));
    expect((await run(join(folder, 'bin/two'), ['0'])).stdout).toBe('["0"]\n');
  });

  it('finds its program in a package', async () => {
    await build('resources/app.asar.unpacked/out/cli/index.js');
    expect((await run(join(folder, 'resources/bin/selvedge'), ['0'])).stdout).toBe('["0"]\n');
  });

  it('says what to do when nothing is built', async () => {
    const { code, stderr } = await run(join(folder, 'resources/bin/selvedge'));
    expect({ code, stderr }).toEqual({
      code: 127,
      stderr: 'selvedge: it is not built yet. Run in the checkout: npm run build\n',
    });
  });

  it('says when the Node that it was told is not there', async () => {
    await build();
    const env = { ...process.env, SELVEDGE_NODE: '/no/such/node' };
    const { code, stderr } = await run(join(folder, 'resources/bin/selvedge'), [], env);
    expect(code).toBe(127);
    expect(stderr).toContain('/no/such/node was not found');
  });
});
