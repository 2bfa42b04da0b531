import { chmod, mkdir, readFile, readdir, rm, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, describe, expect, test } from 'vitest';
import type { TestRepository } from '../../support/repository';
import { createRepository, existingRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';
import type { Ended } from './command-line';
import { commandLine } from './command-line';

afterAll(removeAllFolders);

let run: (...args: string[]) => Promise<Ended>;
let repo: TestRepository;
beforeEach(async () => {
  const any = await commandLine();
  repo = await createRepository();
  run = (...args) => any('-C', repo.root, ...args);
  await repo.commit('first', { 'deep/a.yaml': 'a: 1\n', 'deep/b.yaml': 'b: 1\n', 'c.yaml': 'c: 1\n' });
});

const backUp = async (...paths: string[]): Promise<string> => {
  const made = await run('backup', 'create', '--note', 'Before the storm', ...paths, '--json');
  expect(made.code).toBe(0);
  return (made.json() as { backup: { backupId: string } }).backup.backupId;
};

describe('backup', () => {
  test('create, list, show, verify, pin', async () => {
    expect((await run('backup', 'list')).out).toBe('There are no backups yet.\n');
    await repo.write({ 'deep/a.yaml': 'a: 2\n', 'new.yaml': 'n\n' });
    const id = await backUp();
    expect((await run('backup', 'show', id)).out).toContain('deep/a.yaml');
    expect((await run('backup', 'list')).out).toMatch(/2 files.*Before the storm\n1 backup, /);
    expect(await run('backup', 'verify', id)).toMatchObject({ code: 0 });
    expect((await run('backup', 'pin', id)).code).toBe(0);
    const { backups } = (await run('backup', 'list', '--json')).json() as { backups: object[] };
    expect(backups).toEqual([expect.objectContaining({ pinned: true, verifiedAt: expect.any(String) })]);
    expect((await run('backup', 'unpin', id)).code).toBe(0);
    expect((await run('backup', 'show', 'b-0-00')).code).toBe(4);
  });

  test('restore: a file, a folder, everything; previewed, undoable', async () => {
    const id = await backUp('deep/a.yaml', 'deep/b.yaml', 'c.yaml');
    await repo.write({ 'deep/a.yaml': 'x\n', 'deep/b.yaml': null, 'c.yaml': 'x\n' });
    const preview = await run('backup', 'restore', id, 'deep', '--dry-run');
    expect(preview.out).toBe('replace  deep/a.yaml\ncreate   deep/b.yaml\n');
    expect(await repo.read('deep/a.yaml')).toBe('x\n');
    expect((await run('backup', 'restore', id, 'deep/b.yaml')).out).toContain('1 file changed, each read back');
    expect((await run('backup', 'restore', id, 'deep')).code).toBe(0);
    expect([await repo.read('deep/a.yaml'), await repo.read('deep/b.yaml')]).toEqual(['a: 1\n', 'b: 1\n']);
    expect(await repo.read('c.yaml')).toBe('x\n');
    const { receipt } = (await run('backup', 'restore', id, '--json')).json() as { receipt: { operationId: string } };
    expect(await repo.read('c.yaml')).toBe('c: 1\n');
    expect((await run('operations', 'undo', receipt.operationId)).code).toBe(0);
    expect(await repo.read('c.yaml')).toBe('x\n');
    expect((await run('backup', 'restore', id, 'nothing-like-it')).code).toBe(4);
  });

  test('a file that only became executable is restored', async () => {
    const id = await backUp('c.yaml');
    await chmod(join(repo.root, 'c.yaml'), 0o755);
    expect((await run('backup', 'restore', id, '--dry-run')).out).toBe('replace  c.yaml\n');
    expect((await run('backup', 'restore', id)).out).toContain('1 file changed');
    expect((await stat(join(repo.root, 'c.yaml'))).mode & 0o111).toBe(0);
    expect((await run('backup', 'restore', id)).out).toBe('Everything is already like this.\n');
    expect((await run('undo')).code).toBe(0);
    expect((await stat(join(repo.root, 'c.yaml'))).mode & 0o111).toBe(0o111);
  });

  test('a restore of everything takes a file that was not there and is not there as done', async () => {
    await repo.write({ 'deep/a.yaml': null });
    await repo.git('rm', '-q', '--cached', 'deep/a.yaml');
    const id = await backUp('deep/a.yaml', 'c.yaml');
    await repo.write({ 'c.yaml': 'x\n' });
    expect(await run('backup', 'restore', id)).toMatchObject({ code: 0 });
    expect(await repo.read('c.yaml')).toBe('c: 1\n');
  });

  test('export as files and as a git repository, never into the repository', async () => {
    await repo.write({ 'deep/a.yaml': 'a: 2\n' });
    const id = await backUp();
    const folder = await temporaryFolder('export');
    expect((await run('backup', 'export', id, join(folder, 'plain'))).code).toBe(0);
    expect(await readFile(join(folder, 'plain/deep/a.yaml'), 'utf8')).toBe('a: 2\n');
    expect((await run('backup', 'export', id, join(folder, 'bare'), '--git')).code).toBe(0);
    expect(await existingRepository(join(folder, 'bare')).git('show', 'main:deep/a.yaml')).toBe('a: 2');
    const inside = await run('backup', 'export', id, join(repo.root, 'copy'));
    expect(inside).toMatchObject({ code: 2 });
    expect(await repo.exists('copy')).toBe(false);
  });

  test('prune explains each; forget only with --yes, and then nothing of it is left', async () => {
    await repo.write({ 'deep/a.yaml': 'password: hunter2\n' });
    const id = await backUp();
    const dry = await run('backup', 'prune', '--dry-run');
    expect(dry.out).toMatch(new RegExp(`keep +${id} +Younger than 48 hours`));
    const asked = await run('backup', 'forget', 'deep/a.yaml');
    expect(asked.out).toMatch(
      /^1 content of 1 backup, 0 drafts and 0 decisions of merges would be erased\. This cannot be undone\./,
    );
    expect((await run('backup', 'verify', id)).code).toBe(0);
    const done = await run('backup', 'forget', 'deep/a.yaml', '--yes');
    expect(done.out).toContain('1 content of 1 backup, 0 drafts and 0 decisions of merges erased');
    expect(done.out).toContain('The files in the working tree');
    for (const words of [['verify', id], ['verify']])
      expect(await run('backup', ...words)).toMatchObject({
        code: 0,
        out: expect.stringContaining('1 content besides was forgotten on purpose'),
      });
    expect((await run('backup', 'show', id)).out).toMatch(/deep\/a\.yaml/);
    expect((await run('backup', 'show', id)).out).toMatch(/forgotten on \d{4}-/);
    const restored = await run('backup', 'restore', id);
    expect(restored).toMatchObject({
      code: 3,
      error: expect.stringMatching(/“deep\/a\.yaml”.* was forgotten on \d{4}-/),
    });
    expect((await run('backup', 'forget')).code).toBe(2);
    expect((await run('backup', 'forget', '--content', 'abc')).code).toBe(2);
  });
});

describe('what is not covered', () => {
  test('a nested repository and a file that is too large are said, and not called nothing', async () => {
    const nested = await createRepository({ root: join(repo.root, 'nested') });
    await nested.commit('inner', { 'x.yaml': 'x\n' });
    const made = await run('backup', 'create');
    expect(made).toMatchObject({
      code: 0,
      out: expect.stringContaining('(left out, repositories of their own: nested/)'),
    });
    expect(made.out).not.toContain('Nothing is changed');
    const checkpoint = await run('checkpoint', 'create', 'now');
    expect(checkpoint.out).toContain('Not in it (a repository of its own): nested/');
    await writeFile(join(repo.root, 'big.bin'), '');
    await truncate(join(repo.root, 'big.bin'), 60 * 1024 * 1024);
    const big = await run('backup', 'create');
    expect(big.out).toContain('too large or not readable: big.bin');
    expect(big.out).not.toContain('Nothing is changed');
    const named = await run('backup', 'create', 'big.bin');
    expect(named.error).toContain('has 60 MB; the limit here is 50 MB');
  });
});

describe('operations', () => {
  const restoreOnce = async (): Promise<string> => {
    await repo.write({ 'c.yaml': 'c: 2\nd: 1\ne: 1\nf: 1\n' });
    const id = await backUp('c.yaml');
    await repo.write({ 'c.yaml': 'x\n' });
    const { receipt } = (await run('backup', 'restore', id, '--json')).json() as { receipt: { operationId: string } };
    return receipt.operationId;
  };

  test('list, show, undo with a preview, redo', async () => {
    expect((await run('operations', 'list')).out).toBe('Selvedge has changed nothing here yet.\n');
    const id = await restoreOnce();
    expect((await run('operations', 'list')).out).toContain('command line  1 file');
    expect((await run('operations', 'show', id)).out).toMatch(/changed +c\.yaml/);
    expect((await run('operations', 'undo', '--dry-run')).out).toContain('go back to how they were');
    expect(await repo.read('c.yaml')).toContain('c: 2');
    expect((await run('operations', 'undo')).code).toBe(0);
    expect(await repo.read('c.yaml')).toBe('x\n');
    expect((await run('operations', 'redo')).code).toBe(0);
    expect(await repo.read('c.yaml')).toContain('c: 2');
    expect((await run('operations', 'show', 'o-0-00')).code).toBe(4);
  });

  test('revert keeps what came later; undo refuses when the file changed since', async () => {
    const id = await restoreOnce();
    expect((await run('operations', 'revert', id)).code).toBe(0);
    expect(await repo.read('c.yaml')).toBe('x\n');
    expect((await run('operations', 'undo')).code).toBe(0);
    await repo.write({ 'c.yaml': 'somebody\n' });
    expect((await run('operations', 'undo', id)).code).toBe(5);
    expect(await repo.read('c.yaml')).toBe('somebody\n');
  });
});

test('checkpoints: create, list, preview, roll back by name, compared afterwards', async () => {
  await repo.write({ 'c.yaml': 'c: then\n' });
  expect((await run('checkpoint', 'create', 'before the storm')).code).toBe(0);
  await repo.commit('later', { 'c.yaml': 'c: later\n', 'later.yaml': 'l\n' });
  expect((await run('checkpoint', 'list')).out).toContain('before the storm');
  const preview = await run('checkpoint', 'rollback', 'before the storm', '--dry-run');
  expect(preview.out).toContain('delete   later.yaml');
  expect(preview.out).toContain('refs/heads/main');
  expect(await repo.exists('later.yaml')).toBe(true);
  const back = await run('checkpoint', 'rollback', 'before the storm');
  expect(back).toMatchObject({ code: 0, out: expect.stringContaining('All of it is as it was then.') });
  expect(await repo.read('c.yaml')).toBe('c: then\n');
  expect((await run('undo')).code).toBe(0);
  expect(await repo.read('c.yaml')).toBe('c: later\n');
  expect((await run('checkpoint', 'rollback', 'no such')).code).toBe(4);
});

test('a checkpoint is deleted by name or id, and pinning its backup brings it back', async () => {
  for (const name of ['noon', 'noon', 'night']) expect((await run('checkpoint', 'create', name)).code).toBe(0);
  const listed = (await run('checkpoint', 'list', '--json')).json() as { checkpoints: { backupId: string }[] };
  const [night, noon] = listed.checkpoints.map(({ backupId }) => backupId);
  const twice = await run('checkpoint', 'delete', 'noon');
  expect(twice).toMatchObject({ code: 2, error: expect.stringContaining('2 checkpoints have this name') });
  expect((await run('checkpoint', 'delete', noon ?? '')).code).toBe(0);
  expect((await run('checkpoint', 'delete', 'night')).out).toContain(`selvedge backup pin ${night}`);
  expect((await run('checkpoint', 'list')).out).toMatch(/^b-\S+ .*noon\n$/);
  expect((await run('backup', 'list')).out).toMatch(/deleted checkpoint +night/);
  expect((await run('checkpoint', 'rollback', 'night')).code).toBe(4);
  expect((await run('backup', 'pin', night ?? '')).code).toBe(0);
  expect((await run('checkpoint', 'list')).out).toContain('night');
  expect((await run('backup', 'unpin', night ?? '')).code).toBe(0);
  expect((await run('checkpoint', 'delete', 'night')).code).toBe(4);
});

describe('locks', () => {
  test('a forgotten lock is shown and put aside; a young or held one is not', async () => {
    expect((await run('locks')).out).toBe('Selvedge: nobody writes now.\nGit: no lock files.\n');
    const lock = join(repo.root, '.git/index.lock');
    await writeFile(lock, '');
    expect((await run('locks')).out).toMatch(/index\.lock +\d s old .*younger than 10 seconds/);
    expect((await run('locks', '--remove', 'index.lock')).code).toBe(6);
    await utimes(lock, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));
    const beside = join(repo.root, '.git/index~pid.lock');
    await writeFile(beside, `pid ${process.pid}\n`);
    expect((await run('locks')).out).toMatch(new RegExp(`process ${process.pid} +held`));
    expect((await run('locks', '--remove', 'index.lock')).code).toBe(6);
    await writeFile(beside, 'pid 999999999\n');
    await utimes(beside, new Date(Date.now() - 60_000), new Date(Date.now() - 60_000));
    expect((await run('locks', '--remove', 'index.lock')).code).toBe(0);
    expect(await readdir(join(repo.root, '.git'))).not.toContain('index.lock');
    const aside = await readdir(join(repo.root, '.git/selvedge/set-aside'));
    expect(aside.map((name) => name.replace(/^[^-]+-/, '')).sort()).toEqual(['index', 'index.lock']);
    expect((await run('operations', 'list')).out).toContain('Put the forgotten lock index.lock aside');
    expect((await run('locks', '--remove', 'index.lock')).code).toBe(4);
    expect((await run('locks', '--remove', '../c.yaml')).code).toBe(4);
    expect(await repo.exists('c.yaml')).toBe(true);
  });
});

