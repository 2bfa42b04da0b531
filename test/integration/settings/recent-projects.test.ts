import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeEach, expect, test } from 'vitest';
import { nodeFileSystem } from '../../../src/engine/files/node-file-system';
import { openRecentProjects } from '../../../src/engine/projects/recent-projects';
import { createRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

const fs = nodeFileSystem();
let folder: string;
let minute = 0;
const open = () =>
  openRecentProjects({ fs, folder: join(folder, 'app'), now: () => new Date(Date.UTC(2026, 0, 5, 8, (minute += 1))) });
beforeEach(async () => {
  folder = await temporaryFolder('recent');
});
afterAll(removeAllFolders);

test('the last opened is first; opening again moves, forgetting removes; all of it lasts', async () => {
  const recent = await open();
  expect(await recent.list()).toEqual([]);
  for (const name of ['a', 'b', 'c', 'a']) await recent.remember(join(folder, name));
  await recent.forget(join(folder, 'b'));
  const again = await open();
  expect((await again.list()).map((one) => one.name)).toEqual(['a', 'c']);
});

test('keeps thirty', async () => {
  const recent = await open();
  await Promise.all(Array.from({ length: 40 }, (_, index) => recent.remember(`/gone/${index}`)));
  const list = await recent.list();
  expect(list).toHaveLength(30);
  expect(list[0]).toMatchObject({ path: '/gone/39', state: 'missing', branch: null });
});

test('says what is there now: ready with its branch, missing, not a repository', async () => {
  const repo = await createRepository({ root: join(folder, 'ready') });
  await repo.commit('first', { 'a.txt': 'a' });
  await repo.git('switch', '--quiet', '-c', 'team/topic');
  await repo.git('worktree', 'add', '--quiet', '-b', 'beside', join(folder, 'worktree'));
  await repo.git('worktree', 'add', '--quiet', '--detach', join(folder, 'detached'));
  await mkdir(join(folder, 'plain'));
  await mkdir(join(folder, 'strange', '.git'), { recursive: true });
  await writeFile(join(folder, 'file'), '');
  const recent = await open();
  const names = ['ready', 'worktree', 'detached', 'plain', 'strange', 'file', 'gone'];
  for (const name of names) await recent.remember(join(folder, name));
  const list = await recent.list();
  expect(Object.fromEntries(list.map((one) => [one.name, `${one.state} ${one.branch}`]))).toEqual({
    ready: 'ready team/topic',
    worktree: 'ready beside',
    detached: 'ready null',
    plain: 'not-a-repository null',
    strange: 'not-a-repository null',
    file: 'missing null',
    gone: 'missing null',
  });
});

test('a broken list starts anew, and says so', async () => {
  await mkdir(join(folder, 'app'));
  await writeFile(join(folder, 'app', 'recent-projects.json'), '{"version": 1, "projects": [{}]}');
  const recent = await open();
  expect(await recent.list()).toEqual([]);
  expect(recent.notice).toMatch(/could not be read/);
});
