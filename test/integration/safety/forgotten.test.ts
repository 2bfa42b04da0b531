import { readFile, readdir, writeFile, mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { failureOf, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { openSafety, projectPath, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();
const path = projectPath('secret.yaml');
const secret = 'password: correct horse\n';

const setUp = async () => {
  const repo = await createRepository({ root: await quickFolder('repository') });
  await repo.commit('one', { 'secret.yaml': secret, 'b.yaml': 'b: 1\n' });
  const safety = await openSafety(repo.root);
  const { vault } = safety.operations;
  const { backupId } = valueOf(await vault.createBackup('x', [path, projectPath('b.yaml')], context));
  const forget = async (dryRun = false) => valueOf(await vault.forget({ paths: [path], hashes: [], dryRun }, context));
  return { ...safety, repo, vault, backupId, forget };
};

it('what was forgotten is not brought back from git or the working tree, and missing it is no damage', async () => {
  const { vault, backupId, forget, repo } = await setUp();
  await forget();
  const healed = valueOf(await vault.heal(context));
  expect(healed).toMatchObject({ damaged: 0, healed: {}, affected: [], lost: [] });
  const gone = { code: 'content-gone', path, forgottenAt: expect.any(String) };
  expect(failureOf(await vault.readVersion(backupId, path))).toMatchObject(gone);
  for (const id of [backupId, null])
    expect(valueOf(await vault.verify(id, context))).toMatchObject({ damaged: [], unreadable: 0, forgotten: 1 });
  const { files } = valueOf(await vault.show(backupId));
  expect(files.map((file) => file.gone)).toEqual([{ forgottenAt: expect.any(String) }, undefined]);
  // Kept again later: then it is a content as any other.
  await repo.write({ 'b.yaml': 'b: 2\n' });
  valueOf(await vault.createBackup('again', [path], context));
  expect(valueOf(await vault.readVersion(backupId, path)).bytes?.toString()).toBe(secret);
  expect(valueOf(await vault.verify(null, context))).toMatchObject({ damaged: [], forgotten: 0 });
});

it('forgetting once more, and its preview, still say that git has it', async () => {
  const { forget } = await setUp();
  const said = "1 of the contents is still in git's objects";
  for (const dryRun of [true, false, true, false]) expect((await forget(dryRun)).remains[0]).toContain(said);
});

it('takes what a crash left of packs and of files with it; pruning does, too', async () => {
  const { forget, dataFolder, repo, vault } = await setUp();
  const left = [
    join(dataFolder, 'vault/temporary/0123456789abcdef.pack.new'),
    join(repo.root, '.git/selvedge/stage/o-1-0123456789/0'),
  ];
  const leave = async (): Promise<void> => {
    await mkdir(join(left[1] ?? '', '..'), { recursive: true });
    for (const one of left) await writeFile(one, `RECORD ${secret}`);
  };
  await leave();
  expect((await forget(true)).notErased).toEqual([]);
  expect(await readFile(left[0] ?? '', 'utf8')).toContain(secret);
  expect((await forget()).notErased).toEqual([]);
  expect(await readdir(join(dataFolder, 'vault/temporary'))).toEqual([]);
  await leave();
  valueOf(await vault.prune({ dryRun: false }, context));
  expect(await readdir(join(dataFolder, 'vault/temporary'))).toEqual([]);
  for (const one of left) await expect(readFile(one)).rejects.toMatchObject({ code: 'ENOENT' });
});
