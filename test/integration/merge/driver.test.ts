import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { BuiltCommandLine } from '../../support/built-command-line';
import { buildCommandLineForTests } from '../../support/built-command-line';
import type { Files, TestRepository } from '../../support/repository';
import { createRepository, symlinkTo } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';

/** Everything here is done by git itself, in a terminal's way: git starts the driver. */
let cli: BuiltCommandLine;
beforeAll(async () => {
  cli = await buildCommandLineForTests();
});
afterAll(async () => {
  await cli.remove();
  await removeAllFolders();
});

const vpc = (vlan: number, mtu: number, more = ''): string =>
  `apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata:\n  name: web\nspec:\n  vlan: ${vlan} # rack 4\n  mtu: ${mtu}\n${more}`;

const install = async (repo: TestRepository): Promise<void> => {
  const done = await cli.run(['-C', repo.root, 'git-config', 'install', '--program', cli.launcher]);
  expect(done).toMatchObject({ code: 0, stderr: '' });
};

interface Sides {
  readonly base: Files;
  readonly ours: Files;
  readonly theirs: Files;
}

/** `main` and `topic` change the base; `main` is checked out and nothing is merged. Git knows the driver. */
const diverged = async ({ base, ours, theirs }: Sides): Promise<TestRepository> => {
  const repo = await createRepository();
  await repo.commit('base', { 'README.md': 'a fabric\n', ...base });
  await repo.git('checkout', '--quiet', '-b', 'topic');
  await repo.commit('theirs', theirs);
  await repo.git('checkout', '--quiet', 'main');
  await repo.commit('ours', ours);
  await install(repo);
  return repo;
};

