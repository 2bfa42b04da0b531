import { readdir, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import type { FileSystem } from '../../../src/engine/files/file-system';
import { nodeFileSystem } from '../../../src/engine/files/node-file-system';
import { failureOf, valueOf } from '../../support/project';
import type { TestRepository } from '../../support/repository';
import { createRepository } from '../../support/repository';
import { change, filesRequest, openSafety, photograph, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const setUp = async (): Promise<TestRepository> => {
  const repo = await createRepository({ root: await quickFolder('repository') });
  await repo.commit('one', { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n', 'c/d.yaml': 'd: 1\n' });
  return repo;
};

/** The real disk, on which `edit` falls between staging the new contents and putting them in place. */
function editedWhileStaging(edit: () => Promise<unknown>): { readonly fs: FileSystem; readonly edits: () => number } {
  const real = nodeFileSystem();
  let edits = 0;
  const syncAll: FileSystem['syncAll'] = async (folder, paths) => {
    await real.syncAll(folder, paths);
    if (!folder.includes('/stage/') || edits > 0) return;
    edits += 1;
    await edit();
  };
  return { fs: { ...real, syncAll }, edits: () => edits };
}

describe('an edit between staging and putting in place', () => {
  const files = [change('a.yaml', 'a: 2\n'), change('b.yaml', 'b: 2\n'), change('new.yaml', 'n: 2\n')];

  it.each([
    ['a file that is to be replaced', 'a.yaml'],
    ['the last of them', 'b.yaml'],
    ['a name that is to be made', 'new.yaml'],
  ])('is met and kept: %s', async (_what, path) => {
    const repo = await setUp();
    const disk = editedWhileStaging(() => repo.write({ [path]: 'edited elsewhere\n' }));
    const safety = await openSafety(repo.root, { fileSystem: disk.fs });
    const before = await photograph(repo.root, safety.git);
    const failure = failureOf(await safety.run(filesRequest(files)));
    expect(disk.edits()).toBe(1);
    expect(['file-changed-since', 'rolled-back']).toContain(failure.code);
    expect(await repo.read(path)).toBe('edited elsewhere\n');
    const after = await photograph(repo.root, safety.git);
    expect({ ...after, [path]: '' }).toEqual({ ...before, [path]: '' });
    await safety.operations.close();
  });

  it('is met and kept by an undo, too', async () => {
    const repo = await setUp();
    const first = await openSafety(repo.root);
    valueOf(await first.run(filesRequest(files)));
    await first.operations.close();
    const disk = editedWhileStaging(() => repo.write({ 'b.yaml': 'edited elsewhere\n' }));
    const second = await openSafety(repo.root, { dataFolder: first.dataFolder, fileSystem: disk.fs });
    failureOf(await second.undo());
    expect(disk.edits()).toBe(1);
    expect(await repo.read('a.yaml')).toBe('a: 2\n');
    expect(await repo.read('b.yaml')).toBe('edited elsewhere\n');
    expect(await repo.read('new.yaml')).toBe('n: 2\n');
    await second.operations.close();
  });
});

/** The real disk, on which one folder looks as if it were another device. `dies`: whether a rename is the end. */
function withAnotherDevice(folder: string, dies: () => boolean): FileSystem {
  const real = nodeFileSystem();
  const lstat: FileSystem['lstat'] = async (path) => {
    const found = await real.lstat(path);
    const there = path === folder || dirname(path) === folder;
    return found === null || !there ? found : { ...found, device: found.device + 1 };
  };
  let dead = false;
  const dying = (to: string): void => {
    dead ||= dies() && dirname(to) === folder;
    if (dead) throw new Error('the process died here');
  };
  const rename: FileSystem['rename'] = async (from, to) => {
    dying(to);
    return real.rename(from, to);
  };
  const { now } = real;
  if (now === undefined) throw new Error('the real disk can be asked without waiting');
  const renameNow = (from: string, to: string): void => {
    dying(to);
    now.rename(from, to);
  };
  const alive = { ...real, lstat, rename, now: { ...now, rename: renameNow } };
  return new Proxy(alive, {
    get: (disk, name) => {
      if (dead && name !== 'platform' && name !== 'rename' && name !== 'now')
        return () => Promise.reject(new Error('the process died here'));
      return Reflect.get(disk, name) as unknown;
    },
  });
}

describe('contents that wait beside targets on another disk', () => {
  it.each([
    ['the target was edited since', true],
    ['nobody touched anything', false],
  ])('are gone after recovery: %s', async (_what, edited) => {
    const repo = await setUp();
    const folder = repo.path('c');
    const first = await openSafety(repo.root, { fileSystem: withAnotherDevice(folder, () => true) });
    await expect(first.run(filesRequest([change('c/d.yaml', 'd: 2\n'), change('c/e.yaml', 'e: 2\n')]))).rejects.toThrow(
      'died',
    );
    await first.operations.close();
    const left = await readdir(folder);
    expect(left.filter((name) => name.startsWith('.selvedge-'))).toHaveLength(2);
    await writeFile(repo.path('c/.selvedge-notes'), 'of a person\n');
    if (edited) await repo.write({ 'c/d.yaml': 'edited elsewhere\n' });

    const fileSystem = withAnotherDevice(folder, () => false);
    const second = await openSafety(repo.root, { dataFolder: first.dataFolder, fileSystem });
    const { repaired } = valueOf(await second.operations.recover(quietContext()));
    expect(repaired.map(({ outcome }) => outcome)).toEqual([edited ? 'diverged' : 'finished']);
    expect((await readdir(folder)).sort()).toEqual(['.selvedge-notes', 'd.yaml', 'e.yaml']);
    expect(await repo.read('c/d.yaml')).toBe(edited ? 'edited elsewhere\n' : 'd: 2\n');
    await second.operations.close();
  });
});