test('audit: verify says what was proven, export, a changed line is found', async () => {
  await backUp('c.yaml');
  await backUp('deep/a.yaml');
  const whole = await run('audit', 'verify');
  expect(whole).toMatchObject({ code: 0, out: expect.stringContaining('Not proven:') });
  const folder = await temporaryFolder('audit');
  const exported = await run('audit', 'export', folder, '--json');
  const { path } = exported.json() as { path: string };
  expect((await readFile(path, 'utf8')).split('\n')[0]).toContain('"actor":"command line"');
  const data = process.env['SELVEDGE_DATA'] ?? '';
  const [id = ''] = await readdir(join(data, 'repositories'));
  const trail = join(data, 'repositories', id, 'vault/audit/audit.jsonl');
  await writeFile(trail, (await readFile(trail, 'utf8')).replace('command line', 'somebody else'));
  expect((await run('audit', 'verify')).code).toBe(3);
  await mkdir(join(repo.root, 'inside'));
  expect((await run('audit', 'export', join(repo.root, 'inside'))).code).toBe(2);
});

describe('words', () => {
  test('a way back is offered only where there is one', async () => {
    expect((await run('checkpoint', 'create', 'k')).code).toBe(0);
    const again = await run('checkpoint', 'rollback', 'k');
    expect(again.code).toBe(0);
    expect(again.out).not.toContain('take it back');
    await repo.write({ 'c.yaml': 'c: 2\n' });
    expect((await run('checkpoint', 'rollback', 'k')).out).toContain('(take it back with: selvedge undo o-');
  });

  test('what is named twice is one file; what cannot be named is said as it is', async () => {
    await repo.write({ 'c.yaml': 'c: 2\n' });
    expect((await run('restore', '--from', 'HEAD', 'c.yaml', 'c.yaml')).out).toContain('Restore c.yaml from');
    const whole = await run('restore', '--from', 'HEAD', '.');
    expect([whole.code, whole.error]).toEqual([2, expect.stringContaining('“.”: this is the whole repository')]);
    expect((await run('backup', 'create', '.git/config')).error).toContain('is in git’s own folder');
    const missing = await run('backup', 'create', 'nosuch');
    expect([missing.code, missing.error]).toEqual([4, expect.stringContaining('There is no “nosuch” here')]);
    expect((await run('locks', '--remove', 'nosuch.lock')).error).toContain('nosuch.lock” here');
    const nothing = await run('operations', 'redo');
    expect(nothing.error).toContain('There is nothing to redo\n');
  });

  test('a checkpoint of another working tree is neither gone back to nor deleted, and it is said where it can be', async () => {
    const made = (await run('checkpoint', 'create', 'here', '--json')).json() as { checkpoint: { backupId: string } };
    const id = made.checkpoint.backupId;
    const other = join(await temporaryFolder('other'), 'tree');
    await repo.git('worktree', 'add', '-q', other);
    const back = await run('-C', other, 'checkpoint', 'rollback', id);
    expect([back.code, back.error]).toEqual([3, expect.stringContaining('open that one to go back there')]);
    const deleted = await run('-C', other, 'checkpoint', 'delete', id);
    expect([deleted.code, deleted.error]).toEqual([2, expect.stringContaining('open that one to delete it')]);
    for (const what of ['rollback', 'delete'])
      expect((await run('-C', other, 'checkpoint', what, 'here')).code).toBe(4);
    expect((await run('checkpoint', 'list')).out).toContain(id);
  });

  test('a log and a trail that are gone are not passed over', async () => {
    await repo.write({ 'c.yaml': 'c: 2\n' });
    expect((await run('restore', '--from', 'HEAD', 'c.yaml')).code).toBe(0);
    expect((await run('audit', 'verify')).code).toBe(0);
    const { location } = (await run('backup', 'list', '--json')).json() as { location: string };
    for (const name of ['audit', 'log']) await rm(join(location, name), { recursive: true });
    const verified = await run('audit', 'verify');
    expect(verified.code).toBe(3);
    expect(verified.out).toContain('the operations log and the audit trail are missing');
    const listed = await run('operations', 'list');
    expect(listed.out).toBe('No operation can be read.\n');
    expect(listed.error).toContain('are missing');
    // Not even what is recorded afterwards hides it: neither upkeep, nor operations.
    expect((await run('backup', 'create')).code).toBe(0);
    for (const text of ['c: 3\n', 'c: 4\n']) {
      await repo.write({ 'c.yaml': text });
      expect((await run('restore', '--from', 'HEAD', 'c.yaml')).code).toBe(0);
      const later = await run('audit', 'verify');
      expect(later.code).toBe(3);
      expect(later.out).toMatch(
        /Found on 2\S+: 1 backup was made before operations, .* Nothing before that can be shown\./,
      );
      expect((await run('operations', 'list')).error).toContain('Nothing before that can be shown');
    }
  });
});
