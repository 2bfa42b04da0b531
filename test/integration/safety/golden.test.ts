import { readdirSync } from 'node:fs';
import { chmod, cp, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { goldenRepository, tellGolden } from '../../support/golden/golden-project';
import { valueOf } from '../../support/project';
import { change, filesRequest, openSafety, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

/** R20: what a former release wrote on people's disks. */
const golden = new URL('../../fixtures/golden/', import.meta.url).pathname;
const releases = readdirSync(golden);

it.each(releases)('everything that release %s kept can be read, and work goes on', async (release) => {
  const repo = await goldenRepository(await quickFolder('golden'));
  const dataFolder = await quickFolder('golden-data');
  await cp(join(golden, release, 'data'), dataFolder, { recursive: true });
  await chmod(dataFolder, 0o700);
  const safety = await openSafety(repo.root, { dataFolder });
  const told = await tellGolden(safety);
  expect(`${told.join('\n')}\n`).toBe(await readFile(join(golden, release, 'told.txt'), 'utf8'));
  valueOf(await safety.run(filesRequest([change('fabric/vpc-1.yaml', 'vlan: 1009\n')])));
  valueOf(await safety.undo());
  expect(await repo.read('fabric/vpc-1.yaml')).toBe('vlan: 1001\n');
  await safety.operations.close();
});

it('there is at least one', () => expect(releases.length).toBeGreaterThan(0));
