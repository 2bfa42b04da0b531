import { chmod, mkdir, rm, symlink, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { findGit } from '../../../src/engine/git/find-git';
import { openRepository } from '../../../src/engine/git/open-repository';
import { failureOf, testGit, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const open = async (path: string) => openRepository(path, await testGit());

describe('openRepository', () => {
  it('finds root, git folder and kind of a plain repository, from a folder inside of it', async () => {
    const repo = await createRepository();
    await repo.commit('first', { 'deep/er/a.yaml': 'a: 1\n' });
    expect(valueOf(await open(join(repo.root, 'deep/er')))).toEqual({
      place: { root: repo.root, gitDir: join(repo.root, '.git'), commonDir: join(repo.root, '.git') },
      objectFormat: 'sha1',
      linkedWorktree: false,
      submodule: false,
      shallow: false,
    });
  });

  it('takes the folder .git for its parent', async () => {
    const repo = await createRepository();
    expect(valueOf(await open(join(repo.root, '.git'))).place.root).toBe(repo.root);
  });

  it('resolves links on the way', async () => {
    const repo = await createRepository();
    const link = join(await temporaryFolder(), 'link');
    await symlink(repo.root, link);
    expect(valueOf(await open(link)).place.root).toBe(repo.root);
  });

  it('knows a linked worktree', async () => {
    const repo = await createRepository();
    await repo.commit('first');
    const other = join(await temporaryFolder(), 'other');
    await repo.git('worktree', 'add', '-b', 'side', other);
    expect(valueOf(await open(other))).toMatchObject({
      place: { root: other, gitDir: join(repo.root, '.git/worktrees/other'), commonDir: join(repo.root, '.git') },
      linkedWorktree: true,
      submodule: false,
    });
  });

  it('knows a submodule', async () => {
    const inner = await createRepository();
    await inner.commit('inner', { 'a.yaml': 'a: 1\n' });
    const repo = await createRepository();
    await repo.git('-c', 'protocol.file.allow=always', 'submodule', 'add', inner.root, 'sub');
    expect(valueOf(await open(join(repo.root, 'sub')))).toMatchObject({
      place: { root: join(repo.root, 'sub'), gitDir: join(repo.root, '.git/modules/sub') },
      submodule: true,
    });
  });

  it('knows sha256 and shallow repositories', async () => {
    const repo = await createRepository({ objectFormat: 'sha256' });
    await repo.commit('one');
    await repo.commit('two');
    expect(valueOf(await open(repo.root))).toMatchObject({ objectFormat: 'sha256', shallow: false });
    const parent = await temporaryFolder();
    await repo.git('clone', '--quiet', '--depth=1', `file://${repo.root}`, join(parent, 'shallow'));
    expect(valueOf(await open(join(parent, 'shallow')))).toMatchObject({ objectFormat: 'sha256', shallow: true });
  });

  it('opens a repository without commits', async () => {
    const repo = await createRepository();
    expect(valueOf(await open(repo.root)).place.root).toBe(repo.root);
  });

  it.each([
    ['newline', 'a\nb'],
    ['quote', `it's "here"`],
    ['leading dash', '-rf'],
    ['bidi', 'a\u202eb'],
    ['spaces', ' a  b '],
  ])('opens a folder with a hostile name: %s', async (_what, name) => {
    const root = join(await temporaryFolder(), name);
    const repo = await createRepository({ root });
    expect(valueOf(await open(repo.root)).place.root).toBe(root);
  });
});

describe('openRepository refuses', () => {
  it('a path that is not there', async () => {
    expect(failureOf(await open('/nowhere/at/all'))).toEqual({ code: 'path-missing', path: '/nowhere/at/all' });
    expect(failureOf(await open('relative'))).toEqual({ code: 'path-missing', path: 'relative' });
  });

  it('a file', async () => {
    const file = join(await temporaryFolder(), 'file');
    await writeFile(file, '');
    expect(failureOf(await open(file))).toEqual({ code: 'not-a-folder', path: file });
    expect(failureOf(await open(join(file, 'x')))).toEqual({ code: 'not-a-folder', path: join(file, 'x') });
  });

  it('a folder that is no repository', async () => {
    const folder = await temporaryFolder();
    expect(failureOf(await open(folder))).toEqual({ code: 'not-a-repository', path: folder });
  });

  it('a bare repository', async () => {
    const repo = await createRepository({ bare: true });
    expect(failureOf(await open(repo.root))).toEqual({ code: 'bare-repository', path: repo.root });
  });

  it('a damaged repository', async () => {
    const repo = await createRepository();
    await rm(join(repo.root, '.git/HEAD'));
    expect(failureOf(await open(repo.root))).toEqual({ code: 'corrupt-repository', detail: 'HEAD is missing' });
  });

  it('settings that git cannot read', async () => {
    const repo = await createRepository();
    await writeFile(join(repo.root, '.git/config'), '[core\n');
    expect(failureOf(await open(repo.root))).toMatchObject({ code: 'corrupt-repository' });
  });

  it('a .git file that points nowhere', async () => {
    const folder = await temporaryFolder();
    await writeFile(join(folder, '.git'), 'gitdir: /nowhere\n');
    expect(failureOf(await open(folder))).toMatchObject({ code: 'corrupt-repository' });
  });

  it('a working tree that its settings place elsewhere', async () => {
    const repo = await createRepository();
    const elsewhere = await temporaryFolder();
    await repo.git('config', 'core.worktree', elsewhere);
    expect(failureOf(await open(repo.root))).toMatchObject({
      code: expect.stringMatching(/not-a-repository|unsupported-path/),
    });
    await repo.git('config', 'core.worktree', join(repo.root, '..'));
    expect(failureOf(await open(repo.root))).toMatchObject({ code: 'unsupported-path', path: repo.root });
  });

  it.skipIf(process.getuid?.() === 0)('an unreadable folder', async () => {
    const repo = await createRepository();
    await chmod(repo.root, 0o000);
    expect(failureOf(await open(repo.root))).toEqual({ code: 'unreadable', path: repo.root });
    await chmod(repo.root, 0o700);
    await chmod(join(repo.root, '.git'), 0o000);
    expect(failureOf(await open(repo.root))).toEqual({ code: 'unreadable', path: join(repo.root, '.git') });
    await chmod(join(repo.root, '.git'), 0o700);
  });

  it.runIf(process.getuid?.() === 0)('a repository of somebody else', async () => {
    const repo = await createRepository();
    const { chown } = await import('node:fs/promises');
    await chown(repo.root, 12345, 12345);
    await chown(join(repo.root, '.git'), 12345, 12345);
    expect(failureOf(await open(repo.root))).toEqual({ code: 'unsafe-owner', path: repo.root });
  });
});

describe('findGit', () => {
  const fakeGit = async (version: string): Promise<string> => {
    const folder = await temporaryFolder('bin');
    await writeFile(join(folder, 'git'), `#!/bin/sh\necho "git version ${version}"\n`);
    await chmod(join(folder, 'git'), 0o755);
    return folder;
  };
  const withPath = (...folders: string[]) => ({ PATH: folders.join(':') });

  it('takes the first of PATH that is new enough', async () => {
    const old = await fakeGit('2.30.9');
    const good = await fakeGit('2.45.1 (Apple Git-154)');
    const found = valueOf(await findGit({ environment: withPath(old, good) }));
    expect(found).toEqual({ path: join(good, 'git'), version: '2.45.1' });
  });

  it('does not search relative folders, nor what it shall avoid', async () => {
    const good = await fakeGit('9.0.0');
    const folder = await temporaryFolder();
    await mkdir(join(folder, 'bin'));
    await symlink(join(good, 'git'), join(folder, 'bin/git'));
    const found = await findGit({ environment: withPath('.', '', 'bin', good, join(folder, 'bin')), avoid: [good] });
    expect(valueOf(found).path).not.toMatch(/selvedge-/);
  });
});
