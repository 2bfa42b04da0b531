import { mkdir, readFile, rename, rm, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hashBytes } from '../../../src/engine/files/hash';
import type { HintSourceOptions } from '../../../src/engine/watch/hint-source';
import type { TestRepository } from '../../support/repository';
import { createRepository } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';
import { closeWatches, pause, watchRepository } from './watched-repository';

let repo: TestRepository;
beforeEach(async () => {
  repo = await createRepository();
  await repo.commit('first', { 'a.yaml': 'a: 1\n', 'deep/er/b.yaml': 'b: 1\n', '.gitignore': 'build/\n' });
});
afterEach(closeWatches);
afterAll(removeAllFolders);

describe('a change from outside', () => {
  test.each<[string, () => Promise<unknown>, string[]]>([
    ['an edit', () => repo.write({ 'deep/er/b.yaml': 'b: 2\n' }), ['deep/er/b.yaml']],
    ['a new file in a new folder', () => repo.write({ 'new/folder/c.yaml': 'c: 1\n' }), ['new/folder/c.yaml']],
    ['a deletion', () => repo.write({ 'a.yaml': null }), ['a.yaml']],
    ['a rename', () => rename(repo.path('a.yaml'), repo.path('z.yaml')), ['a.yaml', 'z.yaml']],
    [
      'an editor that replaces the file',
      async () => {
        await writeFile(repo.path('deep/er/.b.yaml.swp'), 'b: 3\n');
        await rename(repo.path('deep/er/.b.yaml.swp'), repo.path('deep/er/b.yaml'));
      },
      ['deep/er/b.yaml'],
    ],
    ['staging', () => repo.write({ 'a.yaml': 'a: 2\n' }).then(() => repo.git('add', 'a.yaml')), ['a.yaml']],
  ])('%s is told within a second', async (_name, change, paths) => {
    const watched = await watchRepository(repo.root);
    await change();
    const start = performance.now();
    await watched.fact('working-tree-changed', 1_000);
    expect(performance.now() - start).toBeLessThan(1_000);
    await pause(400);
    expect([...new Set(watched.paths())]).toEqual(paths);
  });

  test('a file that was changed before is changed again', async () => {
    await repo.write({ 'a.yaml': 'a: 2\n' });
    const watched = await watchRepository(repo.root);
    await repo.write({ 'a.yaml': 'a: 3\n' });
    expect(await watched.fact('working-tree-changed', 1_000)).toMatchObject({ paths: ['a.yaml'], everything: false });
  });

  test('a commit and a switch of branches move HEAD', async () => {
    const watched = await watchRepository(repo.root);
    await repo.commit('second', { 'a.yaml': 'a: 2\n' });
    await watched.fact('head-changed', 1_500);
    watched.forget();
    await repo.git('switch', '--quiet', '-c', 'topic', 'HEAD~1');
    await watched.fact('head-changed', 1_500);
    // The commit's own change may still be told in between.
    await vi.waitFor(
      () => {
        expect(watched.facts).toContainEqual(
          expect.objectContaining({ kind: 'working-tree-changed', everything: true }),
        );
      },
      { timeout: 5_000 },
    );
  });

  test('a new branch elsewhere is seen too', async () => {
    const watched = await watchRepository(repo.root);
    await repo.git('branch', 'team/topic');
    await watched.fact('head-changed', 1_500);
  });

  test('a merge that begins and ends', async () => {
    await repo.git('switch', '--quiet', '-c', 'topic');
    await repo.commit('theirs', { 'a.yaml': 'a: theirs\n' });
    await repo.git('switch', '--quiet', 'main');
    await repo.commit('ours', { 'a.yaml': 'a: ours\n' });
    const watched = await watchRepository(repo.root);
    await repo.tryGit('merge', 'topic');
    await watched.fact('merge-state-changed', 1_500);
    watched.forget();
    await repo.git('merge', '--abort');
    await watched.fact('merge-state-changed', 1_500);
  });
});

describe('what is no change', () => {
  test('ignored folders, git’s own noise, a touched file', async () => {
    await mkdir(repo.path('build/x'), { recursive: true });
    await repo.write({ 'a.yaml': 'a: 2\n' });
    const watched = await watchRepository(repo.root);
    await writeFile(repo.path('build/x/out.txt'), '1');
    await writeFile(repo.path('.git/index.lock'), '');
    await rm(repo.path('.git/index.lock'));
    await utimes(repo.path('a.yaml'), new Date(), new Date());
    await utimes(repo.path('deep/er/b.yaml'), new Date(), new Date());
    await repo.git('status');
    await repo.git('gc', '--quiet');
    await pause(1_500);
    expect(watched.facts).toEqual([]);
  });

  test('what we wrote ourselves, until somebody else writes there', async () => {
    const ours = new Map<string, string | null>();
    const watched = await watchRepository(repo.root, { wroteLast: (path, hash) => ours.get(path) === hash });
    const own = async (work: () => Promise<unknown>, headAfter: string | null = null): Promise<void> => {
      const end = watched.watch.beginOperation();
      await work();
      await end({ headAfter });
    };
    await own(async () => {
      await repo.write({ 'a.yaml': 'a: ours\n', 'deep/er/b.yaml': null });
      ours.set('a.yaml', hashBytes('a: ours\n')).set('deep/er/b.yaml', null);
    });
    await own(() => repo.git('add', 'a.yaml'));
    await own(() => repo.git('commit', '-m', 'ours'));
    await pause(1_300);
    expect(watched.facts.filter((fact) => fact.kind !== 'head-changed')).toEqual([
      { kind: 'working-tree-changed', paths: [], everything: true },
    ]);
    watched.forget();
    await repo.write({ 'a.yaml': 'a: somebody\n' });
    expect(await watched.fact('working-tree-changed', 1_000)).toMatchObject({ paths: ['a.yaml'] });
  });

  test('our own commit, when its commit is told', async () => {
    const watched = await watchRepository(repo.root);
    const end = watched.watch.beginOperation();
    const headAfter = await repo.commit('ours', { 'a.yaml': 'a: ours\n', 'new.yaml': 'n\n' });
    await pause(1_200);
    await end({ headAfter });
    await pause(800);
    expect(watched.facts).toEqual([]);
  });

  test('somebody’s edit during our operation is told after it', async () => {
    const watched = await watchRepository(repo.root, {
      wroteLast: (path, hash) => path === 'a.yaml' && hash === hashBytes('a: ours\n'),
    });
    const end = watched.watch.beginOperation();
    await repo.write({ 'a.yaml': 'a: ours\n', 'deep/er/b.yaml': 'b: theirs\n' });
    await pause(900);
    expect(watched.facts).toEqual([]);
    await end({ headAfter: null });
    expect(watched.paths()).toEqual(['deep/er/b.yaml']);
  });
});

