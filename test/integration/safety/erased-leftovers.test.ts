import { link, mkdir, readFile, readdir, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { openSafety, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

/** A file that a crash left; answers a second name of it, under which its bytes can be read when the first is gone. */
async function leave(path: string, text: string, ageMs: number): Promise<string> {
  const witness = join(await quickFolder('witness'), 'bytes');
  await mkdir(dirname(path), { recursive: true });
  await writeFile(path, text);
  await link(path, witness);
  const then = new Date(Date.now() - ageMs);
  await utimes(path, then, then);
  return witness;
}

it('what a crash left is erased at the next start, not only unlinked; what may be in the making stays', async () => {
  const repo = await createRepository({ root: await quickFolder('repository') });
  await repo.commit('one', { 'a.yaml': 'a: 1\n' });
  const { dataFolder, operations } = await openSafety(repo.root);
  await operations.close();
  const temporary = join(dataFolder, 'vault/temporary');
  const secret = 'password: correct horse\n';
  const old = await leave(join(temporary, '0123456789abcdef.pack.new'), secret, 2 * 3_600_000);
  const young = await leave(join(temporary, 'fedcba9876543210.pack.new'), secret, 60_000);
  const staged = await leave(join(repo.root, '.git/selvedge/stage/o-1-0123456789/0'), secret, 60_000);
  const again = await openSafety(repo.root, { dataFolder });
  valueOf(await again.operations.recover(quietContext()));
  expect(await readdir(temporary)).toEqual(['fedcba9876543210.pack.new']);
  expect(await readdir(join(repo.root, '.git/selvedge/stage'))).toEqual([]);
  for (const erased of [old, staged]) expect((await readFile(erased)).every((byte) => byte === 0)).toBe(true);
  expect(await readFile(young, 'utf8')).toBe(secret);
});
