import { cp, mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { openSafety, quickFolder } from '../safety-project';
import { goldenDeeds, goldenRepository, tellGolden } from './golden-project';

/**
 * Writes the golden folder of a release, once, when its format is new: `npx tsx test/support/golden/make-golden.ts NAME`.
 * It is never made again: it stands for what is on people's disks.
 */
const [name = ''] = process.argv.slice(2);
if (!/^[\w.-]+$/.test(name)) throw new Error('say the name of the release');
const target = new URL(`../../fixtures/golden/${name}`, import.meta.url).pathname;
const dataFolder = await quickFolder('golden-data');
const repo = await goldenRepository(await quickFolder('golden'));
await goldenDeeds(repo, dataFolder);
await rm(target, { recursive: true, force: true });
await mkdir(target, { recursive: true });
// Before it is read: reading leaves marks, too.
await cp(dataFolder, join(target, 'data'), { recursive: true });
const safety = await openSafety(repo.root, { dataFolder });
const told = await tellGolden(safety);
await safety.operations.close();
await writeFile(join(target, 'told.txt'), `${told.join('\n')}\n`);
