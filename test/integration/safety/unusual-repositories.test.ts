import { mkdir, utimes } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { valueOf } from '../../support/project';
import type { OperationRequest } from '../../../src/engine/operations/operation-request';
import { createRepository } from '../../support/repository';
import type { TestRepository } from '../../support/repository';
import { change, filesRequest, gitRequest, openSafety, photograph, quickFolder } from '../../support/safety-project';
import type { SafetyProject } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

type Setting = (repo: TestRepository) => Promise<unknown>;

const attributes =
  (text: string): Setting =>
  (repo) =>
    repo.commit('attributes', { '.gitattributes': text });

/** All files once more, as git would check them out now. */
const checkOutAnew = async (repo: TestRepository): Promise<void> => {
  await repo.git('rm', '-r', '-q', '--cached', '.');
  await repo.git('add', '--all');
  await repo.git('commit', '-q', '--allow-empty', '-m', 'renormalised');
  for (const name of (await repo.git('ls-files')).split('\n')) await repo.write({ [name]: null });
  await repo.git('checkout', '-q', '--', '.');
};

const settings: Record<string, Setting> = {
  'eol=crlf': async (repo) => {
    await attributes('*.yaml text eol=crlf\n')(repo);
    await checkOutAnew(repo);
    expect(await repo.read('a.yaml')).toContain('\r\n');
  },
  'eol=lf with CRLF on disk': async (repo) => {
    await attributes('*.yaml text eol=lf\n')(repo);
    await repo.write({ 'c.yaml': 'c: 2\r\nd: 3\r\n' });
    await repo.git('add', 'c.yaml');
    await repo.git('commit', '-q', '--allow-empty', '-m', 'stored with LF');
  },
  'working-tree-encoding': async (repo) => {
    await attributes('c.yaml text working-tree-encoding=UTF-16LE-BOM\n')(repo);
    await repo.write({ 'c.yaml': Buffer.from('\ufeffc: 1\n', 'utf16le') });
    await repo.git('add', 'c.yaml');
    await repo.git('commit', '-q', '-m', 'wide');
    expect(await repo.git('cat-file', 'blob', 'HEAD:c.yaml')).toBe('c: 1');
  },
  ident: async (repo) => {
    await attributes('*.yaml ident\n')(repo);
    await repo.commit('ident', { 'a.yaml': '# $Id$\na: 1\n' });
    await checkOutAnew(repo);
    expect(await repo.read('a.yaml')).toMatch(/\$Id: [0-9a-f]{40}/);
  },
  'a filter of sed': async (repo) => {
    await repo.git('config', 'filter.secret.clean', 'sed s/hunter2/PLACEHOLDER/');
    await repo.git('config', 'filter.secret.smudge', 'sed s/PLACEHOLDER/hunter2/');
    await attributes('a.yaml filter=secret\n')(repo);
    await repo.write({ 'a.yaml': 'password: hunter2\n' });
    await repo.git('add', 'a.yaml');
    await repo.git('commit', '-q', '-m', 'filtered');
    expect(await repo.git('cat-file', 'blob', 'HEAD:a.yaml')).toBe('password: PLACEHOLDER');
  },
  'a filter that makes pointers': async (repo) => {
    // As LFS: what git stores is a few words about what lies in the working tree.
    await repo.git('config', 'filter.large.clean', 'printf pointer-; sha256sum | cut -c1-64');
    await repo.git('config', 'filter.large.smudge', 'cat');
    await repo.git('config', 'filter.large.required', 'true');
    await attributes('a.yaml filter=large\n')(repo);
    await repo.write({ 'a.yaml': 'the large content itself\n'.repeat(40) });
    await repo.git('add', 'a.yaml');
    await repo.git('commit', '-q', '-m', 'pointer');
    expect(await repo.git('cat-file', 'blob', 'HEAD:a.yaml')).toMatch(/^pointer-/);
  },
  'assume-unchanged': async (repo) => {
    await repo.git('update-index', '--assume-unchanged', 'a.yaml');
    await repo.write({ 'a.yaml': 'changed behind the back of git\n' });
  },
  'skip-worktree': async (repo) => {
    await repo.git('update-index', '--skip-worktree', 'a.yaml');
    await repo.write({ 'a.yaml': 'a local setting that nobody commits\n' });
  },
  'sparse checkout': async (repo) => {
    await repo.git('sparse-checkout', 'set', '--cone', 'kept');
    expect(await repo.exists('dir/one.yaml')).toBe(false);
  },
  'sparse checkout with a file outside': async (repo) => {
    await repo.git('sparse-checkout', 'set', '--cone', 'kept');
    await repo.write({ 'dir/one.yaml': 'written outside of the cone\n' });
  },
  'sparse index': async (repo) => {
    await repo.git('sparse-checkout', 'set', '--cone', '--sparse-index', 'kept');
  },
  'split index': (repo) => repo.git('update-index', '--split-index'),
  'untracked cache': (repo) => repo.git('update-index', '--force-untracked-cache'),
  'intent to add': async (repo) => {
    await repo.write({ 'intended.yaml': 'i: 1\n' });
    await repo.git('add', '--intent-to-add', 'intended.yaml');
  },
  'a submodule': async (repo) => {
    const library = await createRepository({ root: await quickFolder('library') });
    await library.commit('library', { 'lib.yaml': 'l: 1\n' });
    await repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', library.root, 'lib');
    await repo.git('commit', '-q', '-m', 'submodule');
    await repo.write({ 'lib/lib.yaml': 'l: changed within\n' });
  },
  'a repository within': async (repo) => {
    await mkdir(repo.path('inner'), { recursive: true });
    const inner = await createRepository({ root: repo.path('inner') });
    await inner.commit('inner', { 'i.yaml': 'i: 1\n' });
    await inner.write({ 'i.yaml': 'i: changed\n' });
  },
};

