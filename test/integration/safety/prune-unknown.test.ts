import { readFile, readdir, rm, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { failureOf, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { change, filesRequest, openSafety, projectPath, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();

/** Three backups in one hour and nothing else of theirs kept, 40 days later. */
const laterThanMonth = async () => {
  let now = Date.parse('2026-01-01T00:00:00Z');
  const repo = await createRepository({ root: await quickFolder('repository') });
  await repo.commit('one', { 'f1.yaml': 'committed\n', 'b.yaml': 'b: 1\n' });
  const first = await openSafety(repo.root, { clock: () => now });
  await repo.write({ 'f1.yaml': 'PRECIOUS\n' });
  valueOf(await first.run(filesRequest([change('f1.yaml', 'committed\n')])));
  for (let at = 0; at < 3; at += 1) {
    now += 60_000;
    await repo.write({ 'f1.yaml': `version ${at}\n` });
    valueOf(await first.operations.vault.createBackup(`${at}`, [projectPath('f1.yaml')], context));
  }
  await repo.write({ 'f1.yaml': 'committed\n' });
  const prune = async (vault: typeof first.operations.vault) => {
    const ends: Awaited<ReturnType<typeof vault.prune>>[] = [];
    for (let day = 0; day < 45; day += 3) {
      now += 3 * 24 * 3_600_000;
      ends.push(await vault.prune({ dryRun: false }, context));
    }
    return ends;
  };
  const again = () => openSafety(repo.root, { dataFolder: first.dataFolder, clock: () => now });
  const vaultFolder = join(first.dataFolder, 'vault');
  const precious = async () => {
    for (const name of await readdir(join(vaultFolder, 'packs')))
      if ((await readFile(join(vaultFolder, 'packs', name))).includes('PRECIOUS')) return true;
    return false;
  };
  return { repo, again, prune, vaultFolder, precious, log: join(vaultFolder, 'log') };
};
const logFiles = async (folder: string): Promise<string[]> =>
  (await readdir(folder)).filter((name) => /^\d{6}\.jsonl$/.test(name)).map((name) => join(folder, name));

it('prunes nothing when the operations log is gone or its last line is cut, and says why', async () => {
  for (const harm of ['deleted', 'cut'] as const) {
    const { again, prune, log, precious } = await laterThanMonth();
    for (const path of await logFiles(log))
      if (harm === 'deleted') await rm(path);
      else await truncate(path, (await stat(path)).size - 7);
    const { operations } = await again();
    for (const end of await prune(operations.vault))
      expect(failureOf(end)).toMatchObject({
        code: 'prune-refused',
        reason: expect.stringContaining('1 operation of the audit trail cannot be read in the operations log'),
      });
    expect(await precious()).toBe(true);
  }
});

it('keeps the backups of operations that neither log nor audit trail know any more', async () => {
  const { repo, again, prune, log, vaultFolder, precious } = await laterThanMonth();
  for (const path of await logFiles(log)) await rm(path);
  await rm(join(vaultFolder, 'audit'), { recursive: true });
  const { operations, run } = await again();
  // The log goes on as if it were whole.
  valueOf(await run(filesRequest([change('b.yaml', 'b: 2\n')])));
  const ends = (await prune(operations.vault)).map((end) => valueOf(end));
  // Two or all three of those by hand: the last of them and the operation's are of the same moment.
  expect(ends.flatMap(({ removed }) => removed).length).toBeGreaterThanOrEqual(2);
  expect(ends.at(-1)?.decisions.map(({ because }) => because)).toContain(
    'The operations log misses the operation that it was made for',
  );
  expect(await precious()).toBe(true);
  expect(await repo.read('f1.yaml')).toBe('committed\n');
});

it('an operation that was refused after its backup does not hold it for ever', async () => {
  const { repo, again, prune, precious } = await laterThanMonth();
  const { operations, run, undo } = await again();
  valueOf(await undo());
  await repo.write({ 'b.yaml': 'SHORT-LIVED\n' });
  await writeFile(join(repo.root, '.git/index.lock'), '');
  expect((await run(filesRequest([change('b.yaml', 'b: 2\n')]))).ok).toBe(false);
  await rm(join(repo.root, '.git/index.lock'));
  expect(await precious()).toBe(true);
  valueOf(await run(filesRequest([change('b.yaml', 'b: 3\n')])));
  const ends = (await prune(operations.vault)).map((end) => valueOf(end));
  expect(ends.at(-1)?.decisions.map(({ because }) => because)).not.toContain(
    'The operations log misses the operation that it was made for',
  );
});
