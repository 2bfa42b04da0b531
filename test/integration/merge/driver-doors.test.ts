import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { BuiltCommandLine } from '../../support/built-command-line';
import { buildCommandLineForTests } from '../../support/built-command-line';
import { divergedRepository } from '../../support/diverged';
import type { TestRepository } from '../../support/repository';
import { createRepository, existingRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

/** Doors of git that are seldom opened. */
let cli: BuiltCommandLine;
beforeAll(async () => {
  cli = await buildCommandLineForTests();
});
afterAll(async () => {
  await cli.remove();
  await removeAllFolders();
});

const text = (vlan: number, mtu: number): string => `kind: VPC\nspec:\n  vlan: ${vlan}\n  mtu: ${mtu}\n`;

const clash = async (): Promise<TestRepository> => {
  const repo = await divergedRepository({
    base: { 'a.yaml': text(10, 1500) },
    ours: { 'a.yaml': text(11, 1500) },
    theirs: { 'a.yaml': text(12, 9000) },
  });
  await install(repo);
  return repo;
};
const install = async (repo: TestRepository): Promise<void> => {
  const done = await cli.run(['-C', repo.root, 'git-config', 'install', '--program', cli.launcher]);
  expect(done).toMatchObject({ code: 0, stderr: '' });
};
const asked = (marked: string): void => {
  expect(marked).toMatch(/<{7}.*\n {2}vlan: 11\n\|{7}.*\n {2}vlan: 10\n={7}\n {2}vlan: 12\n>{7}.*\n {2}mtu: 9000\n$/);
};

/** How many merges the window would be told about. */
const recorded = async (repo: TestRepository): Promise<number> => {
  const id = await readFile(repo.path('.git/selvedge/repository-id'), 'utf8').catch(() => '');
  if (id === '') return 0;
  const names = await readdir(join(cli.data, 'repositories', id.trim(), 'driver')).catch(() => []);
  return names.length;
};

test('merge-tree, which changes nothing, is merged by the driver, and is no merge to tell about', async () => {
  const repo = await clash();
  const merged = await repo.tryGit('merge-tree', '--write-tree', 'topic', 'main');
  expect(merged.exitCode).toBe(1);
  const tree = merged.stdout.split('\n')[0] ?? '';
  const marked = await repo.git('show', `${tree}:a.yaml`);
  expect(marked).toContain('  vlan: 12\n|||||||');
  if (process.platform === 'linux') expect(marked).toMatch(/^<{7} topic\n[^]*^>{7} main$/m);
  else expect(marked).not.toContain('HEAD');
  expect(await recorded(repo)).toBe(0);
});

test('a merge, a pick, a rebase, a stash and a change of branch are told about', async () => {
  const repo = await clash();
  let count = 0;
  const told = async (...args: string[]): Promise<void> => {
    await repo.tryGit(...args);
    expect(await repo.read('a.yaml'), args[0]).toContain('<<<<<<<');
    count += 1;
    expect(await recorded(repo), args[0]).toBe(count);
    await repo.git('reset', '--quiet', '--hard');
  };
  await told('merge', 'topic');
  await told('cherry-pick', 'topic');
  await told('rebase', 'topic');
  await repo.git('rebase', '--abort');
  await repo.git('checkout', '--quiet', 'topic');
  await repo.write({ 'a.yaml': text(13, 9000) });
  await told('checkout', '-m', 'main');
  await repo.git('checkout', '--quiet', 'main');
  await repo.write({ 'a.yaml': text(13, 1500) });
  await repo.git('stash');
  await repo.git('checkout', '--quiet', 'topic');
  await told('stash', 'apply');
});

test('a bare repository, in which merge-tree is the only merge', async () => {
  const repo = await clash();
  const bare = existingRepository(await temporaryFolder('bare'));
  await repo.git('clone', '--quiet', '--bare', repo.root, bare.root);
  const tracked = await cli.run(['-C', bare.root, 'git-config', 'install', '--gitattributes']);
  expect(tracked).toMatchObject({ code: 4, stdout: '' });
  const before = await bare.read('config');
  await install(bare);
  const merged = await bare.tryGit('merge-tree', '--write-tree', 'main', 'topic');
  expect(merged.exitCode).toBe(1);
  asked(`${await bare.git('show', `${merged.stdout.split('\n')[0] ?? ''}:a.yaml`)}\n`);
  await cli.run(['-C', bare.root, 'git-config', 'uninstall']);
  expect(await bare.read('config')).toBe(before);
  expect(await bare.exists('info/attributes')).toBe(false);
});

test('several working trees of one repository at the same moment', async () => {
  const repo = await clash();
  const trees = await Promise.all(
    [1, 2, 3].map(async (number) => {
      const root = await temporaryFolder('tree');
      return { root, branch: `work-${number}` };
    }),
  );
  for (const { root, branch } of trees) await repo.git('worktree', 'add', '--quiet', '-b', branch, root, 'main');
  await Promise.all(
    trees.map(async ({ root }) => {
      const tree = existingRepository(root);
      expect((await tree.tryGit('merge', 'topic')).exitCode).toBe(1);
      asked(await tree.read('a.yaml'));
      expect(await tree.status()).toEqual(['UU a.yaml']);
    }),
  );
  expect(await recorded(repo)).toBe(trees.length);
});

test('rerere takes what was answered, and only that', async () => {
  const repo = await clash();
  await repo.git('config', 'rerere.enabled', 'true');
  await repo.tryGit('merge', 'topic');
  await repo.write({ 'a.yaml': text(14, 9000) });
  await repo.git('commit', '--quiet', '-a', '--no-edit');
  await repo.git('reset', '--quiet', '--hard', 'HEAD~1');
  expect((await repo.tryGit('merge', 'topic')).exitCode).toBe(1);
  expect(await repo.read('a.yaml')).toBe(text(14, 9000));
});

test.each([
  ['core.autocrlf', '', (plain: string): Buffer => Buffer.from(plain.replaceAll('\n', '\r\n'))],
  [
    'working-tree-encoding',
    '*.yaml working-tree-encoding=UTF-16LE eol=crlf\n',
    (plain: string): Buffer => Buffer.from(plain.replaceAll('\n', '\r\n'), 'utf16le'),
  ],
])('%s: git hands over what it keeps, and writes what it is told to', async (_name, attributes, encode) => {
  const repo = await createRepository();
  await repo.git('config', 'core.autocrlf', attributes === '' ? 'true' : 'false');
  const file = (vlan: number, mtu: number) => ({ 'a.yaml': encode(text(vlan, mtu)) });
  await repo.commit('base', { '.gitattributes': attributes, ...file(10, 1500) });
  await repo.git('checkout', '--quiet', '-b', 'topic');
  await repo.commit('theirs', file(10, 9000));
  await repo.git('checkout', '--quiet', 'main');
  await repo.commit('ours', file(11, 1500));
  await install(repo);
  expect((await repo.tryGit('merge', 'topic')).exitCode).toBe(0);
  expect(await repo.git('show', 'HEAD:a.yaml')).toBe(text(11, 9000).trimEnd());
  expect(await repo.bytes('a.yaml')).toEqual(encode(text(11, 9000)));
  expect(await repo.status()).toEqual([]);
});

test.each([{ HOME: '', SELVEDGE_DATA: '' }, { SELVEDGE_DATA: '/dev/null/x' }, { SELVEDGE_DATA: 'relative' }])(
  'no folder for records (%o): the merge is the same, and what is lost is said',
  async (env) => {
    const folder = await temporaryFolder('three');
    const repo = await createRepository({ root: folder });
    await repo.write({ o: text(10, 1500), a: text(11, 1500), b: text(12, 9000), '.git/index.lock': '' });
    const ended = await cli.run(['merge-driver', 'o', 'a', 'b', '7', 'a.yaml'], { cwd: folder, env });
    expect(ended.code).toBe(1);
    expect(ended.stderr).toContain('the decisions were not written down');
    asked(await repo.read('a'));
    expect((await readdir(folder)).sort()).toEqual(['.git', 'a', 'b', 'o']);
  },
);
