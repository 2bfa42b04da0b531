import { mkdir, readFile, readdir, readlink, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { failureOf, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { change, filesRequest, openSafety, photograph, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();
const setUp = async () => {
  const repo = await createRepository({ root: await quickFolder('repository') });
  await repo.commit('one', { 'dir/1': 'of dir\n', 'dir/sub/2': 'of sub\n', 'a.yaml': 'a\n' });
  const link = join(repo.root, 'L');
  const toLink = async (): Promise<void> => {
    await rm(link, { recursive: true, force: true });
    await symlink('dir', link);
  };
  const toFolder = async (): Promise<void> => {
    await rm(link, { recursive: true, force: true });
    await mkdir(join(link, 'sub'), { recursive: true });
    await writeFile(join(link, '1'), 'MINE\n');
    await writeFile(join(link, 'sub/2'), 'MINE TOO\n');
  };
  const dirIsWhole = async (): Promise<void> => {
    expect(await readFile(join(repo.root, 'dir/1'), 'utf8')).toBe('of dir\n');
    expect(await readFile(join(repo.root, 'dir/sub/2'), 'utf8')).toBe('of sub\n');
    expect((await readdir(join(repo.root, 'dir'))).sort()).toEqual(['1', 'sub']);
  };
  return { repo, link, toLink, toFolder, dirIsWhole, safety: await openSafety(repo.root) };
};

it.each(['link', 'folder'] as const)('a checkpoint with a %s comes back, is undone and redone', async (then) => {
  const { repo, link, toLink, toFolder, dirIsWhole, safety } = await setUp();
  const { operations, git } = safety;
  await (then === 'link' ? toLink() : toFolder());
  const { backup } = valueOf(await operations.checkpoints.create('k', context));
  const before = await photograph(repo.root, git);
  await (then === 'link' ? toFolder() : toLink());
  const between = await photograph(repo.root, git);
  expect(valueOf(await operations.checkpoints.rollBackTo(backup.backupId, context)).different).toEqual([]);
  expect(await photograph(repo.root, git)).toEqual(before);
  await dirIsWhole();
  valueOf(await safety.undo());
  expect(await photograph(repo.root, git)).toEqual(between);
  await dirIsWhole();
  valueOf(await safety.redo());
  expect(await photograph(repo.root, git)).toEqual(before);
  await dirIsWhole();
  if (then === 'link') expect(await readlink(link)).toBe('dir');
});

it('nothing is written through a link that stays, or that another one replaced', async () => {
  const { link, toLink, toFolder, dirIsWhole, safety } = await setUp();
  const { operations } = safety;
  await toLink();
  const through = await safety.run(filesRequest([change('L/1', 'through\n')]));
  expect(failureOf(through)).toEqual({ code: 'path-outside-project', path: 'L/1' });
  const { backup } = valueOf(await operations.checkpoints.create('k', context));
  await toFolder();
  valueOf(await operations.checkpoints.rollBackTo(backup.backupId, context));
  await rm(link);
  await symlink('dir/sub', link);
  expect(failureOf(await safety.undo()).code).toBe('file-changed-since');
  await dirIsWhole();
});
