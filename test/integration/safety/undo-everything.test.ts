import { afterAll, describe, expect, it } from 'vitest';
import type { OperationRequest } from '../../../src/engine/operations/operation-request';
import { valueOf } from '../../support/project';
import { createRepository, executable, symlinkTo } from '../../support/repository';
import type { TestRepository } from '../../support/repository';
import { change, filesRequest, gitRequest, openSafety, photograph, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

interface Kind {
  readonly name: string;
  readonly request: OperationRequest;
  /** State before the operation, made by raw git. */
  readonly before?: (repo: TestRepository) => Promise<unknown>;
}

const startMerge = (repo: TestRepository): Promise<unknown> => repo.tryGit('merge', 'topic');
const conflictsAreFine = { answers: [0, 1] };

const kinds: Kind[] = [
  { name: 'write a new file', request: filesRequest([change('new.yaml', 'n: 1\n')]) },
  { name: 'write into new folders', request: filesRequest([change('x/y/z.yaml', 'n: 1\n'), change('x/q.yaml', '')]) },
  { name: 'replace a file', request: filesRequest([change('a.yaml', 'a: 9\n')]) },
  {
    name: 'delete files',
    request: filesRequest([change('a.yaml', { kind: 'absent' }), change('run.sh', { kind: 'absent' })]),
  },
  { name: 'move', request: filesRequest([change('a.yaml', { kind: 'absent' }), change('moved/a.yaml', 'a: 1\n')]) },
  {
    name: 'make executable',
    request: filesRequest([change('a.yaml', { kind: 'file', bytes: Buffer.from('a: 1\n'), executable: true })]),
  },
  { name: 'file to link', request: filesRequest([change('a.yaml', { kind: 'symlink', target: '../elsewhere' })]) },
  { name: 'link to file', request: filesRequest([change('link', 'now a file\n')]) },
  {
    name: 'file to folder',
    request: filesRequest([change('a.yaml', { kind: 'absent' }), change('a.yaml/inside.yaml', '1\n')]),
  },
  {
    name: 'folder to file',
    request: filesRequest([
      change('dir/one.yaml', { kind: 'absent' }),
      change('dir/two.yaml', { kind: 'absent' }),
      change('dir', 'a file\n'),
    ]),
  },
  { name: 'empty folder', request: filesRequest([change('empty', { kind: 'directory' }), change('in-it/k', 'k')]) },
  { name: 'stage', request: gitRequest(['add', '--', 'dirty.yaml', 'untracked.yaml'], { protects: [] }) },
  {
    name: 'unstage',
    before: (repo) => repo.git('add', '--all'),
    request: gitRequest(['reset', '--quiet', '--', 'dirty.yaml'], { protects: [] }),
  },
  { name: 'discard', request: gitRequest(['checkout', '--', 'dirty.yaml'], { protects: ['dirty.yaml'] }) },
  {
    name: 'commit',
    before: (repo) => repo.git('add', 'dirty.yaml'),
    request: gitRequest(['commit', '-q', '-m', 'x'], { protects: [] }),
  },
  {
    name: 'amend',
    before: (repo) => repo.git('add', 'dirty.yaml'),
    request: gitRequest(['commit', '-q', '--amend', '-m', 'x'], { protects: [] }),
  },
  { name: 'merge with conflicts', request: gitRequest(['merge', 'topic'], conflictsAreFine) },
  { name: 'merge without', request: gitRequest(['merge', '-q', '--no-edit', 'easy']) },
  { name: 'fast-forward', request: gitRequest(['merge', '-q', '--ff-only', 'ahead']) },
  { name: 'abort a merge', before: startMerge, request: gitRequest(['merge', '--abort']) },
  {
    name: 'complete a merge',
    before: async (repo) => {
      await startMerge(repo);
      await repo.write({ 'a.yaml': 'a: both\n' });
      await repo.git('add', 'a.yaml');
    },
    request: gitRequest(['commit', '-q', '--no-edit'], { protects: [] }),
  },
  {
    name: 'resolve and stage',
    before: startMerge,
    request: { ...gitRequest(['add', '--', 'a.yaml'], { protects: [] }), files: [change('a.yaml', 'a: resolved\n')] },
  },
  {
    name: 'rebase with conflicts',
    before: (repo) => repo.git('stash', '-u'),
    request: gitRequest(['rebase', 'topic'], conflictsAreFine),
  },
  { name: 'cherry-pick', request: gitRequest(['cherry-pick', 'topic'], conflictsAreFine) },
  { name: 'revert', request: gitRequest(['revert', '--no-edit', 'HEAD'], conflictsAreFine) },
  { name: 'switch branch', request: gitRequest(['switch', '-q', 'easy']) },
  { name: 'detach', request: gitRequest(['checkout', '-q', '--detach', 'HEAD~1']) },
  { name: 'hard reset', request: gitRequest(['reset', '-q', '--hard', 'HEAD~1']) },
  { name: 'clean', request: gitRequest(['clean', '-fdq']) },
  { name: 'clean ignored', request: gitRequest(['clean', '-fdqx']) },
  { name: 'stash', request: gitRequest(['stash', '-u']) },
  { name: 'stash pop', before: (repo) => repo.git('stash', '-u'), request: gitRequest(['stash', 'pop']) },
  {
    name: 'drop one of two stashes',
    before: async (repo) => {
      await repo.git('stash');
      await repo.write({ 'a.yaml': 'second stash\n' });
      await repo.git('stash');
    },
    request: gitRequest(['stash', 'drop', 'stash@{1}'], { protects: [] }),
  },
  { name: 'new branch', request: gitRequest(['branch', 'fresh'], { protects: [] }) },
  { name: 'delete branch', request: gitRequest(['branch', '-D', 'topic'], { protects: [] }) },
  { name: 'rename branch', request: gitRequest(['branch', '-m', 'topic', 'renamed'], { protects: [] }) },
  { name: 'tag', request: gitRequest(['tag', '-a', 'v1', '-m', 'one'], { protects: [] }) },
  { name: 'remove and stage', request: gitRequest(['rm', '-q', '-f', '--', 'dirty.yaml', 'a.yaml']) },
];

/** Two branches that conflict in a.yaml, one that does not, one ahead; dirty, untracked and ignored files. */
async function workshop(): Promise<TestRepository> {
  const repo = await createRepository({ root: await quickFolder('repository') });
  await repo.commit('one', {
    'a.yaml': 'a: 1\n',
    'dirty.yaml': 'd: 1\n',
    'dir/one.yaml': '1\n',
    'dir/two.yaml': '2\n',
    '.gitignore': '*.ignored\n',
    'run.sh': executable('#!/bin/sh\n'),
    link: symlinkTo('a.yaml'),
  });
  await repo.git('branch', 'topic');
  await repo.git('branch', 'easy');
  await repo.commit('two', { 'a.yaml': 'a: 1 # main\n' });
  await repo.git('checkout', '-q', 'topic');
  await repo.commit('other', { 'a.yaml': 'a: 1 # topic\n', 'topic/new.yaml': 'n: 1\n', 'dir/two.yaml': null });
  await repo.git('checkout', '-q', 'easy');
  await repo.commit('easy', { 'easy.yaml': 'e: 1\n', 'dir/one.yaml': 'one, easily\n' });
  await repo.git('checkout', '-q', '-b', 'ahead', 'main');
  await repo.commit('three', { 'ahead.yaml': 'h: 1\n' });
  await repo.git('checkout', '-q', 'main');
  await repo.write({ 'dirty.yaml': 'd: changed\r\n', 'untracked.yaml': 'u: 1\n', 'secret.ignored': 'keep me\n' });
  return repo;
}

describe('any operation, undone and redone', () => {
  it.each(kinds)('$name', async ({ request, before }) => {
    const repo = await workshop();
    await before?.(repo);
    const safety = await openSafety(repo.root);
    const atFirst = await photograph(repo.root, safety.git);
    valueOf(await safety.run(request));
    const changed = await photograph(repo.root, safety.git);
    expect(changed).not.toEqual(atFirst);
    valueOf(await safety.undo());
    expect(await photograph(repo.root, safety.git)).toEqual(atFirst);
    valueOf(await safety.redo());
    expect(await photograph(repo.root, safety.git)).toEqual(changed);
    valueOf(await safety.undo());
    expect(await photograph(repo.root, safety.git)).toEqual(atFirst);
    expect(await repo.git('fsck', '--no-dangling')).toBe('');
    await safety.operations.close();
    await repo.remove();
  });
});
