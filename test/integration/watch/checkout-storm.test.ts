import { rm, writeFile } from 'node:fs/promises';
import { afterAll, afterEach, expect, test } from 'vitest';
import { createLargeRepository } from '../../support/large-repository';
import { removeAllFolders } from '../../support/temporary-folder';
import { closeWatches, pause, watchRepository } from './watched-repository';

afterEach(closeWatches);
afterAll(removeAllFolders);

test('a checkout of 25,000 files in a terminal ends in a correct view, and small changes are seen after it', async () => {
  const repo = await createLargeRepository(25_000, 500);
  const watched = await watchRepository(repo.root);
  expect(watched.watch.watching()).toEqual({ watching: 'events', reason: null });
  await pause(4_000);
  watched.forget();

  // Files first, HEAD last: the view in between is large and changes all the time.
  await repo.git('checkout', '--quiet', 'other', '--', '.');
  await watched.fact('working-tree-changed', 60_000);
  await pause(2_000);
  expect(await repo.status()).toHaveLength(25_000);

  watched.forget();
  await repo.git('reset', '--quiet', '--hard', 'other');
  await watched.fact('head-changed', 60_000);
  await pause(2_500);
  watched.forget();
  // Were the last look too early, its leftovers would be told now.
  await watched.watch.lookNow();
  expect(watched.facts).toEqual([]);

  await writeFile(repo.path('area-7/rack-7/server-7.yaml'), 'changed\n');
  await rm(repo.path('area-8/rack-8/server-8.yaml'));
  await watched.fact('working-tree-changed', 5_000);
  await pause(500);
  expect(watched.paths()).toEqual(['area-7/rack-7/server-7.yaml', 'area-8/rack-8/server-8.yaml']);
}, 300_000);

test('a storm that never rests is looked at every second', async () => {
  const repo = await createLargeRepository(200, 10);
  const watched = await watchRepository(repo.root);
  let writing = true;
  const storm = (async () => {
    for (let turn = 0; writing; turn += 1) {
      await writeFile(repo.path(`area-1/rack-1/server-${1 + 10 * (turn % 20)}.yaml`), `turn: ${turn}\n`);
      await pause(20);
    }
  })();
  await watched.fact('working-tree-changed', 1_500);
  await pause(3_000);
  writing = false;
  await storm;
  const told = watched.facts.filter((fact) => fact.kind === 'working-tree-changed').length;
  expect(told).toBeGreaterThanOrEqual(3);
  expect(told).toBeLessThanOrEqual(8);
});
