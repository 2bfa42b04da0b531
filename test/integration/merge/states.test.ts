import { afterAll, describe, expect, it } from 'vitest';
import { readMergeState } from '../../../src/engine/merge/read-merge-state';
import { bareProject, valueOf } from '../../support/project';
import { divergedRepository } from '../../support/diverged';
import type { TestRepository } from '../../support/repository';
import { createRepository } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

/** main and topic changed the same line; main is checked out. */
const diverged = async (): Promise<TestRepository> => {
  const repo = await createRepository();
  await repo.commit('base', { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' });
  await repo.git('checkout', '--quiet', '-b', 'topic');
  await repo.commit('topic one', { 'a.yaml': 'a: topic\n' });
  await repo.commit('topic two', { 'b.yaml': 'b: topic\n' });
  await repo.git('checkout', '--quiet', 'main');
  await repo.commit('main one', { 'a.yaml': 'a: main\n' });
  return repo;
};

const stateOf = async (repo: TestRepository) => valueOf(await readMergeState(await bareProject(repo.root)));
const id = (repo: TestRepository, revision: string): Promise<string> => repo.git('rev-parse', revision);
const short = async (repo: TestRepository, revision: string): Promise<string> => (await id(repo, revision)).slice(0, 7);

describe('the words for ours and theirs', () => {
  it('nothing in progress', async () => {
    const repo = await createRepository();
    expect(await stateOf(repo)).toMatchObject({ progress: 'none', conflicts: [], canComplete: false, canAbort: false });
  });

  it('merge: ours is the branch you are on, theirs the one that is merged in', async () => {
    const repo = await diverged();
    await repo.tryGit('merge', 'topic');
    expect(await stateOf(repo)).toMatchObject({
      progress: 'merge',
      title: 'main ← topic',
      sentence: 'Merging topic into main. One conflict is left.',
      ours: { label: 'main', meaning: 'the branch you are on', commit: await id(repo, 'main') },
      theirs: { label: 'topic', meaning: 'the branch that is merged in', commit: await id(repo, 'topic') },
      conflicts: [
        {
          path: 'a.yaml',
          conflict: 'both-modified',
          shape: 'text',
          sentence: 'main and topic both changed this file.',
          related: [],
          hasDraft: false,
        },
      ],
      resolved: [],
      message: "Merge branch 'topic'",
      step: null,
      canComplete: false,
      canAbort: true,
      completeLabel: 'Commit the merge',
    });
  });

  it('merge of a commit without a name', async () => {
    const repo = await diverged();
    await repo.tryGit('merge', 'topic~1');
    expect((await stateOf(repo)).title).toBe(`main ← ${await short(repo, 'topic~1')}`);
  });

  it('merge with everything resolved', async () => {
    const repo = await diverged();
    await repo.tryGit('merge', 'topic');
    await repo.write({ 'a.yaml': 'a: both\n' });
    await repo.git('add', 'a.yaml');
    expect(await stateOf(repo)).toMatchObject({
      sentence: 'Merging topic into main. Every conflict is resolved.',
      conflicts: [],
      resolved: ['a.yaml'],
      canComplete: true,
    });
  });

  it.each(['--merge', '--apply', '--interactive'])(
    'rebase %s: ours is what it goes onto, theirs your commit',
    async (backend) => {
      const repo = await diverged();
      await repo.git('checkout', '--quiet', 'topic');
      const replayed = await id(repo, 'topic~1');
      await repo.tryGit('-c', 'sequence.editor=true', 'rebase', backend, 'main');
      expect(await stateOf(repo)).toMatchObject({
        progress: 'rebase',
        title: 'topic onto main, 1 of 2',
        sentence: 'Replaying your commit “topic one” onto main. One conflict is left.',
        ours: {
          label: 'main',
          meaning: 'what topic is being put onto, with the commits that are there already',
          commit: await id(repo, 'main'),
        },
        theirs: {
          label: `your commit ${replayed.slice(0, 7)}`,
          meaning: 'the commit of topic that is being replayed',
          commit: replayed,
        },
        step: { current: 1, total: 2 },
        message: 'topic one',
        completeLabel: 'Continue the rebase',
      });
    },
  );

  it('rebase: resolved paths of an earlier step are not those of this one', async () => {
    const repo = await diverged();
    await repo.commit('main two', { 'b.yaml': 'b: main\n' });
    await repo.git('checkout', '--quiet', 'topic');
    await repo.tryGit('rebase', 'main');
    await repo.write({ 'a.yaml': 'a: both\n' });
    await repo.git('add', 'a.yaml');
    expect((await stateOf(repo)).resolved).toEqual(['a.yaml']);
    await repo.tryGit('rebase', '--continue');
    const state = await stateOf(repo);
    expect(state).toMatchObject({ step: { current: 2, total: 2 }, message: 'topic two' });
    expect(state.conflicts.map(({ path }) => path)).toEqual(['b.yaml']);
    expect(state.resolved).toEqual([]);
  });

  it('cherry-pick of one commit', async () => {
    const repo = await diverged();
    await repo.tryGit('cherry-pick', 'topic~1');
    const picked = await short(repo, 'topic~1');
    expect(await stateOf(repo)).toMatchObject({
      progress: 'cherry-pick',
      title: `main ← commit ${picked}`,
      sentence: `Picking commit ${picked} “topic one” onto main. One conflict is left.`,
      ours: { label: 'main', meaning: 'the branch you are on' },
      theirs: { label: `commit ${picked}`, meaning: 'the commit that is being picked' },
      step: null,
      message: 'topic one',
      completeLabel: 'Commit the cherry-pick',
    });
  });

  it('cherry-pick of several commits counts', async () => {
    const repo = await diverged();
    await repo.commit('main two', { 'b.yaml': 'b: main\n' });
    await repo.tryGit('cherry-pick', 'topic~1', 'topic');
    expect(await stateOf(repo)).toMatchObject({ step: { current: 1, total: 2 } });
    await repo.write({ 'a.yaml': 'a: both\n' });
    await repo.git('add', 'a.yaml');
    await repo.tryGit('cherry-pick', '--continue');
    expect(await stateOf(repo)).toMatchObject({
      step: { current: 2, total: 2 },
      completeLabel: 'Continue the cherry-pick',
    });
  });

  it('a commit of a series that was left out counts as a step', async () => {
    const repo = await diverged();
    await repo.commit('main two', { 'b.yaml': 'b: main\n' });
    await repo.tryGit('cherry-pick', 'topic~1', 'topic');
    const project = await bareProject(repo.root);
    expect(valueOf(await readMergeState(project))).toMatchObject({ step: { current: 1, total: 2 } });
    await repo.git('checkout', '--ours', 'a.yaml');
    await repo.git('add', 'a.yaml');
    await repo.tryGit('cherry-pick', '--skip');
    // Whether the first step was seen, or the app was started only now.
    for (const reader of [project, await bareProject(repo.root)])
      expect(valueOf(await readMergeState(reader))).toMatchObject({ step: { current: 2, total: 2 } });
    await repo.git('cherry-pick', '--abort');
    expect(valueOf(await readMergeState(project))).toMatchObject({ step: null });
  });

  it('revert: theirs is the state before the commit', async () => {
    const repo = await diverged();
    const undone = await id(repo, 'main');
    await repo.commit('main two', { 'a.yaml': 'a: newer\n' });
    await repo.tryGit('revert', undone);
    expect(await stateOf(repo)).toMatchObject({
      progress: 'revert',
      title: `main: revert commit ${undone.slice(0, 7)}`,
      ours: { label: 'main' },
      theirs: {
        label: `before ${undone.slice(0, 7)}`,
        meaning: 'the state before the commit that is being reverted',
        commit: await id(repo, 'main~2'),
      },
      completeLabel: 'Commit the revert',
    });
  });

  it.each(['pop', 'apply'])('stash %s: theirs is what you had stashed', async (how) => {
    const repo = await createRepository();
    await repo.commit('base', { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' });
    await repo.write({ 'b.yaml': 'b: older stash\n' });
    await repo.git('stash');
    await repo.write({ 'a.yaml': 'a: stashed\n' });
    await repo.git('stash');
    await repo.commit('main one', { 'a.yaml': 'a: main\n' });
    await repo.tryGit('stash', how, 'stash@{0}');
    expect(await stateOf(repo)).toMatchObject({
      progress: 'stash-pop',
      title: 'main ← stash@{0}',
      ours: { label: 'main', meaning: 'the branch you are on' },
      theirs: { label: 'stash@{0}', meaning: 'the changes that you had stashed', commit: await id(repo, 'stash@{0}') },
      canComplete: false,
      canAbort: true,
      conflicts: [{ path: 'a.yaml', shape: 'text' }],
    });
  });

  it('conflicts of a branch switch that took changes along', async () => {
    const repo = await diverged();
    await repo.write({ 'a.yaml': 'a: mine\n' });
    await repo.git('checkout', '--merge', 'topic');
    expect(await stateOf(repo)).toMatchObject({
      progress: 'stash-pop',
      ours: { label: 'topic' },
      theirs: { label: 'your changes', meaning: 'the changes that were put onto the working tree', commit: null },
    });
  });

  it('squashed merge', async () => {
    const repo = await diverged();
    await repo.tryGit('merge', '--squash', 'topic');
    expect(await stateOf(repo)).toMatchObject({
      progress: 'merge',
      title: 'main ← topic',
      theirs: { label: 'topic', meaning: 'the branch whose changes become one commit' },
      completeLabel: 'Commit the squashed merge',
    });
  });

  it('am', async () => {
    const repo = await diverged();
    const patches = (await repo.git('format-patch', '--stdout', 'main~1..topic')) + '\n';
    const { exitCode } = await repo.gitWithInput(patches, 'am', '--3way').then(
      () => ({ exitCode: 0 }),
      () => ({ exitCode: 1 }),
    );
    expect(exitCode).toBe(1);
    expect(await stateOf(repo)).toMatchObject({
      progress: 'am',
      title: 'Patches onto main, 1 of 2',
      theirs: { label: 'the patch' },
      step: { current: 1, total: 2 },
      conflicts: [{ path: 'a.yaml' }],
    });
  });

  it('bisect is said, and not ours to complete', async () => {
    const repo = await diverged();
    await repo.git('bisect', 'start');
    expect(await stateOf(repo)).toMatchObject({ progress: 'bisect', canComplete: false, canAbort: false });
  });

  it('detached HEAD', async () => {
    const repo = await diverged();
    await repo.git('checkout', '--quiet', '--detach');
    await repo.tryGit('merge', 'topic');
    expect(await stateOf(repo)).toMatchObject({
      ours: { label: await short(repo, 'HEAD'), meaning: 'the commit you are on' },
      theirs: { label: 'topic' },
    });
  });

  it('a linked worktree has its own state', async () => {
    const repo = await diverged();
    const other = `${repo.root}-other`;
    await repo.git('worktree', 'add', '--quiet', other, 'topic');
    const { existingRepository } = await import('../../support/repository');
    const linked = existingRepository(other);
    await linked.tryGit('merge', 'main');
    expect((await stateOf(linked)).title).toBe('topic ← main');
    expect((await stateOf(repo)).progress).toBe('none');
    await linked.remove();
  });
});

describe('names of what is merged', () => {
  it('is the branch that was merged, where several names are at its commit', async () => {
    for (const [merged, label] of [
      ['feature/storage', 'feature/storage'],
      ['origin/feature/storage', 'origin/feature/storage'],
      ['v1', 'v1'],
    ] as const) {
      const repo = await divergedRepository();
      await repo.git('branch', 'feature/storage', 'topic');
      await repo.git('branch', '--delete', '--force', 'topic');
      await repo.git('update-ref', 'refs/remotes/origin/feature/storage', 'feature/storage');
      await repo.git('update-ref', 'refs/remotes/a/first', 'feature/storage');
      await repo.git('tag', 'v1', 'feature/storage');
      expect((await repo.tryGit('merge', merged)).exitCode).toBe(1);
      const state = valueOf(await readMergeState(await bareProject(repo.root)));
      expect(state.theirs.label).toBe(label);
      expect(state.title).toBe(`main ← ${label}`);
    }
  });

  it('is a branch of this repository before one of a remote, when the message says nothing', async () => {
    const repo = await divergedRepository();
    await repo.git('update-ref', 'refs/remotes/a/first', 'topic');
    expect((await repo.tryGit('merge', '-m', 'in my own words', 'topic')).exitCode).toBe(1);
    expect(valueOf(await readMergeState(await bareProject(repo.root))).theirs.label).toBe('topic');
  });
});
