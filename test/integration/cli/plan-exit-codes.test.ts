import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { createRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';
import { commandLine } from './command-line';
import { smallFabric } from './fabric-repository';

afterAll(removeAllFolders);

/** How each plan command ends, by what is asked of it. The guide has the same table in words. */
const endings: readonly (readonly [number, readonly string[]])[] = [
  // Understood and possible.
  [0, ['rename', 'VPC/web', 'shop', '--dry-run']],
  [0, ['rename', 'VPC/web/default', 'main', '--dry-run']],
  [0, ['move', 'VPC/web', '--to', 'raw/web.yaml', '--dry-run']],
  [0, ['disable', 'VPC/web', '--dry-run']],
  [0, ['delete', 'VPC/web', '--with-referrers', '--dry-run']],
  [0, ['ingest']],
  [0, ['duplicates', '--apply', 'policy']],
  // Something is left to do.
  [1, ['structure', 'validate']],
  [1, ['structure', 'repair', '--dry-run']],
  // The command line is not understood.
  [2, ['rename', 'web', 'shop']],
  [2, ['rename', 'VPC/web']],
  [2, ['move', 'VPC/web']],
  [2, ['disable', 'web']],
  [2, ['delete', '--nonsense', 'VPC/web']],
  [2, ['duplicates', '--apply', 'burn']],
  [2, ['ingest', '--fabric', 'nowhere']],
  [2, ['structure']],
  // Understood, and the files do not allow it.
  [3, ['rename', 'VPC/web', 'app']],
  [3, ['rename', 'VPC/web', 'Not_A_Name']],
  [3, ['rename', 'VPC/web/none', 'main']],
  [3, ['move', 'VPC/web', '--to', 'managed/vpcs/web.yaml']],
  [3, ['validate', '..']],
  // There is no such thing.
  [4, ['rename', 'VPC/none', 'shop']],
  [4, ['move', 'VPC/none', '--to', 'raw']],
  [4, ['disable', 'VPC/none']],
  [4, ['enable', 'VPC/web']],
  [4, ['delete', 'VPC/none']],
];

test('plan commands end with the exit code of the table, in words and as JSON', async () => {
  const line = await commandLine();
  const repo = await smallFabric();
  const found: (readonly [number, readonly string[]])[] = [];
  for (const [, args] of endings) found.push([(await line('-C', repo.root, ...args)).code, args]);
  expect(found).toEqual(endings);
  expect(await repo.status()).toEqual([]);
  const told = await line('-C', repo.root, 'rename', 'VPC/web', 'app', '--json');
  expect([told.code, told.json()['ok']]).toEqual([3, false]);
}, 120_000);

test('no fabric directory, an order of one’s own, and no repository', async () => {
  const line = await commandLine();
  const bare = await createRepository();
  await bare.commit('readme', { 'README.md': 'nothing here\n' });
  for (const command of [['ingest'], ['structure', 'validate'], ['duplicates', '--apply', 'policy']])
    expect(await line('-C', bare.root, ...command)).toMatchObject({
      code: 0,
      out: 'There is no fabric directory here.\n',
    });
  const flat = await createRepository();
  await flat.commit('flat', {
    'env/vpc.yaml':
      'apiVersion: vpc.githedgehog.com/v1beta1\nkind: VPC\nmetadata: {name: a}\nspec: {subnets: {default: {subnet: 10.0.1.0/24, vlan: 1001}}}\n',
  });
  const validated = await line('-C', flat.root, 'structure', 'validate');
  expect([validated.code, validated.out]).toEqual([0, expect.stringContaining('env has an order of its own')]);
  const folder = join(await temporaryFolder('plain'), 'no-repository');
  await mkdir(folder);
  expect((await line('-C', folder, 'ingest')).code).toBe(4);
}, 60_000);
