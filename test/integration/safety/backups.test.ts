import { lstat, readFile, readdir, readlink, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { hashBytes } from '../../../src/engine/files/hash';
import { failureOf, valueOf } from '../../support/project';
import { createRepository, executable, existingRepository, symlinkTo } from '../../support/repository';
import {
  change,
  filesRequest,
  gitRequest,
  openSafety,
  photograph,
  projectPath,
  quickFolder,
} from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const setUp = async (options: { readonly clock?: () => number; readonly largestFileBytes?: number } = {}) => {
  const repo = await createRepository({ root: await quickFolder('repository') });
  await repo.commit('one', {
    'a.yaml': 'a: 1\nb: 2\nc: 3\nd: 4\n',
    'b.yaml': 'b: 1\n',
    'run.sh': executable('#!/bin/sh\n'),
  });
  const safety = await openSafety(repo.root, options);
  const packs = join(safety.dataFolder, 'vault/packs');
  return { repo, packs, ...safety };
};
const context = quietContext();

describe('checkpoints', () => {
  it('take everything back, say what was compared, and can be undone', async () => {
    const { repo, run, undo, operations, git } = await setUp();
    await repo.write({ 'a.yaml': 'a: staged\n', 'untracked.yaml': 'u\n', link: symlinkTo('a.yaml') });
    await repo.git('add', 'a.yaml');
    const then = await photograph(repo.root, git);
    const { backup } = valueOf(await operations.checkpoints.create('before the storm', context));
    expect(backup).toMatchObject({ why: 'before the storm', pinned: true, fileCount: 5 });
    valueOf(await run(gitRequest(['commit', '-q', '-m', 'two'], { protects: [] })));
    await repo.git('branch', 'extra');
    await repo.git('checkout', '-q', '-b', 'other');
    await repo.write({ 'later.yaml': 'l\n', 'b.yaml': null, 'untracked.yaml': 'changed\n' });
    const later = await photograph(repo.root, git);
    const report = valueOf(await operations.checkpoints.rollBackTo(backup.backupId, context));
    expect(report.different).toEqual([]);
    expect(report.compared.files).toBe(5);
    expect(await photograph(repo.root, git)).toEqual(then);
    valueOf(await undo());
    expect(await photograph(repo.root, git)).toEqual(later);
    expect((await operations.checkpoints.list()).map(({ name }) => name)).toEqual(['before the storm']);
  });
});

describe('selective revert', () => {
  it('takes one older change out of a text and keeps the later one', async () => {
    const { repo, run, operations } = await setUp();
    const first = valueOf(await run(filesRequest([change('a.yaml', 'a: changed\nb: 2\nc: 3\nd: 4\n')], 'First')));
    valueOf(await run(filesRequest([change('a.yaml', 'a: changed\nb: 2\nc: 3\nd: later\n')], 'Second')));
    const receipt = valueOf(await operations.revert(first.operationId, context));
    expect(receipt.title).toBe('Revert: First');
    expect(await repo.read('a.yaml')).toBe('a: 1\nb: 2\nc: 3\nd: later\n');
  });

  it('refuses when the same lines changed since, and touches nothing', async () => {
    const { repo, run, operations } = await setUp();
    const first = valueOf(await run(filesRequest([change('b.yaml', 'b: 2\n'), change('a.yaml', 'x\n')])));
    await repo.write({ 'b.yaml': 'b: 3\n' });
    const failure = failureOf(await operations.revert(first.operationId, context));
    expect(failure).toEqual({ code: 'file-changed-since', path: 'b.yaml', paths: ['b.yaml'] });
    expect(await repo.read('a.yaml')).toBe('x\n');
  });
});

describe('local history of edits made elsewhere', () => {
  it('keeps each new content once, also of a file that is deleted and comes back', async () => {
    const { repo, operations } = await setUp();
    const seen = [projectPath('a.yaml')];
    const record = async () => valueOf(await operations.recordExternalEdits(seen, context));
    expect(await record()).not.toBeNull();
    expect(await record()).toBeNull();
    await repo.write({ 'a.yaml': 'edited in vi\n' });
    const edited = await record();
    await repo.write({ 'a.yaml': null });
    expect(await record()).not.toBeNull();
    expect(await record()).toBeNull();
    const version = await operations.vault.readVersion(edited ?? '', projectPath('a.yaml'));
    expect(valueOf(version).bytes?.toString()).toBe('edited in vi\n');
    const { backups } = valueOf(await operations.vault.list(projectPath('a.yaml')));
    expect(backups.map(({ trigger }) => trigger)).toEqual(['external-edit', 'external-edit', 'external-edit']);
  });
});

describe('export', () => {
  it('writes a plain folder and a git repository that others can read', async () => {
    const { repo, operations } = await setUp();
    await repo.write({ 'deep/er/x.yaml': 'x\n', link: symlinkTo('a.yaml') });
    const { backup } = valueOf(await operations.checkpoints.create('all', context));
    const folder = join(await quickFolder('export'), 'plain');
    valueOf(await operations.vault.exportTo(backup.backupId, folder, 'folder'));
    expect(await readFile(join(folder, 'deep/er/x.yaml'), 'utf8')).toBe('x\n');
    expect(await readlink(join(folder, 'link'))).toBe('a.yaml');
    expect((await lstat(join(folder, 'run.sh'))).mode & 0o111).toBe(0o111);
    const bare = join(await quickFolder('export'), 'all.git');
    valueOf(await operations.vault.exportTo(backup.backupId, bare, 'git'));
    const exported = existingRepository(bare);
    expect(await exported.git('fsck', '--strict')).toBe('');
    expect(await exported.git('show', 'main:deep/er/x.yaml')).toBe('x');
    expect(await exported.git('ls-tree', 'main', 'run.sh')).toMatch(/^100755/);
    expect(failureOf(await operations.vault.exportTo(backup.backupId, folder, 'folder'))).toMatchObject({
      code: 'bad-input',
    });
  });
});

describe('a backup on a schedule', () => {
  it('names the repositories within that it leaves out, as one by hand does', async () => {
    const { repo, operations } = await setUp();
    await repo.git('init', '-q', 'nested');
    await repo.write({ 'nested/n.yaml': 'n: 1\n', 'a.yaml': 'changed\n' });
    const backupId = valueOf(await operations.vault.backUpIfChanged(context)) ?? '';
    const { backup, files } = valueOf(await operations.vault.show(backupId));
    expect(backup.why).toBe('On schedule (left out, repositories of their own: nested/)');
    expect(files.map(({ path }) => path)).toEqual(['a.yaml']);
  });
});

describe('a backup before an operation of git', () => {
  it('names what it leaves out, when it should have it, in the words of the others', async () => {
    const { repo, operations, run } = await setUp({ largestFileBytes: 50 });
    await repo.git('init', '-q', 'nested');
    await repo.write({ 'nested/n.yaml': 'n: 1\n', 'b.yaml': 'changed\n', 'large.bin': 'x'.repeat(51) });
    const { operationId } = valueOf(await run(gitRequest(['checkout', '-q', '--', 'b.yaml'])));
    const { backups } = valueOf(await operations.vault.list(null));
    const [made] = backups.filter((one) => one.operationId === operationId);
    expect(made?.why).toBe(
      'Before: git checkout -q -- b.yaml (left out, too large or not readable: large.bin; repositories of their own: nested/)',
    );
    expect(await repo.read('nested/n.yaml')).toBe('n: 1\n');
  });
});

describe('retention', () => {
  it('marks at first, removes in a later run, never what is pinned or can be undone', async () => {
    let now = Date.parse('2026-01-01T00:00:00Z');
    const { repo, operations, packs, run } = await setUp({ clock: () => now });
    const day = 24 * 3_600_000;
    const ids: string[] = [];
    for (let at = 0; at < 6; at += 1) {
      await repo.write({ 'a.yaml': `version ${at}\n` });
      ids.push(valueOf(await operations.vault.createBackup(`${at}`, [projectPath('a.yaml')], context)).backupId);
      now += 60_000;
    }
    valueOf(await operations.vault.pin(ids[1] ?? '', true, context));
    valueOf(await run(filesRequest([change('b.yaml', 'b: 2\n')])));
    now += 400 * day;
    // A jump of the clock: nothing is let go before it has gone on evenly for 30 days.
    const jumped = valueOf(await operations.vault.prune({ dryRun: false }, context));
    expect([jumped.marked, jumped.removed]).toEqual([[], []]);
    expect(jumped.waits).toContain('393 days');
    for (let at = 0; at < 5; at += 1) {
      now += 6 * day;
      const waiting = valueOf(await operations.vault.prune({ dryRun: at % 2 === 1 }, context));
      expect(waiting.removed).toEqual([]);
    }
    now += 6 * day;
    const rules = { keepAllHours: 48, hourly: 0, daily: 1, weekly: 0, monthly: 0, minimumDays: 30, deletedDays: 90 };
    const tell = valueOf(await operations.vault.prune({ dryRun: true, rules }, context));
    expect(tell.decisions.map(({ keep, because }) => `${keep} ${because}`)).toEqual([
      expect.stringMatching(/^true “Change files” .* can be undone until 2026-04-01, and later as long as/),
      ...Array.from({ length: 4 }, () => 'false A newer one stands for its hour, day, week and month'),
      'true Pinned',
      'false A newer one stands for its hour, day, week and month',
    ]);
    const first = valueOf(await operations.vault.prune({ dryRun: false, rules }, context));
    expect([first.marked.length, first.removed.length]).toEqual([5, 0]);
    const again = valueOf(await operations.vault.prune({ dryRun: false, rules }, context));
    expect([again.marked.length, again.removed.length]).toEqual([0, 0]);
    now += day + 1;
    const last = valueOf(await operations.vault.prune({ dryRun: false, rules }, context));
    expect(last.removed.length).toBe(5);
    expect(last.freedBytes).toBeGreaterThan(0);
    const { backups } = valueOf(await operations.vault.list(null));
    expect(backups.map(({ why }) => why)).toEqual(['Before: Change files', '1']);
    const pinned = await operations.vault.readVersion(ids[1] ?? '', projectPath('a.yaml'));
    expect(valueOf(pinned).bytes?.toString()).toBe('version 1\n');
    valueOf(await operations.undo(null, context));
    expect(await repo.read('b.yaml')).toBe('b: 1\n');
    expect((await readdir(packs)).length).toBeGreaterThan(0);
  });

  it('refuses rules that would keep nothing', async () => {
    const { operations } = await setUp();
    const rules = { keepAllHours: 0, hourly: 0, daily: 0, weekly: 0, monthly: 0, minimumDays: 0, deletedDays: 0 };
    expect(failureOf(await operations.vault.prune({ dryRun: true, rules }, context))).toMatchObject({
      code: 'bad-input',
    });
  });
});

describe('damage', () => {
  it('is found, healed from the working tree and from history, and told where it is not', async () => {
    const { repo, operations, packs, dataFolder } = await setUp();
    await repo.write({ 'gone.yaml': 'nowhere else\n' });
    const all = ['a.yaml', 'b.yaml', 'gone.yaml'].map(projectPath);
    const { backupId } = valueOf(await operations.vault.createBackup('all', all, context));
    await repo.write({ 'gone.yaml': null });
    await repo.commit('b changes', { 'b.yaml': 'b: 2\n' });
    const [name = ''] = await readdir(packs);
    const bytes = await readFile(join(packs, name));
    for (const text of ['a: 1\nb: 2', 'b: 1\n', 'nowhere']) bytes[bytes.indexOf(text)]! ^= 0x20;
    await writeFile(join(packs, name), bytes);
    const checked = valueOf(await operations.vault.verify(null, context));
    expect(checked.damaged).toEqual([{ backupId, paths: all }]);
    expect(failureOf(await operations.vault.readVersion(backupId, projectPath('gone.yaml')))).toMatchObject({
      code: 'content-gone',
      path: 'gone.yaml',
      forgottenAt: null,
    });
    const report = valueOf(await operations.vault.heal(context));
    expect(Object.values(report.healed).sort()).toEqual([`git's history of b.yaml`, 'the file a.yaml']);
    expect(report.affected).toEqual([{ backupId, paths: ['gone.yaml'] }]);
    expect(report.quarantined).toHaveLength(1);
    expect(await readdir(join(dataFolder, 'vault/quarantine'))).toEqual([name]);
    const healed = await operations.vault.readVersion(backupId, projectPath('b.yaml'));
    expect(valueOf(healed).bytes?.toString()).toBe('b: 1\n');
  });
});

const everyVersionOf = (path: string) => ({ paths: [projectPath(path)], hashes: [], dryRun: false });

describe('forgetting', () => {
  it('erases every version of a path and says what remains', async () => {
    const { repo, run, undo, operations, packs } = await setUp();
    const secret = 'password: correct horse\n';
    await repo.write({ 'secret.yaml': secret });
    valueOf(await operations.vault.createBackup('x', null, context));
    valueOf(await run(filesRequest([change('secret.yaml', { kind: 'absent' }), change('b.yaml', 'b: 2\n')])));
    const report = valueOf(await operations.vault.forget(everyVersionOf('secret.yaml'), context));
    expect(report.contents).toBe(1);
    for (const name of await readdir(packs)) expect((await readFile(join(packs, name))).includes(secret)).toBe(false);
    expect(failureOf(await undo())).toMatchObject({
      code: 'content-gone',
      path: 'secret.yaml',
      hash: hashBytes(secret),
      forgottenAt: expect.any(String),
    });
    expect(await repo.read('b.yaml')).toBe('b: 2\n');
    const committed = valueOf(await operations.vault.forget(everyVersionOf('b.yaml'), context));
    expect(committed.remains[0]).toContain("git's objects");
  });
});

describe('the audit trail', () => {
  it('has one record for each operation and refusal, without credentials', async () => {
    const { repo, run, operations } = await setUp();
    valueOf(await run(filesRequest([change('a.yaml', 'x\n')], 'Fetch https://me:hunter2@example.org/x')));
    await repo.write({ 'a.yaml': 'y\n' });
    failureOf(await operations.undo(null, context));
    const text = (await operations.audit.export()).toString('utf8');
    expect(text).not.toContain('hunter2');
    const lines = text
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line) as { kind: string; result: string });
    expect(lines.map(({ kind, result }) => `${kind} ${result}`)).toEqual([
      'write-file done',
      'refused file-changed-since',
    ]);
    expect(await operations.audit.verify()).toMatchObject({ records: 2, sound: true, problems: [] });
  });
});

describe('a lost vault folder', () => {
  it('is made again, and what it had is said to be missing', async () => {
    const { run, dataFolder, repo } = await setUp();
    const { operationId } = valueOf(await run(filesRequest([change('a.yaml', 'x\n')])));
    await rm(dataFolder, { recursive: true });
    const again = await openSafety(repo.root, { dataFolder });
    expect(failureOf(await again.undo(operationId))).toEqual({ code: 'operation-missing', operationId });
    valueOf(await again.run(filesRequest([change('a.yaml', 'y\n')])));
  });
});
