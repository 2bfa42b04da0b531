import { readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { failureOf, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { openSafety, projectPath, quickFolder } from '../../support/safety-project';
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
  expect(failureOf(await vault.forget({ ...wish, paths: [projectPath('nope.txt')] }, context))).toEqual(none);
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
  expect(failureOf(await vault.prune({ dryRun: false }, context)).code).toBe('backup-damaged');
});

it('an export that the disk refuses is a failure and leaves nothing', async () => {
  const { operations } = await setUp();
  const { backupId } = valueOf(await operations.vault.createBackup('x', [projectPath('a.yaml')], context));
  const failed = await operations.vault.exportTo(backupId, '/proc/no-such-place/x', 'folder');
  expect(['backup-failed', 'read-only']).toContain(failureOf(failed).code);
});
