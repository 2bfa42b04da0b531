import { chmod, mkdir, readFile, stat, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import { exitCodes } from '../../../src/cli/exit-codes';
import type { TestRepository } from '../../support/repository';
import { createRepository, existingRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';
import { buildDemo } from '../demo/build-demo';
import type { Ended } from './command-line';
import { commandLine } from './command-line';

afterAll(removeAllFolders);

let run: (...args: string[]) => Promise<Ended>;
let repo: TestRepository;
beforeEach(async () => {
  run = await commandLine();
  repo = await createRepository();
  await repo.commit('first', { 'deep/a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' });
  await repo.commit('second', { 'deep/a.yaml': 'a: 2\n' });
});

describe('the frame', () => {
  test('help names every command and every exit code; version', async () => {
    const help = await run('--help');
    for (const word of ['status', 'timeline', 'restore', 'undo', 'merge-file', '-C <folder>'])
      expect(help.out).toContain(word);
    for (const { code, means } of Object.values(exitCodes))
      expect(help.out).toMatch(new RegExp(`${code}  ${means.slice(0, 12)}`));
    expect((await run('undo', '--help')).out).toContain('Exit codes:');
    expect(await run('--version')).toMatchObject({ code: 0, out: '1.2.3\n' });
  });

  test.each([
    [['nonsense']],
    [['restore', 'a.yaml']],
    [['timeline', '--limit', 'many']],
    [['status', '--unknown']],
    [[]],
  ])('%j is not understood: exit code 2', async (args) => {
    expect((await run(...args)).code).toBe(2);
  });

  test('what is no repository: a sentence, or JSON', async () => {
    const folder = await temporaryFolder('plain');
    const plain = await run('-C', folder, 'status');
    expect(plain.code).toBe(4);
    expect(plain.error).toMatch(/^selvedge: This is not a git repository\nNeither “.*” nor a folder above it/);
    expect(plain.out).toBe('');
    const json = await run('-C', folder, 'status', '--json');
    expect(json.json()).toMatchObject({ ok: false, failure: { code: 'not-a-repository', title: expect.any(String) } });
    expect(json.error).toBe('');
  });
});

describe('status', () => {
  test('clean, then changes of every sort, names made harmless', async () => {
    expect(await run('-C', repo.root, 'status')).toMatchObject({
      code: 0,
      out: 'On branch main\nNothing has changed.\n',
    });
    await repo.write({ 'new\u001b[31m\u202e.yaml': 'x', 'deep/a.yaml': 'a: 3\n', 'b.yaml': null });
    await repo.git('add', 'deep/a.yaml');
    const status = await run('status', '-C', repo.path('deep'));
    const wide = 'new\\x1b[31m\\u{202e}.yaml'.length;
    expect(status.out.split('\n')).toEqual([
      'On branch main',
      `  not staged  ${'b.yaml'.padEnd(wide)}  deleted`,
      `  staged      ${'deep/a.yaml'.padEnd(wide)}  modified`,
      '  new         new\\x1b[31m\\u{202e}.yaml  not tracked',
      '',
    ]);
  });

  test('conflicts: exit code 1, with what each side did', async () => {
    const demo = existingRepository((await buildDemo()).path);
    expect((await run('-C', demo.root, 'status')).out).toMatch(
      /^On branch main; 0 ahead of and 2 behind origin\/main$/m,
    );
    await demo.tryGit('merge', 'feature/storage-growth');
    const status = await run('-C', demo.root, 'status');
    expect(status.code).toBe(1);
    expect(status.out.match(/^ {2}conflict +\S/gm)).toHaveLength(8);
    const json = (await run('-C', demo.root, 'status', '--json')).json();
    expect(json).toMatchObject({ ok: true, status: { progress: 'merge' }, merge: { progress: 'merge' } });
  });
});

describe('timeline, restore, undo', () => {
  test('from the timeline to a restored file, and back', async () => {
    const timeline = (await run('-C', repo.path('deep'), 'timeline', '--path', 'a.yaml')).out.trimEnd().split('\n');
    expect(timeline.map((line) => line.split(/\s{2,}/).slice(-2))).toEqual([
      ['Iris Weaver', 'second'],
      ['Iris Weaver', 'first'],
    ]);
    const first = timeline[1]!.split(/\s{2,}/)[2]!;
    await repo.write({ 'deep/a.yaml': 'a: unsaved\n' });

    const dry = await run('-C', repo.root, 'restore', '--dry-run', '--from', first, 'deep/a.yaml', 'b.yaml');
    expect(dry.out).toBe('replace    deep/a.yaml\nunchanged  b.yaml\n');
    expect(await repo.read('deep/a.yaml')).toBe('a: unsaved\n');

    const restored = await run('-C', repo.path('deep'), 'restore', '--from', first, 'a.yaml', '../b.yaml');
    expect(restored).toMatchObject({ code: 0, error: '' });
    expect(await repo.read('deep/a.yaml')).toBe('a: 1\n');
    const operation = /selvedge undo (o-[0-9a-z-]+)\)/.exec(restored.out)?.[1];

    const stream = await run('-C', repo.root, 'timeline');
    expect(stream.out).toMatch(new RegExp(`^·  .*  ${operation}  done +Restore 2 files from commit`, 'm'));
    const backup = /^◆ .* (b-[0-9a-z]+-[0-9a-f]+) /m.exec(stream.out)?.[1] ?? '';
    expect(await run('-C', repo.root, 'undo', '--json').then((ended) => ended.json())).toMatchObject({ ok: true });
    expect(await repo.read('deep/a.yaml')).toBe('a: unsaved\n');

    await repo.write({ 'deep/a.yaml': 'a: later\n' });
    expect((await run('-C', repo.root, 'restore', '--from', backup, 'deep/a.yaml')).code).toBe(0);
    expect(await repo.read('deep/a.yaml')).toBe('a: unsaved\n');
  });

  test('through a link to the repository, and for a folder that is gone', async () => {
    const link = join(await temporaryFolder('link'), 'here');
    await symlink(repo.root, link);
    await repo.git('rm', '-r', '--quiet', 'deep');
    expect((await run('-C', link, 'restore', '--from', 'HEAD', join(link, 'deep', 'a.yaml'))).code).toBe(0);
    expect(await repo.read('deep/a.yaml')).toBe('a: 2\n');
  });

  test('undo refuses when somebody changed the file since: exit code 5', async () => {
    await run('-C', repo.root, 'restore', '--from', 'HEAD~1', 'deep/a.yaml');
    await repo.write({ 'deep/a.yaml': 'a: somebody\n' });
    const undo = await run('-C', repo.root, 'undo');
    expect(undo.code).toBe(5);
    expect(undo.error).toContain('deep/a.yaml');
    expect(await repo.read('deep/a.yaml')).toBe('a: somebody\n');
  });

  test.each<[string, string[], number]>([
    ['nothing to undo', ['undo'], 3],
    ['an unknown operation', ['undo', 'o-abc-0123456789'], 4],
    ['an unknown revision', ['restore', '--from', 'nowhere', 'b.yaml'], 4],
    ['an unknown backup', ['restore', '--from', 'b-abc-0123456789', 'b.yaml'], 4],
    ['a path outside', ['restore', '--from', 'HEAD', '../../elsewhere'], 3],
    ['git’s own folder', ['restore', '--from', 'HEAD', '.git/config'], 3],
  ])('%s: a sentence and an exit code', async (_name, args, code) => {
    const ended = await run('-C', repo.root, ...args);
    expect(ended.code).toBe(code);
    expect(ended.error).toMatch(/^selvedge: [A-Z].*\n.*\.\n$/s);
  });

  test('the timeline of the demo folds its storms', async () => {
    const demo = (await buildDemo()).path;
    const { out } = await run('-C', demo, 'timeline');
    expect(out).toContain('19 timestamp-only commits since');
    const json = (await run('-C', demo, 'timeline', '--json', '--unfolded', '--limit', '1000')).json();
    expect(json).toMatchObject({ ok: true, next: null });
    expect(json['entries']).toHaveLength(76);
    expect((await run('-C', demo, 'timeline', '--text', 'no such words')).out).toBe('Nothing was found.\n');
  });
});

describe('merge-file', () => {
  let folder: string;
  const put = async (name: string, text: string | Buffer): Promise<string> => {
    await writeFile(join(folder, name), text);
    return join(folder, name);
  };
  const merge = async (base: string, ours: string, theirs: string, ...more: string[]): Promise<Ended> =>
    run(
      'merge-file',
      '--base',
      await put('base.yaml', base),
      '--ours',
      await put('ours.yaml', ours),
      '--theirs',
      await put('theirs.yaml', theirs),
      ...more,
    );
  beforeEach(async () => {
    folder = await temporaryFolder('merge');
  });

  test('clean: the text and nothing else on standard output', async () => {
    expect(await merge('a: 1\nb: 1\nc: 1\n', 'a: 2\nb: 1\nc: 1\n', 'a: 1\nb: 1\nc: 2\n')).toMatchObject({
      code: 0,
      out: 'a: 2\nb: 1\nc: 2\n',
    });
  });

  test('a conflict stands between markers: exit code 1', async () => {
    const { code, out, error } = await merge('a: 1\n', 'a: 2\n', 'a: 3\n');
    expect(code).toBe(1);
    expect(out).toMatch(/<{7,} ours\.yaml\na: 2\n\|{7,} base\.yaml\na: 1\n={7,}\na: 3\n>{7,} theirs\.yaml\n/);
    expect(error).toContain('1 conflict is left.');
  });

  test('what git leaves in conflict is never said to be settled by git', async () => {
    const rule = (name: string, action: string): string => `      - name: ${name}\n        action: ${action}\n`;
    const head = 'apiVersion: gateway.githedgehog.com/v1alpha1\nkind: GatewayPeering\nmetadata:\n  name: p\n';
    const base = `${head}spec:\n  acl:\n    rules:\n${rule('allow-web', 'allow')}`;
    const added = await merge(base, base + rule('allow-all', 'allow'), base + rule('deny-db', 'deny'), '--json');
    expect(added).toMatchObject({ code: 1 });
    expect(added.json()).toMatchObject({ source: 'structure', notices: [] });
    const script = 's: |\n  if x\n    a\n  end\n';
    const block = await merge(script, `${script}  if y\n    b\n  end\n`, `${script}  if z\n    c\n  fi\n`);
    expect(block).toMatchObject({ code: 1, error: expect.stringContaining('1 conflict is left.') as string });
  });

  test('--output keeps the mode of what was there; --json tells the rest', async () => {
    const output = await put('run.yaml', '');
    await chmod(output, 0o750);
    const ended = await merge('a: 1\n', 'a: 2\n', 'a: 1\n', '--output', output, '--json');
    expect(ended.json()).toMatchObject({ ok: true, conflicts: [], text: 'a: 2\n' });
    expect(await readFile(output, 'utf8')).toBe('a: 2\n');
    expect((await stat(output)).mode & 0o777).toBe(0o750);
  });

  test('--name says what a temporary file is called', async () => {
    const base = await put('b_1', 'a: 1\n');
    const ours = await put('o_1', 'a: 1\nb: 2\n');
    const theirs = await put('t_1', 'a: 1\nc: 3\n');
    const args = ['merge-file', '--base', base, '--ours', ours, '--theirs', theirs];
    expect((await run(...args)).code).toBe(1);
    expect(await run(...args, '--name', 'managed/vpcs/web.yaml')).toMatchObject({ code: 0, out: 'a: 1\nb: 2\nc: 3\n' });
  });

  test('a missing file, a binary one, a folder, a place that cannot be written', async () => {
    const good = await put('good.yaml', 'a: 1\n');
    const changed = await put('changed.yaml', 'a: 2\n');
    const binary = await put('binary.yaml', Buffer.from([0xff, 0xfe, 0xfd]));
    const with_ = (base: string, ...more: string[]) =>
      run('merge-file', '--base', base, '--ours', good, '--theirs', changed, ...more);
    expect(await with_(join(folder, 'none.yaml'))).toMatchObject({ code: 4 });
    expect(await with_(binary)).toMatchObject({ code: 3 });
    await mkdir(join(folder, 'sub'));
    expect(await with_(join(folder, 'sub'))).toMatchObject({ code: 3 });
    expect(await with_(good, '--output', join(folder, 'no', 'such', 'place'))).toMatchObject({ code: 4 });
  });
});

test('the guide lists the exit codes as they are', async () => {
  const guide = await readFile(join(import.meta.dirname, '../../../docs/guide/command-line.md'), 'utf8');
  const rows = [...guide.matchAll(/^\| (\d+) +\| (.+?) +\|$/gm)].map(([, code, means]) => ({
    code: Number(code),
    means,
  }));
  expect(rows).toEqual(Object.values(exitCodes));
});
