import { mkdir, readdir, rm, statfs, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createRepository } from '../../support/repository';
import { failureOf, valueOf } from '../../support/project';
import { change, filesRequest, openSafety, photograph } from '../../support/safety-project';
import { smallDisk } from '../../support/small-disk';
import type { SmallDisk } from '../../support/small-disk';

let disk: SmallDisk | null = null;
beforeAll(async () => {
  disk = await smallDisk(64, 2_000);
  if (disk === null) console.log('skipped: a small disk can only be mounted by root on Linux');
});
afterAll(() => disk?.remove());

/** R4: room for bytes is left, but not for one more file: at every number of files that still fit. */
it('all or nothing when the disk takes no more files, and all when it does again', { timeout: 120_000 }, async () => {
  if (disk === null) return;
  const { folder } = disk;
  const root = join(folder, 'tree');
  const filler = join(folder, 'filler');
  await mkdir(root);
  const repo = await createRepository({ root });
  await repo.commit('all', { 'd/f0.yaml': 'old\n', 'd/f1.yaml': 'old\n' });
  const safety = await openSafety(root, { dataFolder: join(folder, 'data') });
  const changes = Array.from({ length: 12 }, (_, at) => change(`d/f${at}.yaml`, `new ${at}\n`));
  const before = await photograph(root, safety.git);
  let refused = 0;
  for (let left = 0; left < 40; left += 1) {
    await mkdir(filler);
    const { ffree } = await statfs(folder);
    for (let at = 0; at < ffree - left; at += 1) await writeFile(join(filler, `${at}`), '');
    const done = await safety.run(filesRequest(changes));
    if (done.ok) break;
    refused += 1;
    expect(failureOf(done).code, `${left} left`).toMatch(/^(disk-full|rolled-back)$/);
    expect(await photograph(root, safety.git)).toEqual(before);
    await rm(filler, { recursive: true });
  }
  expect(refused).toBeGreaterThan(3);
  await rm(filler, { recursive: true, force: true });
  if ((await repo.read('d/f0.yaml')) === 'old\n') valueOf(await safety.run(filesRequest(changes)));
  expect((await readdir(join(root, 'd'))).length).toBe(12);
  valueOf(await safety.undo());
  expect(await photograph(root, safety.git)).toEqual(before);
});
