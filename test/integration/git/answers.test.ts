import { chmod, mkdir, writeFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { readRepositoryStatus } from '../../../src/engine/changes/read-repository-status';
import { readCommitted, readStaged } from '../../../src/engine/changes/read-version';
import type { Git } from '../../../src/engine/git/git';
import { listTree } from '../../../src/engine/git/list-tree';
import { readBlobs } from '../../../src/engine/git/read-blobs';
import { readLog } from '../../../src/engine/git/read-log';
import { readNotices } from '../../../src/engine/git/read-notices';
import { resolveCommit } from '../../../src/engine/git/resolve-commit';
import { divergedRepository } from '../../support/diverged';
import { failureOf, gitFor, valueOf } from '../../support/project';
import type { TestRepository } from '../../support/repository';
import { createRepository, executable } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const statusOf = async (repo: TestRepository) => valueOf(await readRepositoryStatus(await gitFor(repo.root)));

describe('a status', () => {
  it('before the first commit', async () => {
    const repo = await createRepository();
    await repo.write({ 'a.yaml': 'a\n' });
    expect(await statusOf(repo)).toMatchObject({
      head: { kind: 'unborn', name: 'main' },
      upstream: null,
      progress: 'none',
      entries: [{ path: 'a.yaml', unstaged: 'untracked' }],
      truncated: false,
    });
  });

  it('of a branch with an upstream, of a gone one, of a detached HEAD', async () => {
    const repo = await createRepository();
    const first = await repo.commit('one');
    await repo.git('update-ref', 'refs/remotes/origin/main', first);
    await repo.git('config', 'remote.origin.url', '/nowhere');
    await repo.git('config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*');
    await repo.git('branch', '--set-upstream-to=origin/main');
    const second = await repo.commit('two');
    expect(await statusOf(repo)).toMatchObject({
      head: { kind: 'branch', name: 'main', commit: second },
      upstream: { name: 'origin/main', ahead: 1, behind: 0, gone: false },
    });
    await repo.git('update-ref', '-d', 'refs/remotes/origin/main');
    expect((await statusOf(repo)).upstream).toEqual({ name: 'origin/main', ahead: 0, behind: 0, gone: true });
    await repo.git('checkout', '--quiet', '--detach');
    expect(await statusOf(repo)).toMatchObject({ head: { kind: 'detached', commit: second }, upstream: null });
  });

  it('of every kind of change, with names of any kind', async () => {
    const repo = await createRepository();
    const long = 'line\n'.repeat(20);
    await repo.commit('base', { 'a.yaml': 'a\n', 'd.yaml': 'd\n', 'old name': long, t: 'file\n' });
    await repo.git('mv', 'old name', 'new\nname');
    await repo.write({ 'a.yaml': 'A\n', 'd.yaml': null, t: { symlink: 'a.yaml' }, 'x/"y".yaml': 'x\n', '-z': 'z\n' });
    const { entries } = await statusOf(repo);
    expect(entries.map(({ path, from, staged, unstaged }) => [path, from, staged, unstaged])).toEqual([
      ['a.yaml', null, 'unchanged', 'modified'],
      ['d.yaml', null, 'unchanged', 'deleted'],
      ['new\nname', 'old name', 'renamed', 'unchanged'],
      ['t', null, 'unchanged', 'type-changed'],
      ['-z', null, 'unchanged', 'untracked'],
      ['x/"y".yaml', null, 'unchanged', 'untracked'],
    ]);
  });

  it('is cut at a limit', async () => {
    const repo = await createRepository();
    await repo.write(Object.fromEntries(Array.from({ length: 30 }, (_, at) => [`f${at}`, 'x'])));
    const status = valueOf(await readRepositoryStatus(await gitFor(repo.root), { limit: 10 }));
    expect(status).toMatchObject({ truncated: true, entries: { length: 10 } });
  });

  it('takes no lock', async () => {
    const repo = await createRepository();
    await repo.commit('base', { 'a.yaml': 'a\n' });
    await writeFile(repo.path('.git/index.lock'), '');
    expect((await statusOf(repo)).entries).toEqual([]);
  });

  it('of 25,000 files is one quick process', async () => {
    const repo = await createRepository();
    const blob = await repo.gitWithInput('x: 1\n', 'hash-object', '-w', '--stdin');
    const count = 25_000;
    const lines = Array.from({ length: count }, (_, at) => `100644 ${blob}\tf/${at % 100}/${at}.yaml\n`).join('');
    await repo.gitWithInput(lines, 'update-index', '--index-info');
    await repo.git('commit', '--quiet', '-m', 'many');
    const git = await gitFor(repo.root);
    let processes = 0;
    const counting: Git = { ...git, run: (...args) => ((processes += 1), git.run(...args)) };
    const status = valueOf(await readRepositoryStatus(counting));
    expect(processes).toBe(1);
    expect(status.entries).toHaveLength(count);
    expect(status.entries[0]).toMatchObject({ unstaged: 'deleted' });
  });
});

describe('a history', () => {
  it('comes in pages that stay in step while commits arrive', async () => {
    const repo = await createRepository();
    for (const word of ['one', 'two', 'three', 'four', 'five']) await repo.commit(word, { 'a.yaml': `${word}\n` });
    const git = await gitFor(repo.root);
    const first = valueOf(await readLog(git, { limit: 2, withChanges: true }));
    expect(first.commits.map(({ subject }) => subject)).toEqual(['five', 'four']);
    expect(first.commits[0]).toMatchObject({ refs: ['main'], changes: [{ path: 'a.yaml', change: 'modified' }] });
    await repo.commit('six');
    const second = valueOf(await readLog(git, { limit: 2, cursor: first.next }));
    expect(second.commits.map(({ subject }) => subject)).toEqual(['three', 'two']);
    const third = valueOf(await readLog(git, { limit: 2, cursor: second.next }));
    expect(third.commits.map(({ subject }) => subject)).toEqual(['one']);
    expect(third.next).toBeNull();
    expect(failureOf(await readLog(git, { limit: 2, cursor: '--all' }))).toMatchObject({ code: 'bad-input' });
  });

  it('of a path follows its former names', async () => {
    const repo = await createRepository();
    const text = 'line\n'.repeat(20);
    await repo.commit('made', { 'old.yaml': text });
    await repo.commit('other', { 'b.yaml': 'b\n' });
    await repo.git('mv', 'old.yaml', 'new.yaml');
    await repo.git('commit', '--quiet', '-m', 'renamed');
    await repo.commit('edited', { 'new.yaml': `${text}more\n` });
    const { commits } = valueOf(
      await readLog(await gitFor(repo.root), { limit: 9, path: 'new.yaml', withChanges: true }),
    );
    expect(commits.map(({ subject, changes }) => [subject, changes?.[0]?.path, changes?.[0]?.from])).toEqual([
      ['edited', 'new.yaml', null],
      ['renamed', 'new.yaml', 'old.yaml'],
      ['made', 'old.yaml', null],
    ]);
  });

  it('tells what a merge brought', async () => {
    const repo = await divergedRepository({ theirs: { 'b.yaml': 'b: theirs\n' } });
    await repo.git('merge', '--quiet', '--no-edit', 'topic');
    const { commits } = valueOf(await readLog(await gitFor(repo.root), { limit: 1, withChanges: true }));
    expect(commits[0]?.parents).toHaveLength(2);
    expect(commits[0]?.changes).toEqual([{ path: 'b.yaml', from: null, change: 'modified' }]);
  });

  it('of no commit is empty, and an unknown start is a failure', async () => {
    const git = await gitFor((await createRepository()).root);
    expect(valueOf(await readLog(git, { limit: 5 }))).toEqual({ commits: [], next: null });
    expect(failureOf(await readLog(git, { limit: 5, from: '--output=x' }))).toEqual({
      code: 'unknown-revision',
      revision: '--output=x',
    });
  });
});

describe('versions', () => {
  it('are what git has, with mode and kind', async () => {
    const repo = await createRepository();
    const first = await repo.commit('one', {
      'run.sh': executable('#!/bin/sh\n'),
      l: { symlink: 'run.sh' },
      'd/x': 'x\n',
    });
    await repo.commit('two', { 'run.sh': null, 'big.bin': Buffer.alloc(6_000_000) });
    const git = await gitFor(repo.root);
    const at = async (path: string, commit = first) => valueOf(await readCommitted(git, commit, path));
    expect(await at('run.sh')).toMatchObject({ kind: 'text', text: '#!/bin/sh\n', executable: true });
    expect(await at('l')).toEqual({ kind: 'symlink', target: 'run.sh' });
    expect(await at('run.sh', 'HEAD')).toEqual({ kind: 'absent' });
    expect(await at('d')).toMatchObject({ kind: 'unreadable' });
    expect(await at('big.bin', 'HEAD')).toMatchObject({ kind: 'too-large', sizeBytes: 6_000_000 });
    expect(valueOf(await readStaged(git, 'd/x'))).toMatchObject({ kind: 'text', text: 'x\n' });
    expect(failureOf(await readCommitted(git, 'nope', 'x'))).toMatchObject({ code: 'unknown-revision' });
  });

  it('that are missing are told, many at once', async () => {
    const repo = await createRepository();
    const ids = await Promise.all(
      Array.from({ length: 20 }, (_, at) => repo.gitWithInput(`${at}\n`, 'hash-object', '-w', '--stdin')),
    );
    const git = await gitFor(repo.root);
    const wanted = [...ids, 'f'.repeat(40)];
    const objects = valueOf(await readBlobs(git, wanted, { limitBytes: 1000 }));
    expect(objects.map((object) => (object.kind === 'blob' ? object.bytes.toString() : object.kind))).toEqual([
      ...ids.map((_id, at) => `${at}\n`),
      'missing',
    ]);
    const small = valueOf(await readBlobs(git, [ids[0] ?? '', ids[10] ?? ''], { limitBytes: 2 }));
    expect(small.map(({ kind }) => kind)).toEqual(['blob', 'too-large']);
  });

  it('a whole tree', async () => {
    const repo = await divergedRepository();
    const tree = valueOf(await listTree(await gitFor(repo.root), 'HEAD', 'everything'));
    expect([...tree.keys()]).toEqual(['a.yaml', 'b.yaml']);
  });
});

describe('notices', () => {
  it('say what is not run and what is not there', async () => {
    const repo = await divergedRepository();
    const git = await gitFor(repo.root);
    expect(valueOf(await readNotices(git, { shallow: false }))).toEqual([]);
    await repo.git('config', 'merge.selvedge.driver', 'ours, which does what we do');
    expect(valueOf(await readNotices(await gitFor(repo.root), { shallow: false }))).toEqual([]);
    await repo.git('config', 'filter.big.clean', 'x');
    expect(valueOf(await readNotices(await gitFor(repo.root), { shallow: false }))).toEqual([]);
    await repo.write({ '.gitattributes': 'b.yaml filter=big\n' });
    await repo.git('config', 'merge.mine.driver', 'x');
    await repo.git('config', 'commit.gpgSign', 'true');
    await repo.git('config', 'core.sparseCheckout', 'true');
    await mkdir(repo.path('.git/hooks'), { recursive: true });
    await writeFile(repo.path('.git/hooks/pre-commit'), '#!/bin/sh\n');
    await chmod(repo.path('.git/hooks/pre-commit'), 0o755);
    const notices = valueOf(await readNotices(git, { shallow: true })).join('\n');
    for (const words of [
      '1 tracked file goes through',
      'filter “big”',
      'merge driver “mine”',
      'pre-commit',
      'not signed',
      'sparse',
      'shallow',
    ])
      expect(notices).toContain(words);
  });
});

describe('a revision', () => {
  it('is resolved to a commit, or unknown', async () => {
    const repo = await divergedRepository();
    const git = await gitFor(repo.root);
    await repo.git('tag', '-a', '-m', 'one', 'v1');
    const head = await repo.git('rev-parse', 'HEAD');
    expect(valueOf(await resolveCommit(git, 'v1'))).toBe(head);
    expect(failureOf(await resolveCommit(git, 'HEAD:a.yaml'))).toMatchObject({ code: 'unknown-revision' });
    expect(failureOf(await resolveCommit(git, '--all'))).toMatchObject({ code: 'unknown-revision' });
  });
});
