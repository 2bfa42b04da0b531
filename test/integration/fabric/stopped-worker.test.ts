import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import type { DeskData } from '../../../src/engine/fabric/desk/desk-questions';
import { startWorker } from '../../../src/engine/workers/worker-pool';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

afterAll(removeAllFolders);

/** A fabric's worker whose extension does something at loading. */
async function withExtension(code: string): Promise<DeskData> {
  const root = await temporaryFolder('stopped');
  const extensionsFolder = join(root, 'extensions');
  await mkdir(extensionsFolder);
  await writeFile(join(extensionsFolder, 'odd.mjs'), code, { mode: 0o600 });
  return { root, repositoryName: 'x', cacheFolder: null, extensionsFolder };
}

const ask = async (data: DeskData, silentMs: number): Promise<unknown> => {
  const link = startWorker('fabric', data, silentMs);
  try {
    return await link.ask('has-snapshot', { key: 'x' });
  } finally {
    await link.close();
  }
};

test('a worker that never answers is ended after a while, and says how long', async () => {
  const data = await withExtension('for (;;);');
  await expect(ask(data, 1_500)).rejects.toMatchObject({ why: 'silent', afterMs: 1_500 });
});

test('a worker that ends itself is told apart from one that is stopped', async () => {
  const data = await withExtension('process.exit(3);');
  await expect(ask(data, 60_000)).rejects.toMatchObject({ why: 'ended', message: 'The worker fabric ended with 3' });
});

test('a worker that answers is left alone', async () => {
  const data = await withExtension("export default { name: 'fine' };");
  expect(await ask(data, 60_000)).toBe(false);
});