describe('when watching does not work', () => {
  const silent = { close: () => Promise.resolve() };

  test('hints that never come are made up for by polling and by focus', async () => {
    const watched = await watchRepository(repo.root, { startHints: () => silent, pollSeconds: () => 1 });
    await repo.write({ 'a.yaml': 'a: 2\n' });
    await watched.fact('working-tree-changed', 1_500);
    watched.forget();
    const unpolled = await watchRepository(repo.root, { startHints: () => silent });
    await repo.write({ 'a.yaml': 'a: 3\n' });
    await unpolled.watch.lookNow();
    expect(unpolled.paths()).toEqual(['a.yaml']);
  });

  test('the inotify limit degrades to polling, with the reason in words, once', async () => {
    let source: HintSourceOptions | undefined;
    const watched = await watchRepository(repo.root, {
      startHints: (options) => {
        source = options;
        return silent;
      },
    });
    expect(watched.watch.watching()).toEqual({ watching: 'events', reason: null });
    source?.onTrouble('The system allows no more folders to be watched (its inotify limit is reached)');
    source?.onTrouble('again');
    expect(watched.facts).toEqual([
      {
        kind: 'watching-changed',
        watching: 'polling',
        reason: expect.stringMatching(/inotify limit is reached\)\. Changes are looked for every few seconds/),
      },
    ]);
    watched.forget();
    await repo.write({ 'a.yaml': 'a: 2\n' });
    await watched.fact('working-tree-changed', 4_000);
  });

  test('too many files, or too many folders: said, and polled', async () => {
    const many = await watchRepository(repo.root, { mostFiles: 2 });
    expect(many.watch.watching()).toMatchObject({ watching: 'polling', reason: expect.stringContaining('3 files') });
    const folders = await watchRepository(repo.root, { mostFolders: 1 });
    expect(folders.watch.watching()).toMatchObject({ watching: 'polling', reason: expect.stringContaining('folders') });
    for (const watched of [many, folders]) {
      watched.forget();
      await repo.write({ 'deep/er/b.yaml': `b: ${Math.random()}\n` });
      await watched.fact('working-tree-changed', 4_000);
    }
  });

  test('a git that fails is told once, and its recovery', async () => {
    const index = await readFile(repo.path('.git/index'));
    const watched = await watchRepository(repo.root);
    await writeFile(repo.path('.git/index'), 'broken');
    await watched.fact('working-tree-changed', 2_000);
    await pause(500);
    expect(watched.facts).toHaveLength(1);
    watched.forget();
    await writeFile(repo.path('.git/index'), index);
    await watched.fact('working-tree-changed', 2_000);
  });

  test('a repository that disappears is gone, and may come back', async () => {
    const watched = await watchRepository(repo.root);
    await rename(repo.root, `${repo.root}-away`);
    await watched.fact('repository-gone', 2_000);
    await pause(500);
    expect(watched.facts.map((fact) => fact.kind)).toEqual(['repository-gone']);
    watched.forget();
    await rename(`${repo.root}-away`, repo.root);
    await watched.fact('head-changed', 5_000);
    expect(watched.watch.watching().watching).toBe('events');
    watched.forget();
    await pause(700);
    await repo.write({ 'a.yaml': 'a: 9\n' });
    await watched.fact('working-tree-changed', 1_500);
  });

  test('nothing is told after closing', async () => {
    const watched = await watchRepository(repo.root);
    await repo.write({ 'a.yaml': 'a: 2\n' });
    await watched.watch.close();
    await pause(500);
    expect(watched.facts).toEqual([]);
  });
});

test('a linked worktree is watched in both of its folders', async () => {
  const root = join(repo.root, '..', `${repo.root.split('/').at(-1)}-linked`);
  await repo.git('worktree', 'add', '--quiet', '-b', 'beside', root);
  const watched = await watchRepository(root);
  await writeFile(join(root, 'a.yaml'), 'a: 5\n');
  await watched.fact('working-tree-changed', 1_000);
  watched.forget();
  await repo.git('branch', 'elsewhere');
  await watched.fact('head-changed', 1_500);
  await rm(root, { recursive: true });
});
