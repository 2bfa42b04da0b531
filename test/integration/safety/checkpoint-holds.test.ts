import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { failureOf, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { gitRequest, openSafety, photograph, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();

const setUp = async () => {
  const repo = await createRepository({ root: await quickFolder('repository') });
  await repo.commit('one', { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' });
  const cleanUp = async (): Promise<void> => {
    await repo.git('reflog', 'expire', '--expire=now', '--all');
    await repo.git('gc', '-q', '--prune=now');
  };
  return { repo, cleanUp, ...(await openSafety(repo.root)) };
};

describe('a checkpoint', () => {
  it('holds what was only staged, deleted branches and dropped stashes through a clean-up', async () => {
    const { repo, git, operations, cleanUp } = await setUp();
    await repo.git('checkout', '-q', '-b', 'side');
    await repo.commit('side', { 'side.yaml': 's\n' });
    for (const text of ['first', 'second']) {
      await repo.write({ 'a.yaml': `a: ${text} stash\n` });
      await repo.git('stash', '-q');
    }
    await repo.write({ 'a.yaml': 'a: only staged\n' });
    await repo.git('add', 'a.yaml');
    await repo.write({ 'a.yaml': 'a: worktree\n' });
    const then = await photograph(repo.root, git);
    const { backup } = valueOf(await operations.checkpoints.create('s', context));
    await repo.git('reset', '-q', '--hard');
    await repo.git('checkout', '-q', 'main');
    await repo.git('branch', '-q', '-D', 'side');
    await repo.git('stash', 'clear');
    await cleanUp();
    const report = valueOf(await operations.checkpoints.rollBackTo(backup.backupId, context));
    expect(report.different).toEqual([]);
    expect(await photograph(repo.root, git)).toEqual(then);
    expect(await repo.git('show', ':a.yaml')).toBe('a: only staged');
    expect(await repo.git('fsck', '--strict', '--no-dangling')).toBe('');
  });

  it('holds all sides of conflicts', async () => {
    const { repo, git, operations, cleanUp } = await setUp();
    await repo.git('checkout', '-q', '-b', 'side');
    await repo.commit('theirs', { 'a.yaml': 'a: theirs\n' });
    await repo.git('checkout', '-q', 'main');
    await repo.commit('ours', { 'a.yaml': 'a: ours\n' });
    await repo.tryGit('merge', '-q', 'side');
    const then = await photograph(repo.root, git);
    const { backup } = valueOf(await operations.checkpoints.create('conflict', context));
    await repo.git('merge', '--abort');
    await repo.git('reset', '-q', '--hard', 'main~1');
    await repo.git('branch', '-q', '-D', 'side');
    await cleanUp();
    expect(valueOf(await operations.checkpoints.rollBackTo(backup.backupId, context)).different).toEqual([]);
    expect(await photograph(repo.root, git)).toEqual(then);
    expect(await repo.git('show', ':3:a.yaml')).toBe('a: theirs');
  });

  it('says before what git no longer has, and touches nothing', async () => {
    const { repo, git, operations, cleanUp } = await setUp();
    await repo.write({ 'a.yaml': 'a: only staged\n' });
    await repo.git('add', 'a.yaml');
    const { backup } = valueOf(await operations.checkpoints.create('s', context));
    const held = await repo.git('for-each-ref', '--format=%(refname)', 'refs/selvedge/checkpoint');
    for (const name of held.split('\n')) await repo.git('update-ref', '-d', name);
    await repo.git('reset', '-q', '--hard');
    await cleanUp();
    const before = await photograph(repo.root, git);
    const refused = { code: 'rollback-refused', reason: expect.stringContaining('what was staged of a.yaml') };
    expect(failureOf(await operations.checkpoints.preview(backup.backupId))).toMatchObject(refused);
    expect(failureOf(await operations.checkpoints.rollBackTo(backup.backupId, context))).toMatchObject(refused);
    expect(await photograph(repo.root, git)).toEqual(before);
  });

  it('never deletes what it left out, and names it', async () => {
    const { repo, operations } = await setUp();
    await repo.commit('ignore', { '.gitignore': '*.key\nbuild/\n' });
    await repo.write({ 'secret.key': 'k\n', 'build/out': 'o\n' });
    const { backup } = valueOf(await operations.checkpoints.create('s', context));
    await repo.commit('no longer', { '.gitignore': null, 'new/deep/file.yaml': 'n\n' });
    const report = valueOf(await operations.checkpoints.rollBackTo(backup.backupId, context));
    expect(await repo.read('secret.key')).toBe('k\n');
    expect(await repo.read('build/out')).toBe('o\n');
    expect([...report.different].sort()).toEqual(['build/out', 'secret.key']);
    expect(await repo.exists('new')).toBe(false);
  });

  it('brings the folders back that it emptied, when it is undone', async () => {
    const { repo, git, operations, undo } = await setUp();
    const { backup } = valueOf(await operations.checkpoints.create('s', context));
    await repo.write({ 'new/deep/file.yaml': 'n\n', 'new/other.yaml': 'o\n' });
    const later = await photograph(repo.root, git);
    expect(valueOf(await operations.checkpoints.rollBackTo(backup.backupId, context)).different).toEqual([]);
    expect(await repo.exists('new')).toBe(false);
    valueOf(await undo());
    expect(await photograph(repo.root, git)).toEqual(later);
  });

  it('needs a name', async () => {
    const { operations } = await setUp();
    expect(failureOf(await operations.checkpoints.create(' ', context))).toMatchObject({ code: 'bad-input' });
  });
});

describe('a branch of another working tree', () => {
  it('is moved by neither a rollback nor an undo', async () => {
    const { repo, run, undo, operations } = await setUp();
    const elsewhere = join(await quickFolder('elsewhere'), 'tree');
    await repo.git('branch', 'wt');
    const { backup } = valueOf(await operations.checkpoints.create('s', context));
    valueOf(
      await run(gitRequest(['branch', '-q', '-f', 'wt', await repo.git('commit-tree', '-m', 'x', 'HEAD^{tree}')])),
    );
    await repo.git('worktree', 'add', '-q', elsewhere, 'wt');
    const tip = await repo.git('rev-parse', 'wt');
    const sentence = expect.stringContaining('It would move wt, which is checked out in');
    const refused = { code: 'rollback-refused', reason: sentence };
    expect(failureOf(await operations.checkpoints.preview(backup.backupId))).toMatchObject(refused);
    expect(failureOf(await operations.checkpoints.rollBackTo(backup.backupId, context))).toMatchObject(refused);
    expect(failureOf(await operations.previewUndo(null))).toMatchObject({ code: 'not-undoable', reason: sentence });
    expect(failureOf(await undo())).toMatchObject({ code: 'not-undoable', reason: sentence });
    expect(await repo.git('rev-parse', 'wt')).toBe(tip);
  });
});

describe('undo of a folder in between', () => {
  it('leaves a folder in which something else lies', async () => {
    const { repo, operations } = await setUp();
    await repo.commit('ignore', { '.gitignore': '*.key\n' });
    const { backup } = valueOf(await operations.checkpoints.create('s', context));
    await mkdir(repo.path('new'));
    await writeFile(repo.path('new/x.key'), 'k');
    await writeFile(repo.path('new/x.yaml'), 'x');
    valueOf(await operations.checkpoints.rollBackTo(backup.backupId, context));
    expect(await repo.read('new/x.key')).toBe('k');
    expect(await repo.exists('new/x.yaml')).toBe(false);
  });
});