const neighbours: Sides = {
  base: { 'web.yaml': vpc(10, 1500) },
  ours: { 'web.yaml': vpc(11, 1500) },
  theirs: { 'web.yaml': vpc(10, 9000) },
};
const clash: Sides = { ...neighbours, theirs: { 'web.yaml': vpc(12, 9000) } };
const clashMarked = (text: string): void => {
  expect(text).toContain('<<<<<<<');
  expect(text).toMatch(/\|{7,}.*\n {2}vlan: 10 # rack 4\n={7,}\n/);
  expect(text).toContain('  mtu: 9000\n');
};

describe('what git drives', () => {
  test('merge: neighbouring fields, which lines cannot tell apart, need nobody', async () => {
    const repo = await diverged(neighbours);
    const merged = await repo.tryGit('merge', 'topic');
    expect(merged).toMatchObject({ exitCode: 0 });
    expect(await repo.read('web.yaml')).toBe(vpc(11, 9000));
    expect(await repo.status()).toEqual([]);
  });

  test('merge: one value asks, its neighbour is settled, the base is shown', async () => {
    const repo = await diverged(clash);
    const merged = await repo.tryGit('merge', 'topic');
    expect(merged.exitCode).toBe(1);
    expect(merged.stdout + merged.stderr).toMatch(/selvedge: web\.yaml: conflict: .*vlan/);
    expect(await repo.status()).toEqual(['UU web.yaml']);
    clashMarked(await repo.read('web.yaml'));
  });

  test('rebase, cherry-pick, revert and stash pop', async () => {
    const rebased = await diverged(neighbours);
    expect((await rebased.tryGit('rebase', 'topic')).exitCode).toBe(0);
    expect(await rebased.read('web.yaml')).toBe(vpc(11, 9000));

    const picked = await diverged(neighbours);
    expect((await picked.tryGit('cherry-pick', 'topic')).exitCode).toBe(0);
    expect(await picked.read('web.yaml')).toBe(vpc(11, 9000));

    const reverted = await diverged(neighbours);
    await reverted.commit('more', { 'web.yaml': vpc(11, 9100) });
    expect((await reverted.tryGit('revert', '--no-edit', 'HEAD~1')).exitCode).toBe(0);
    expect(await reverted.read('web.yaml')).toBe(vpc(10, 9100));

    const stashed = await diverged(neighbours);
    await stashed.write({ 'web.yaml': vpc(11, 1600) });
    await stashed.git('stash');
    await stashed.commit('moved on', { 'web.yaml': vpc(14, 1500) });
    expect((await stashed.tryGit('stash', 'pop')).exitCode).toBe(0);
    expect(await stashed.read('web.yaml')).toBe(vpc(14, 1600));
  });

  test('a rebase and a cherry-pick that clash stop with markers, and go on', async () => {
    for (const step of ['rebase', 'cherry-pick'] as const) {
      const repo = await diverged(clash);
      expect((await repo.tryGit(step, 'topic')).exitCode).toBe(1);
      const text = await repo.read('web.yaml');
      expect(text).toContain('<<<<<<<');
      await repo.write({ 'web.yaml': vpc(13, 9000) });
      await repo.git('add', 'web.yaml');
      await repo.git(step, '--continue');
      expect(await repo.status()).toEqual([]);
    }
  });

  const markers = async (repo: TestRepository): Promise<string[]> =>
    (await repo.read('web.yaml')).split('\n').filter((line) => /^(?:<{7}|\|{7}|>{7})/.test(line));
  const short = async (repo: TestRepository, revision: string): Promise<string> =>
    (await repo.git('rev-parse', revision)).trim().slice(0, 7);

  test('the markers of a merge and of a rebase name the sides as git itself would', async () => {
    const merged = await diverged(clash);
    await merged.tryGit('merge', 'topic');
    expect(await markers(merged)).toEqual(['<<<<<<< HEAD', expect.stringMatching(/^\|{7} \S/), '>>>>>>> topic']);

    const rebased = await diverged(clash);
    const own = `${await short(rebased, 'main')} (ours)`;
    await rebased.tryGit('rebase', 'topic');
    expect(await markers(rebased)).toEqual(['<<<<<<< HEAD', `||||||| parent of ${own}`, `>>>>>>> ${own}`]);
  });

  test('the markers of a row of picks do, too', async () => {
    const picked = await diverged(clash);
    await picked.git('checkout', '--quiet', 'topic');
    await picked.commit('more', { 'other.yaml': 'a: 1\n' });
    await picked.git('checkout', '--quiet', 'main');
    const theirs = `${await short(picked, 'topic~1')} (theirs)`;
    await picked.tryGit('cherry-pick', 'topic~2..topic');
    expect(await markers(picked)).toEqual(['<<<<<<< HEAD', `||||||| parent of ${theirs}`, `>>>>>>> ${theirs}`]);
  });

  // Before 2.44 git tells a driver nothing; where its command line cannot be seen, such names stay plain.
  describe.runIf(process.platform === 'linux')('also where only the command line of git knows', () => {
    test('one pick', async () => {
      const repo = await diverged(clash);
      await repo.tryGit('cherry-pick', '-x', 'topic');
      expect((await markers(repo)).join('; ')).toMatch(/^<{7} HEAD; \|{7} parent of (.+); >{7} \1$/);
    });

    test('one revert', async () => {
      const repo = await diverged(clash);
      await repo.commit('more', { 'web.yaml': vpc(14, 9100) });
      await repo.tryGit('revert', '--no-edit', 'HEAD~1');
      expect((await markers(repo)).join('; ')).toMatch(/^<{7} HEAD; \|{7} (.+); >{7} parent of \1$/);
    });

    test('a stash', async () => {
      const repo = await diverged(clash);
      await repo.write({ 'web.yaml': vpc(15, 1500) });
      await repo.git('stash');
      await repo.commit('moved on', { 'web.yaml': vpc(14, 1500) });
      await repo.tryGit('stash', 'pop');
      expect((await markers(repo)).join('; ')).toMatch(/^<{7} Updated upstream; .*>{7} Stashed changes$/);
    });
  });

  test('add/add without a base', async () => {
    const repo = await diverged({
      base: {},
      ours: { 'web.yaml': vpc(11, 1500) },
      theirs: { 'web.yaml': vpc(12, 1500) },
    });
    expect((await repo.tryGit('merge', 'topic')).exitCode).toBe(1);
    expect(await repo.status()).toEqual(['AA web.yaml']);
    expect(await repo.read('web.yaml')).toContain('<<<<<<<');
  });

  test('criss-cross: common ancestors that disagree make a base without markers', async () => {
    const repo = await diverged(clash);
    await repo.git('branch', 'main-1');
    await repo.git('branch', 'topic-1', 'topic');
    const settle = async (other: string, vlan: number): Promise<void> => {
      await repo.tryGit('merge', other);
      await repo.write({ 'web.yaml': vpc(vlan, 9000) });
      await repo.git('add', 'web.yaml');
      await repo.git('commit', '--no-edit');
    };
    await settle('topic-1', 11);
    await repo.git('checkout', '--quiet', 'topic');
    await settle('main-1', 12);
    expect((await repo.git('merge-base', '--all', 'main', 'topic')).split('\n')).toHaveLength(2);
    await repo.commit('after', { 'web.yaml': vpc(12, 9100) });
    const merged = await repo.tryGit('merge', 'main');
    expect(merged.exitCode).toBe(1);
    const text = await repo.read('web.yaml');
    // The ancestors' own question shows their base; what only one side did afterwards is settled.
    expect(text).toMatch(/\|{7,}.*\n {2}vlan: 10 # rack 4\n={7,}\n/);
    expect(text.match(/<{7,}/g)).toHaveLength(1);
    expect(text).toContain('  mtu: 9100\n');
  });

  test('YAML of others: Kubernetes, Helm values, a template', async () => {
    const deployment = (image: string, replicas: number): string =>
      `apiVersion: apps/v1\nkind: Deployment\nmetadata:\n  name: app\nspec:\n  replicas: ${replicas}\n  template:\n    spec:\n      containers:\n        - name: app\n          image: ${image}\n        - name: side\n          image: side:1\n`;
    const values = (tag: string, size: string): string => `image:\n  tag: ${tag}\n  size: ${size}\n`;
    const template = (word: string, other: string): string =>
      `{{- if .Values.x }}\na: ${word}\n# far\n# far\nb: ${other}\n{{- end }}\n`;
    const repo = await diverged({
      base: { 'd.yaml': deployment('app:1', 1), 'values.yml': values('1', 's'), 't.yaml': template('1', '1') },
      ours: { 'd.yaml': deployment('app:2', 1), 'values.yml': values('2', 's'), 't.yaml': template('2', '1') },
      theirs: { 'd.yaml': deployment('app:1', 3), 'values.yml': values('1', 'l'), 't.yaml': template('1', '2') },
    });
    expect(await repo.tryGit('merge', 'topic')).toMatchObject({ exitCode: 0 });
    expect(await repo.read('d.yaml')).toBe(deployment('app:2', 3));
    expect(await repo.read('values.yml')).toBe(values('2', 'l'));
    expect(await repo.read('t.yaml')).toBe(template('2', '2'));
  });

  test('the policy of the repository counts', async () => {
    const list = (...words: string[]): string => `order:\n${words.map((word) => `  - ${word}\n`).join('')}`;
    const sides: Sides = {
      base: { 'x.yaml': list('a', 'b') },
      ours: { 'x.yaml': list('a', 'b', 'c') },
      theirs: { 'x.yaml': list('a', 'b', 'd') },
    };
    const policy = (treat: string): Files => ({
      '.selvedge/policy.yaml': `version: 1\nlists:\n  - kind: '*'\n    path: order\n    treat: ${treat}\n`,
    });
    const set = await diverged({ ...sides, base: { ...sides.base, ...policy('set') } });
    expect((await set.tryGit('merge', 'topic')).exitCode).toBe(0);
    expect(await set.read('x.yaml')).toBe(list('a', 'b', 'c', 'd'));
    const ordered = await diverged({ ...sides, base: { ...sides.base, ...policy('ordered') } });
    expect((await ordered.tryGit('merge', 'topic')).exitCode).toBe(1);
  });
});

describe('what is not text, or lies', () => {
  test('markers are longer than anything in the content that looks like one', async () => {
    const note = `notes: |\n  x\n`;
    const looks = '>>>>>>>>>> quoted\n';
    const text = (word: string): string => `# ${word}\n${looks}a: ${word}\n`;
    const repo = await diverged({
      base: { 'x.yaml': text('1') + note },
      ours: { 'x.yaml': text('2') + note },
      theirs: { 'x.yaml': text('3') + note },
    });
    expect((await repo.tryGit('merge', 'topic')).exitCode).toBe(1);
    expect(await repo.read('x.yaml')).toMatch(/^<{11} /m);
  });

  test('binary, Latin-1 and symbolic links', async () => {
    const latin = (one: string, other: string): Buffer =>
      Buffer.from(`name: M\u00fcnchen\na: ${one}\nb: 1\nc: 1\nd: ${other}\n`, 'latin1');
    const repo = await diverged({
      base: { 'n.yaml': Buffer.from('a\0b'), 'l.yaml': latin('1', '1'), 'link.yaml': symlinkTo('one') },
      ours: { 'n.yaml': Buffer.from('a\0c'), 'l.yaml': latin('2', '1'), 'link.yaml': symlinkTo('two') },
      theirs: { 'n.yaml': Buffer.from('a\0d'), 'l.yaml': latin('1', '2'), 'link.yaml': symlinkTo('three') },
    });
    const merged = await repo.tryGit('merge', 'topic');
    expect(merged.exitCode).toBe(1);
    expect(merged.stdout + merged.stderr).toMatch(/n\.yaml is not UTF-8 text, or too large; ours was kept/);
    expect(merged.stdout + merged.stderr).toMatch(/l\.yaml is not UTF-8 text.*git merged it by lines/);
    expect(await repo.bytes('n.yaml')).toEqual(Buffer.from('a\0c'));
    expect(await repo.bytes('l.yaml')).toEqual(latin('2', '2'));
    expect(await repo.status()).toEqual(expect.arrayContaining(['UU link.yaml', 'UU n.yaml', 'M  l.yaml']));
  });

  test('names that want to be options, commands or placeholders', async () => {
    const names = [
      '-rf.yaml',
      "a'; touch pwned; '.yaml",
      '$(touch pwned).yaml',
      '%A %O.yaml',
      'new\nline.yaml',
      '--virtual',
    ];
    const files = (vlan: number, mtu: number): Files =>
      Object.fromEntries(names.map((name) => [name.endsWith('.yaml') ? name : `${name}.yaml`, vpc(vlan, mtu)]));
    const repo = await diverged({ base: files(1, 1), ours: files(2, 1), theirs: files(1, 2) });
    expect(await repo.tryGit('merge', 'topic')).toMatchObject({ exitCode: 0 });
    for (const name of Object.keys(files(0, 0))) expect(await repo.read(name)).toBe(vpc(2, 2));
    expect(await repo.exists('pwned')).toBe(false);
  });

  test('by hand: what is missing, a folder or a link keeps ours and answers 1, never above 128', async () => {
    const repo = await createRepository();
    await repo.write({ 'o.yaml': 'a: 1\n', 'a.yaml': 'a: 2\n', 'b.yaml': 'a: 3\n', 'link.yaml': symlinkTo('a.yaml') });
    const options = { cwd: repo.root };
    for (const [base, ours, theirs] of [
      ['none.yaml', 'a.yaml', 'b.yaml'],
      ['o.yaml', 'a.yaml', '.git'],
      ['/dev/null', 'a.yaml', 'b.yaml'],
    ] as const) {
      const ended = await cli.run(['merge-driver', base, ours, theirs, '7', 'x.yaml'], options);
      expect(ended.code).toBe(1);
      expect(ended.stderr).toMatch(/^selvedge: x\.yaml/);
    }
    expect((await cli.run(['merge-driver', 'o.yaml'], options)).code).toBe(2);
    expect((await readdir(repo.root)).filter((name) => name.includes('.selvedge-'))).toEqual([]);
  });

  test('a file of 17 MB goes to git', async () => {
    const filler = 'k: "0123456789012345678901234567890123456789"\n'.repeat(380_000);
    const repo = await createRepository();
    await repo.write({ o: `a: 1\n${filler}b: 1\n`, a: `a: 2\n${filler}b: 1\n`, b: `a: 1\n${filler}b: 2\n` });
    const ended = await cli.run(['merge-driver', 'o', 'a', 'b', '7', 'big.yaml'], { cwd: repo.root });
    expect(ended).toMatchObject({ code: 0 });
    expect(ended.stderr).toContain('git merged it by lines');
    const merged = await repo.read('a');
    expect(merged.startsWith('a: 2\n') && merged.endsWith('b: 2\n')).toBe(true);
  });
});

describe('what is written down', () => {
  test('the decisions are in our own folder, and nothing of ours in the working tree', async () => {
    const repo = await diverged(clash);
    const head = await repo.git('rev-parse', 'HEAD');
    await repo.tryGit('merge', 'topic');
    const id = (await readFile(repo.path('.git/selvedge/repository-id'), 'utf8')).trim();
    const folder = join(cli.data, 'repositories', id, 'driver');
    const [name = ''] = await readdir(folder);
    const record = JSON.parse(await readFile(join(folder, name), 'utf8')) as Record<string, unknown>;
    expect(record).toMatchObject({ version: 1, path: 'web.yaml', head, source: 'structure', tier: 'ask' });
    expect(record['conflicts']).toMatchObject([{ path: ['spec', 'vlan'], base: '10', ours: '11', theirs: '12' }]);
    expect(await repo.status()).toEqual(['UU web.yaml']);
  });
});