const operations: Record<string, () => OperationRequest> = {
  files: () => filesRequest([change('a.yaml', 'a: by us\n'), change('kept/new.yaml', 'n: 1\n')]),
  'stage everything': () => gitRequest(['add', '--all'], { protects: [] }),
  'discard everything': () => gitRequest(['checkout', '-q', '-f', '--', '.']),
  'discard one': () => gitRequest(['checkout', '-q', '--', 'b.yaml'], { protects: ['b.yaml'] }),
  switch: () => gitRequest(['checkout', '-q', '-f', 'first'], { answers: [0, 1, 128] }),
  stash: () => gitRequest(['stash', '-u', '-q'], { answers: [0, 1, 128] }),
};

async function workshop(setting: Setting): Promise<TestRepository> {
  const repo = await createRepository({ root: await quickFolder('unusual') });
  const files = { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n', 'c.yaml': 'c: 1\nd: 2\n' };
  await repo.commit('first', { ...files, 'dir/one.yaml': '1\n', 'dir/two.yaml': '2\n', 'kept/k.yaml': 'k: 1\n' });
  await repo.git('tag', 'first');
  await repo.commit('second', { 'kept/k.yaml': 'k: 2\n' });
  await setting(repo);
  await repo.write({ 'b.yaml': 'b: changed, committed nowhere\n', 'untracked.yaml': 'u: 1\n' });
  // Long ago: what git takes for clean now, it takes for clean always.
  const past = new Date('2026-01-01T00:00:00Z');
  for (const name of ['a.yaml', 'b.yaml', 'c.yaml']) await utimes(repo.path(name), past, past);
  return repo;
}

/** All bytes on disk, all that is staged, with its flags, and what a terminal's git says of it. */
async function look(repo: TestRepository, safety: SafetyProject): Promise<Record<string, string>> {
  const seen = await photograph(repo.root, safety.git);
  // Within other repositories the working tree counts; their own folders write themselves.
  const own = Object.entries(seen).filter(([path]) => !/^(inner|lib)\/\.git/.test(path));
  const status = await repo.git('--no-optional-locks', 'status', '--porcelain=v2', '--untracked-files=all');
  const staged = await repo.git('ls-files', '--stage', '-t', '-v');
  return { ...Object.fromEntries(own), 'git says': status, 'git has staged': staged };
}

describe('what cannot be exact is refused, all else is undone and redone exactly', () => {
  it.each(Object.entries(settings))('with %s', { timeout: 60_000 }, async (_name, setting) => {
    const repo = await workshop(setting);
    const safety = await openSafety(repo.root);
    const before = await look(repo, safety);
    let undone = 0;
    for (const [what, request] of Object.entries(operations)) {
      const done = await safety.run(request());
      const after = await look(repo, safety);
      if (!done.ok || !done.value.undoable) {
        expect(after, what).toEqual(before);
        continue;
      }
      valueOf(await safety.undo());
      expect(await look(repo, safety), `${what}, undone`).toEqual(before);
      valueOf(await safety.redo());
      expect(await look(repo, safety), `${what}, redone`).toEqual(after);
      valueOf(await safety.undo());
      undone += 1;
    }
    expect(await look(repo, safety)).toEqual(before);
    expect(undone).toBeGreaterThan(3);
    await safety.operations.close();
  });
});
