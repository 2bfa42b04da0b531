import { execFile, spawn } from 'node:child_process';
import { chmod, copyFile, readdir, readFile, readlink, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuiltCommandLine } from '../../support/built-command-line';
import { buildCommandLineForTests } from '../../support/built-command-line';
import { divergedRepository } from '../../support/diverged';
import type { TestRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

/** What a hostile reviewer does to the driver and to `merge-file`. */
let cli: BuiltCommandLine;
beforeAll(async () => {
  cli = await buildCommandLineForTests();
});
afterAll(async () => {
  await cli.remove();
  await removeAllFolders();
});

const text = (vlan: number, mtu: number): string => `kind: VPC\nspec:\n  vlan: ${vlan}\n  mtu: ${mtu}\n`;

/** Both sides set the VLAN; theirs sets the neighbour too. The driver is installed. */
const clash = async (): Promise<TestRepository> => {
  const repo = await divergedRepository({
    base: { 'a.yaml': text(10, 1500) },
    ours: { 'a.yaml': text(11, 1500) },
    theirs: { 'a.yaml': text(12, 9000) },
  });
  await cli.run(['-C', repo.root, 'git-config', 'install', '--program', cli.launcher]);
  return repo;
};

/** Three files as git hands them over. */
const three = async (base: string | Buffer, ours: string | Buffer, theirs: string | Buffer) => {
  const folder = await temporaryFolder('three');
  const at = (name: string): string => join(folder, name);
  await Promise.all([writeFile(at('o'), base), writeFile(at('a'), ours), writeFile(at('b'), theirs)]);
  return { folder, at };
};
const bothSides = (result: string): void => {
  expect(result).toContain('vlan: 11');
  expect(result).toContain('vlan: 12');
};

describe('the driver, whatever git is told', () => {
  test.each(['merge', 'diff3', 'zdiff3'])('merge.conflictStyle=%s: both sides stand between markers', async (style) => {
    const repo = await clash();
    await repo.git('config', 'merge.conflictStyle', style);
    expect((await repo.tryGit('merge', 'topic')).exitCode).toBe(1);
    bothSides(await repo.read('a.yaml'));
    expect(await repo.status()).toEqual(['UU a.yaml']);
  });

  test('conflict-marker-size, renormalize, -X ours', async () => {
    const repo = await clash();
    await repo.write({
      '.git/info/attributes': `${await repo.read('.git/info/attributes')}*.yaml conflict-marker-size=15\n`,
    });
    await repo.git('config', 'merge.renormalize', 'true');
    expect((await repo.tryGit('merge', '-X', 'ours', 'topic')).exitCode).toBe(1);
    const marked = await repo.read('a.yaml');
    bothSides(marked);
    expect(marked).toMatch(/^<{15,} /m);
  });

  test('octopus: a conflict stops it, and nothing is lost', async () => {
    const repo = await clash();
    await repo.git('branch', 'third', 'main~1');
    await repo.tryGit('merge', 'topic', 'third');
    expect((await repo.tryGit('rev-parse', '--verify', 'HEAD')).exitCode).toBe(0);
    expect((await repo.status()).every((line) => /^(?:UU|M |A | M) /.test(line))).toBe(true);
    bothSides(`${await repo.read('a.yaml')}${await repo.git('show', 'topic:a.yaml')}`);
  });

  test('am -3', async () => {
    const repo = await clash();
    const patch = `${await repo.git('format-patch', '--stdout', 'main~1..topic')}\n`;
    await repo.gitWithInput(patch, 'am', '-3').catch(() => null);
    expect(await repo.status()).toEqual(['UU a.yaml']);
    bothSides(await repo.read('a.yaml'));
  });
});

describe('the driver, whatever happens to it', () => {
  test('killed half-way: ours is whole, or the result is', async () => {
    const big = (vlan: number): string =>
      `spec:\n${Array.from({ length: 20_000 }, (_, at) => `  key${at}: ${at === 10 ? vlan : at}\n`).join('')}`;
    const { folder, at } = await three(big(1), big(2), big(3));
    const ours = await readFile(at('a'), 'utf8');
    for (const afterMs of [120, 350, 600]) {
      const child = spawn(cli.launcher, ['merge-driver', at('o'), at('a'), at('b'), '7', 'big.yaml'], { cwd: folder });
      const ended = new Promise((end) => child.once('exit', end));
      setTimeout(() => child.kill('SIGKILL'), afterMs);
      await ended;
      const now = await readFile(at('a'), 'utf8');
      if (now !== ours) expect(now).toContain('key19999: 19999\n');
      await writeFile(at('a'), ours);
    }
  });

  test('a read-only %A in a read-only folder: 1, and ours stays', async () => {
    const { folder, at } = await three(text(10, 1500), text(11, 1500), text(10, 9000));
    await chmod(at('a'), 0o444);
    await chmod(folder, 0o555);
    const ended = await cli.run(['merge-driver', at('o'), at('a'), at('b'), '7', 'a.yaml'], { cwd: folder });
    await chmod(folder, 0o755);
    // Root may write everywhere.
    expect([0, 1]).toContain(ended.code);
    if (ended.code === 1) expect(await readFile(at('a'), 'utf8')).toBe(text(11, 1500));
    expect((await readdir(folder)).sort()).toEqual(['a', 'b', 'o']);
  });

  test('a name with a newline or with bytes that are no UTF-8', async () => {
    const { folder, at } = await three(text(10, 1500), text(11, 1500), text(12, 1500));
    const line = await cli.run(['merge-driver', at('o'), at('a'), at('b'), '7', "x\n'; rm -rf .yaml"], { cwd: folder });
    expect(line.code).toBe(1);
    expect(line.stderr).not.toContain("\n'; rm");
    bothSides(await readFile(at('a'), 'utf8'));
    await writeFile(at('a'), text(11, 1500));
    const script = `exec '${cli.launcher}' merge-driver '${at('o')}' '${at('a')}' '${at('b')}' 7 "$(printf 'k\\303\\050.yaml')"`;
    const code = await new Promise((end) =>
      execFile('sh', ['-c', script], { cwd: folder }, (error) => end(error === null ? 0 : error.code)),
    );
    expect(code).toBe(1);
    bothSides(await readFile(at('a'), 'utf8'));
  });

  test('gone meanwhile: 1, and nothing appears in its place', async () => {
    const { folder, at } = await three(text(10, 1), text(11, 1), text(12, 1));
    const ended = await cli.run(['merge-driver', at('o'), at('gone'), at('b'), '7', 'a.yaml'], { cwd: folder });
    expect(ended.code).toBe(1);
    expect((await readdir(folder)).sort()).toEqual(['a', 'b', 'o']);
  });
});

describe('merge-file', () => {
  const merge = (at: (name: string) => string, ...more: string[]) =>
    cli.run(['merge-file', '--base', at('o'), '--ours', at('a'), '--theirs', at('b'), '--name', 'a.yaml', ...more]);

  test('CRLF, a byte order mark and a missing last newline stay', async () => {
    const crlf = (one: string): string => `\uFEFF${one.replaceAll('\n', '\r\n').trimEnd()}`;
    const { at } = await three(crlf(text(10, 1500)), crlf(text(11, 1500)), crlf(text(10, 9000)));
    expect(await merge(at)).toMatchObject({ code: 0, stdout: crlf(text(11, 9000)) });
  });

  test('the output may be an input; the same file three times is itself', async () => {
    const { folder, at } = await three(text(10, 1500), text(11, 1500), text(10, 9000));
    expect((await merge(at, '--output', at('a'))).code).toBe(0);
    expect(await readFile(at('a'), 'utf8')).toBe(text(11, 9000));
    await copyFile(at('a'), at('o'));
    const same = ['--base', at('a'), '--ours', at('a'), '--theirs', at('a')];
    expect(await cli.run(['merge-file', ...same])).toMatchObject({ code: 0, stdout: text(11, 9000) });
    expect((await readdir(folder)).sort()).toEqual(['a', 'b', 'o']);
  });

  test('the output may be a link or a pipe, which stay what they are, and no folder', async () => {
    const { folder, at } = await three(text(10, 1500), text(11, 1500), text(10, 9000));
    await writeFile(at('target'), 'old\n', { mode: 0o640 });
    await symlink('target', at('link'));
    expect((await merge(at, '--output', at('link'))).code).toBe(0);
    expect(await readlink(at('link'))).toBe('target');
    expect(await readFile(at('target'), 'utf8')).toBe(text(11, 9000));
    expect((await stat(at('target'))).mode & 0o777).toBe(0o640);
    expect(await merge(at, '--output', folder)).toMatchObject({
      code: 3,
      stderr: expect.stringContaining('folder') as string,
    });
    if (process.platform === 'win32') return;
    await new Promise((made) => execFile('sh', ['-c', 'mkfifo pipe'], { cwd: folder }, made));
    const read = readFile(at('pipe'), 'utf8');
    expect((await merge(at, '--output', at('pipe'))).code).toBe(0);
    expect(await read).toBe(text(11, 9000));
    expect((await stat(at('pipe'))).isFIFO()).toBe(true);
    const driven = await cli.run(['merge-driver', at('o'), at('pipe'), at('b'), '7', 'a.yaml'], { cwd: folder });
    expect(driven).toMatchObject({ code: 1, stderr: expect.stringContaining('is no plain file') as string });
    expect((await stat(at('pipe'))).isFIFO()).toBe(true);
  });

  test('what is missing, a folder, or no text is refused in words, and the output is not touched', async () => {
    const { folder, at } = await three(text(10, 1), text(11, 1), text(12, 1));
    await writeFile(at('bytes'), Buffer.from([0x61, 0xff, 0xfe]));
    for (const [bad, code] of [
      ['none', 4],
      ['', 3],
      ['bytes', 3],
    ] as const) {
      const args = ['--base', at('o'), '--ours', at('a'), '--theirs', join(folder, bad), '--output', at('a')];
      const ended = await cli.run(['merge-file', ...args]);
      expect(ended.code, bad).toBe(code);
      expect(ended.stderr).toMatch(/^selvedge: \S/);
      expect(await readFile(at('a'), 'utf8')).toBe(text(11, 1));
    }
  });
});

describe('git-config', () => {
  test('uninstall after edits by hand, and an earlier driver of somebody else', async () => {
    const repo = await clash();
    const before = '# mine\n*.yaml merge=other\n';
    const attributes = await repo.read('.git/info/attributes');
    await repo.write({ '.git/info/attributes': `${attributes.replace('*.yml merge=selvedge\n', '')}${before}` });
    await repo.git('config', 'merge.other.driver', 'false');
    await repo.git('config', 'mergetool.selvedge.keepBackup', 'false');
    expect((await cli.run(['-C', repo.root, 'git-config', 'uninstall'])).code).toBe(0);
    expect(await repo.read('.git/info/attributes')).toBe(before);
    expect((await repo.tryGit('config', '--get-regexp', 'selvedge')).stdout).toBe('');
    expect(await repo.git('config', 'merge.other.driver')).toBe('false');
    const again = await cli.run(['-C', repo.root, 'git-config', 'uninstall']);
    expect(again).toMatchObject({ code: 0, stdout: 'There is nothing of ours.\n' });
  });
});
