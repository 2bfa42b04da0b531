import { readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { failureOf, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { change, filesRequest, openSafety, projectPath, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();
const setUp = async () => {
  const repo = await createRepository({ root: await quickFolder('repository') });
  await repo.commit('one', { 'a.yaml': 'a: 1\n', 'sec/one.yaml': '1\n', 'sec/two.yaml': '2\n' });
  const safety = await openSafety(repo.root);
  return { repo, packs: join(safety.dataFolder, 'vault/packs'), ...safety };
};

it('a pack that is gone or empty is reported, the list counts what it had, and healing says what is lost', async () => {
  for (const harm of [(path: string) => rm(path), (path: string) => truncate(path, 0)]) {
    const { operations, packs, repo, dataFolder } = await setUp();
    valueOf(await operations.vault.createBackup('x', [projectPath('a.yaml')], context));
    const [name = ''] = await readdir(packs);
    await harm(join(packs, name));
    const again = (await openSafety(repo.root, { dataFolder })).operations.vault;
    expect(valueOf(await again.list(null))).toMatchObject({ backups: [], unreadable: 1 });
    const check = valueOf(await again.verify(null, context));
    expect(check.packs.map(({ pack }) => pack)).toEqual([name.replace('.pack', '')]);
    expect(check.unreadable).toBe(1);
    expect(valueOf(await again.heal(context)).lost.join(' ')).toContain('1 backup cannot be read');
    expect(valueOf(await again.list(null)).unreadable).toBe(1);
  }
});

it('a folder is backed up and forgotten with everything below it; a path that never was is not found', async () => {
  const { operations } = await setUp();
  const { vault } = operations;
  const made = valueOf(await vault.createBackup('x', [projectPath('sec')], context));
  expect(made.paths).toEqual(['sec/one.yaml', 'sec/two.yaml']);
  const none = { code: 'file-missing', path: 'nope.txt' };
  expect(failureOf(await vault.createBackup('x', [projectPath('nope.txt')], context))).toEqual(none);
  const wish = { hashes: [], dryRun: false };
  expect(failureOf(await vault.forget({ ...wish, paths: [projectPath('nope.txt')] }, context))).toEqual({
    code: 'nothing-kept',
    what: 'nope.txt',
  });
  expect(valueOf(await vault.forget({ ...wish, paths: [projectPath('sec')] }, context))).toMatchObject({
    contents: 2,
    notErased: [],
  });
});

it('pins outlive one damaged copy of the marks; with both damaged nothing is let go', async () => {
  const { operations, dataFolder } = await setUp();
  const { vault } = operations;
  const { backupId } = valueOf(await vault.createBackup('x', [projectPath('a.yaml')], context));
  valueOf(await vault.pin(backupId, true, context));
  await writeFile(join(dataFolder, 'vault/marks.json'), '{');
  expect(valueOf(await vault.list(null)).backups[0]?.pinned).toBe(true);
  await writeFile(join(dataFolder, 'vault/marks-again.json'), '');
  expect(failureOf(await vault.prune({ dryRun: false }, context)).code).toBe('prune-refused');
});

it('an export that the disk refuses is a failure and leaves nothing', async () => {
  const { operations } = await setUp();
  const { backupId } = valueOf(await operations.vault.createBackup('x', [projectPath('a.yaml')], context));
  const failed = await operations.vault.exportTo(backupId, '/proc/no-such-place/x', 'folder');
  expect(['export-failed', 'read-only']).toContain(failureOf(failed).code);
});

const flip = async (path: string, text: string): Promise<void> => {
  const bytes = await readFile(path);
  const at = bytes.indexOf(text);
  if (at < 0) throw new Error(`${text} is not in ${path}`);
  bytes[at]! ^= 0x20;
  await writeFile(path, bytes);
};

it('forgetting erases a content whose record is damaged, and says which backups nobody can look into', async () => {
  const { operations, packs, repo, dataFolder } = await setUp();
  await repo.write({ 'a.yaml': 'token: hunter2-7c1f\n', 'b.yaml': 'nothing secret\n' });
  valueOf(await operations.vault.createBackup('one', [projectPath('a.yaml')], context));
  const [first = ''] = await readdir(packs);
  await flip(join(packs, first), 'token: hunter2');
  valueOf(await operations.vault.createBackup('two', [projectPath('b.yaml')], context));
  const second = (await readdir(packs)).find((name) => name !== first) ?? '';
  await flip(join(packs, second), '"version":');
  const { vault } = (await openSafety(repo.root, { dataFolder })).operations;
  const wish = { paths: [projectPath('a.yaml')], hashes: [], dryRun: false };
  const report = valueOf(await vault.forget(wish, context));
  expect(report.contents).toBe(1);
  expect(report.notErased.join('\n')).toMatch(/1 backup in .* cannot be read: versions that only they name/);
  for (const name of await readdir(packs)) expect((await readFile(join(packs, name))).includes('hunter2')).toBe(false);
});

it('a flipped byte in the operations log is told, and no older operation is undone in its place', async () => {
  const { run, repo, dataFolder } = await setUp();
  valueOf(await run(filesRequest([change('a.yaml', 'a: 2\n')], 'First')));
  valueOf(await run(filesRequest([change('a.yaml', 'a: 3\n')], 'Second')));
  const [name = ''] = (await readdir(join(dataFolder, 'vault/log'))).filter((each) => each.endsWith('.jsonl'));
  await flip(join(dataFolder, 'vault/log', name), '"title":"Second"');
  const { operations } = await openSafety(repo.root, { dataFolder });
  const listed = valueOf(await operations.list({ limit: 10, before: null }));
  expect(listed.operations.map(({ title }) => title)).toEqual(['First']);
  expect(listed.damage.join(' ')).toMatch(/log is damaged: .*line 2.*1 operation of the audit trail cannot be read/);
  const refused = failureOf(await operations.undo(null, context));
  expect(refused).toMatchObject({ code: 'not-undoable', reason: expect.stringContaining('newest operation') });
  expect(await repo.read('a.yaml')).toBe('a: 3\n');
  expect((await operations.audit.verify()).sound).toBe(false);
});
