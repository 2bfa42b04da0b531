import { existsSync } from 'node:fs';
import { afterAll, describe, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import type { TestRepository } from '../../support/repository';
import { createRepository } from '../../support/repository';
import { valueOf } from '../../support/project';
import { change, filesRequest, gitRequest, openSafety, photograph, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();

/** `a.yaml` conflicts, `clean.yaml` comes with the merge, `b.yaml` is the same on both sides. */
const setUp = async () => {
  const repo = await createRepository({ root: await quickFolder('times') });
  await repo.commit('base', { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n', 'clean.yaml': 'c: 1\n' });
  await repo.git('checkout', '-q', '-b', 'side');
  await repo.commit('theirs', { 'a.yaml': 'a: theirs\n', 'clean.yaml': 'c: theirs\n' });
  await repo.git('checkout', '-q', 'main');
  await repo.commit('ours', { 'a.yaml': 'a: ours\n' });
  return { repo, ...(await openSafety(repo.root)) };
};

/** Git may not look at the files itself before it is asked: as scripts do that never call `git status`. */
const isClean = async (repo: TestRepository): Promise<boolean> =>
  (await repo.tryGit('diff-files', '--quiet', '--ignore-submodules')).exitCode === 0;

describe('git believes its index at once', () => {
  it('after a rollback into a merge, which can be aborted', async () => {
    const { repo, git, operations } = await setUp();
    await repo.tryGit('merge', '-q', 'side');
    const then = await photograph(repo.root, git);
    const { backup } = valueOf(await operations.checkpoints.create('in a merge', context));
    await repo.git('merge', '--abort');
    const report = valueOf(await operations.checkpoints.rollBackTo(backup.backupId, context));
    expect(report.different).toEqual([]);
    expect(await photograph(repo.root, git)).toEqual(then);
    await repo.git('merge', '--abort');
    expect(await repo.status()).toEqual([]);
    expect(await repo.read('clean.yaml')).toBe('c: 1\n');
  });

  it('although the repository names a filter, as long as no file needs it', async () => {
    const { repo, operations } = await setUp();
    await repo.git('config', 'filter.git-crypt.clean', 'cat');
    await repo.commit('attributes', { '.gitattributes': '*.bin filter=git-crypt\n' });
    await repo.tryGit('merge', '-q', 'side');
    const { backup } = valueOf(await operations.checkpoints.create('in a merge', context));
    await repo.write({ 'clean.yaml': null });
    valueOf(await operations.checkpoints.rollBackTo(backup.backupId, context));
    await repo.git('merge', '--abort');
    expect(await repo.status()).toEqual([]);
  });

  it('but for files of a filter that is not run, which stay in doubt with their flags, and run nothing', async () => {
    const { repo, operations } = await setUp();
    const canary = repo.path('.git/canary');
    const files = Object.fromEntries(Array.from({ length: 3 }, (_, at) => [`${at}.bin`, `${at}\n`]));
    await repo.commit('attributes', { '.gitattributes': '*.bin filter=own\n', ...files });
    await repo.git('update-index', '--assume-unchanged', '1.bin');
    for (const how of ['clean', 'smudge']) await repo.git('config', `filter.own.${how}`, `touch '${canary}'; cat`);
    const { backup } = valueOf(await operations.checkpoints.create('now', context));
    await repo.write({ 'clean.yaml': null, 'b.yaml': 'b: 9\n', '0.bin': 'X\n', '2.bin': null });
    valueOf(await operations.checkpoints.rollBackTo(backup.backupId, context));
    expect(existsSync(canary)).toBe(false);
    const doubted = await repo.git('diff-files', '--name-only', '--ignore-submodules');
    expect(doubted.split('\n').sort()).toEqual(['0.bin', '2.bin']);
    expect(await repo.git('ls-files', '-v')).toContain('h 1.bin');
    expect(await repo.git('ls-files', '-v')).toContain('H 0.bin');
    expect(await repo.read('0.bin')).toBe('0\n');
  });

  it('after a rollback into a rebase, which can be aborted, and onto a stash, which can be popped', async () => {
    const { repo, operations } = await setUp();
    await repo.write({ 'b.yaml': 'b: stashed\n' });
    await repo.git('stash', '-q');
    const clean = valueOf(await operations.checkpoints.create('before', context)).backup;
    await repo.tryGit('rebase', '-q', 'side');
    const inside = valueOf(await operations.checkpoints.create('in a rebase', context)).backup;
    await repo.git('rebase', '--abort');
    valueOf(await operations.checkpoints.rollBackTo(inside.backupId, context));
    await repo.git('rebase', '--abort');
    expect(await repo.read('a.yaml')).toBe('a: ours\n');
    await repo.commit('more', { 'b.yaml': 'b: more\n', 'clean.yaml': 'c: more\n' });
    valueOf(await operations.checkpoints.rollBackTo(clean.backupId, context));
    expect(await isClean(repo)).toBe(true);
    await repo.git('stash', 'pop', '-q');
    expect(await repo.read('b.yaml')).toBe('b: stashed\n');
  });

  it.each([
    ['a write', filesRequest([change('b.yaml', 'b: 2\n'), change('clean.yaml', 'c: 2\n')])],
    ['a commit', gitRequest(['commit', '-q', '--allow-empty', '-m', 'x'])],
    ['a checkout', gitRequest(['checkout', '-q', 'side'])],
    ['a reset', gitRequest(['reset', '-q', '--hard', 'side'])],
  ])('after undo of %s', async (_, request) => {
    const { repo, run, undo, redo } = await setUp();
    valueOf(await run(request));
    valueOf(await undo());
    expect(await isClean(repo)).toBe(true);
    valueOf(await redo());
    if (request.kind !== 'write-file') expect(await isClean(repo)).toBe(true);
    // What is compared is what is staged, not the bytes of the index.
    valueOf(await undo());
    expect(await isClean(repo)).toBe(true);
  });

  it('after work of git that failed and was put back', async () => {
    const { repo, run } = await setUp();
    const { act } = gitRequest(['checkout', '-q', 'side']).git ?? {};
    if (act === undefined) throw new Error('git work');
    const failed = await run({
      kind: 'git-work',
      title: 'half',
      git: {
        protects: 'changed-and-untracked',
        act: async (git, signal) => {
          await act(git, signal);
          return git
            .run(['rev-parse', 'nothing-like-this'], { signal })
            .then((done) => (done.ok ? act(git, signal) : done));
        },
      },
    });
    expect(failed.ok).toBe(false);
    expect(await isClean(repo)).toBe(true);
  });

  it('and still sees what was edited since, of the same size in the same second', async () => {
    const { repo, run, undo } = await setUp();
    valueOf(await run(filesRequest([change('b.yaml', 'b: 2\n')])));
    valueOf(await undo());
    await repo.write({ 'b.yaml': 'b: 3\n' });
    expect(await repo.status()).toEqual([' M b.yaml']);
  });

  it('and leaves flags, and entries whose content differs, alone', async () => {
    const { repo, git, operations } = await setUp();
    await repo.git('update-index', '--assume-unchanged', 'b.yaml');
    await repo.git('update-index', '--skip-worktree', 'clean.yaml');
    await repo.write({ 'a.yaml': 'a: edited\n', 'b.yaml': 'b: hidden\n', 'clean.yaml': 'c: hidden\n' });
    const then = await photograph(repo.root, git);
    const { backup } = valueOf(await operations.checkpoints.create('flags', context));
    await repo.write({ 'a.yaml': 'a: other\n', 'b.yaml': 'b: other\n', 'clean.yaml': 'c: other\n' });
    const report = valueOf(await operations.checkpoints.rollBackTo(backup.backupId, context));
    expect(report.different).toEqual([]);
    expect(await photograph(repo.root, git)).toEqual(then);
    expect(await repo.status()).toEqual([' M a.yaml']);
  });
});
