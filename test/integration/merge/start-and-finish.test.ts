import { afterAll, describe, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { abortMerge } from '../../../src/engine/merge/abort-merge';
import { completeMerge } from '../../../src/engine/merge/complete-merge';
import { readMergeState } from '../../../src/engine/merge/read-merge-state';
import { startMerge } from '../../../src/engine/merge/start-merge';
import { bareProject, failureOf, valueOf } from '../../support/project';
import type { ObservedProject } from '../../support/project';
import { conflictedRepository, divergedRepository } from '../../support/diverged';
import type { Story } from '../../support/diverged';
import type { TestRepository } from '../../support/repository';
import { createRepository } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();

const made = async (repo: TestRepository): Promise<{ repo: TestRepository; project: ObservedProject }> => ({
  repo,
  project: await bareProject(repo.root),
});
const diverged = async (story: Story = {}) => made(await divergedRepository(story));
const conflicted = async (story: Story = {}) => made(await conflictedRepository(story));

const tree = (repo: TestRepository, revision = 'HEAD'): Promise<string> => repo.git('ls-tree', '-r', revision);
const parents = (repo: TestRepository): Promise<string> => repo.git('log', '-1', '--format=%P');

describe('startMerge', () => {
  it('fast-forwards when it can', async () => {
    const repo = await createRepository();
    await repo.commit('base', { 'a.yaml': 'a: 1\n' });
    await repo.git('checkout', '--quiet', '-b', 'topic');
    const tip = await repo.commit('theirs', { 'a.yaml': 'a: 2\n' });
    await repo.git('checkout', '--quiet', 'main');
    const project = await bareProject(repo.root);
    expect(valueOf(await startMerge(project, 'topic', context))).toMatchObject({
      title: 'Fast-forward to topic',
      conflicts: 0,
    });
    expect(await repo.git('rev-parse', 'main')).toBe(tip);
    expect(await repo.status()).toEqual([]);
    expect(valueOf(await startMerge(project, 'topic', context)).title).toBe('Merge topic: already there');
  });

  it('commits what fits', async () => {
    const { repo, project } = await diverged({ theirs: { 'b.yaml': 'b: theirs\n' } });
    expect(valueOf(await startMerge(project, 'topic', context))).toMatchObject({ title: 'Merge topic', conflicts: 0 });
    expect((await parents(repo)).split(' ')).toHaveLength(2);
    expect(await repo.git('log', '-1', '--format=%s')).toBe("Merge branch 'topic'");
    expect(await repo.read('b.yaml')).toBe('b: theirs\n');
  });

  it('stops with conflicts, which is a state', async () => {
    const { repo, project } = await diverged();
    expect(valueOf(await startMerge(project, 'topic', context))).toMatchObject({
      title: 'Merge topic, with conflicts',
      conflicts: 1,
    });
    expect(await repo.status()).toEqual(['UU a.yaml']);
    expect(project.requests[0]?.git?.protects).toBe('changed-and-untracked');
  });

  it('refuses to overwrite changes, and names them', async () => {
    const { repo, project } = await diverged({ theirs: { 'b.yaml': 'b: theirs\n', 'new.yaml': 'n: 1\n' } });
    await repo.write({ 'b.yaml': 'b: mine\n' });
    expect(failureOf(await startMerge(project, 'topic', context))).toEqual({
      code: 'would-overwrite',
      paths: ['b.yaml'],
    });
    await repo.write({ 'b.yaml': 'b: base\n', 'new.yaml': 'untracked\n' });
    expect(failureOf(await startMerge(project, 'topic', context))).toEqual({
      code: 'would-overwrite',
      paths: ['new.yaml'],
    });
    expect(await repo.status()).toEqual(['?? new.yaml']);
  });

  it('refuses to overwrite an ignored file', async () => {
    const { repo, project } = await diverged({
      base: { '.gitignore': 'secret.yaml\n' },
      theirs: { 'secret.yaml': 'from topic\n', '.gitignore': '' },
    });
    await repo.write({ 'secret.yaml': 'mine\n' });
    expect(failureOf(await startMerge(project, 'topic', context))).toMatchObject({ code: 'would-overwrite' });
    expect(await repo.read('secret.yaml')).toBe('mine\n');
  });

  it('refuses while something is staged, unless it only moves forward', async () => {
    const { repo, project } = await diverged();
    await repo.write({ 'b.yaml': 'b: staged\n' });
    await repo.git('add', 'b.yaml');
    expect(failureOf(await startMerge(project, 'topic', context))).toEqual({
      code: 'would-overwrite',
      paths: ['b.yaml'],
    });
    expect(project.requests).toEqual([]);
    await repo.git('reset', '--quiet', '--soft', 'HEAD~1');
    await repo.git('reset', '--quiet', 'a.yaml');
    await repo.git('checkout', '--quiet', '--', 'a.yaml');
    expect(valueOf(await startMerge(project, 'topic', context)).title).toBe('Fast-forward to topic');
    expect(await repo.status()).toEqual(['M  b.yaml']);
  });

  it('refuses to put a file where an ignored folder is', async () => {
    const { repo, project } = await diverged({
      base: { '.gitignore': 'cache\n' },
      theirs: { cache: 'a file\n' },
    });
    await repo.write({ 'cache/precious': 'mine\n' });
    expect(failureOf(await startMerge(project, 'topic', context))).toEqual({
      code: 'would-overwrite',
      paths: ['cache/precious'],
    });
  });

  it('keeps changes that the merge does not meet', async () => {
    const { repo, project } = await diverged();
    await repo.write({ 'b.yaml': 'b: mine\n', 'own.yaml': 'o\n' });
    expect(valueOf(await startMerge(project, 'topic', context)).conflicts).toBe(1);
    expect(await repo.status()).toEqual([' M b.yaml', '?? own.yaml', 'UU a.yaml']);
  });

  it('refuses what is no revision, and a second merge', async () => {
    const { project } = await diverged();
    expect(failureOf(await startMerge(project, 'nope', context))).toEqual({
      code: 'unknown-revision',
      revision: 'nope',
    });
    expect(failureOf(await startMerge(project, '--abort', context))).toEqual({
      code: 'unknown-revision',
      revision: '--abort',
    });
    valueOf(await startMerge(project, 'topic', context));
    expect(failureOf(await startMerge(project, 'topic', context))).toEqual({
      code: 'merge-in-progress',
      kind: 'merge',
    });
  });

  it('merges a branch whose name looks like an option', async () => {
    const { repo, project } = await diverged({ theirs: { 'b.yaml': 'b: theirs\n' } });
    await repo.git('update-ref', 'refs/heads/--output=pwned.txt', 'topic');
    expect(valueOf(await startMerge(project, '--output=pwned.txt', context)).conflicts).toBe(0);
    expect(await repo.exists('pwned.txt')).toBe(false);
    expect((await parents(repo)).split(' ')).toHaveLength(2);
  });
});

describe('completeMerge', () => {
  const resolveAll = async (repo: TestRepository, text = 'a: both\n'): Promise<void> => {
    await repo.write({ 'a.yaml': text });
    await repo.git('add', 'a.yaml');
  };

  it('commits a merge with both parents and the message', async () => {
    const { repo, project } = await conflicted();
    expect(failureOf(await completeMerge(project, { message: '' }, context))).toEqual({
      code: 'conflicts-remain',
      paths: ['a.yaml'],
    });
    await resolveAll(repo);
    expect(valueOf(await completeMerge(project, { message: '# Not a comment\n\nbody' }, context))).toMatchObject({
      finished: true,
    });
    expect(await parents(repo)).toBe(
      await repo.git('rev-parse', 'HEAD~1', 'topic').then((ids) => ids.replace('\n', ' ')),
    );
    expect(await repo.git('log', '-1', '--format=%B')).toBe('# Not a comment\n\nbody\n');
    expect(await repo.git('show', 'HEAD:a.yaml')).toBe('a: both');
    expect(await repo.status()).toEqual([]);
    expect(failureOf(await completeMerge(project, { message: 'x' }, context))).toEqual({
      code: 'no-merge-in-progress',
    });
  });

  it('takes the prepared message when none is given', async () => {
    const { repo, project } = await conflicted();
    await resolveAll(repo);
    valueOf(await completeMerge(project, { message: '' }, context));
    expect(await repo.git('log', '-1', '--format=%B')).toBe("Merge branch 'topic'\n");
  });

  it('commits a merge that changes nothing', async () => {
    const { repo, project } = await conflicted();
    await resolveAll(repo, 'a: ours\n');
    valueOf(await completeMerge(project, { message: 'm' }, context));
    expect(await tree(repo)).toBe(await tree(repo, 'HEAD~1'));
    expect((await parents(repo)).split(' ')).toHaveLength(2);
  });

  const startRebase = async (backend: string) => {
    const { repo, project } = await diverged();
    await repo.git('checkout', '--quiet', 'topic');
    await repo.commit('second', { 'b.yaml': 'b: topic\n' });
    await repo.git('checkout', '--quiet', 'main');
    await repo.commit('ours too', { 'b.yaml': 'b: main\n' });
    await repo.git('checkout', '--quiet', 'topic');
    await repo.tryGit('rebase', backend, 'main');
    return { repo, project };
  };

  it.each(['--merge', '--apply'])('continues a rebase step by step: %s', async (backend) => {
    const { repo, project } = await startRebase(backend);
    await resolveAll(repo);
    expect(valueOf(await completeMerge(project, { message: 'renamed by hand' }, context))).toMatchObject({
      finished: false,
    });
    expect(valueOf(await readMergeState(project)).step).toEqual({ current: 2, total: 2 });
    await repo.write({ 'b.yaml': 'b: both\n' });
    await repo.git('add', 'b.yaml');
    expect(valueOf(await completeMerge(project, { message: '' }, context))).toMatchObject({ finished: true });
    expect(await repo.git('log', '--format=%s', 'main..topic')).toBe('second\nrenamed by hand');
    expect(await repo.git('log', '-1', '--format=%an %ad', '--date=iso', 'topic~1')).toBe(
      'Iris Weaver 2026-01-05 08:02:00 +0000',
    );
    expect(await repo.git('symbolic-ref', 'HEAD')).toBe('refs/heads/topic');
  });

  it.each(['--merge', '--apply'])('leaves out a rebase step that changes nothing any more: %s', async (backend) => {
    const { repo, project } = await startRebase(backend);
    await resolveAll(repo, 'a: ours\n');
    expect(valueOf(await completeMerge(project, { message: '' }, context))).toMatchObject({ finished: false });
    await repo.write({ 'b.yaml': 'b: main\n' });
    await repo.git('add', 'b.yaml');
    expect(valueOf(await completeMerge(project, { message: '' }, context))).toMatchObject({ finished: true });
    expect(await repo.git('rev-parse', 'topic')).toBe(await repo.git('rev-parse', 'main'));
  });

  it.each(['', 'own words'])('commits a cherry-pick, by its author, with message "%s"', async (message) => {
    const { repo, project } = await diverged();
    await repo.tryGit('cherry-pick', 'topic');
    await resolveAll(repo);
    expect(valueOf(await completeMerge(project, { message }, context))).toMatchObject({ finished: true });
    expect(await repo.git('log', '-1', '--format=%s|%ad', '--date=iso')).toBe(
      `${message || 'theirs'}|2026-01-05 08:02:00 +0000`,
    );
  });

  it('leaves out a cherry-pick that changes nothing', async () => {
    const { repo, project } = await diverged();
    const head = await repo.git('rev-parse', 'HEAD');
    await repo.tryGit('cherry-pick', 'topic');
    await resolveAll(repo, 'a: ours\n');
    expect(valueOf(await completeMerge(project, { message: 'x' }, context))).toMatchObject({ finished: true });
    expect(await repo.git('rev-parse', 'HEAD')).toBe(head);
  });

  it('commits a revert', async () => {
    const { repo, project } = await diverged();
    const undone = await repo.git('rev-parse', 'HEAD');
    await repo.commit('newer', { 'a.yaml': 'a: newer\n' });
    await repo.tryGit('revert', undone);
    await resolveAll(repo);
    expect(valueOf(await completeMerge(project, { message: '' }, context))).toMatchObject({ finished: true });
    expect(await repo.git('log', '-1', '--format=%s')).toBe('Revert "ours"');
  });
});

describe('abortMerge', () => {
  it('brings everything back, and keeps what was not part of it', async () => {
    const { repo, project } = await conflicted({ theirs: { 'a.yaml': 'a: theirs\n', 'new.yaml': 'n\n' } });
    await repo.write({ 'untracked.yaml': 'u\n' });
    valueOf(await abortMerge(project, context));
    expect(await repo.status()).toEqual(['?? untracked.yaml']);
    expect(await repo.read('a.yaml')).toBe('a: ours\n');
    expect(failureOf(await abortMerge(project, context))).toEqual({ code: 'no-merge-in-progress' });
  });

  it.each(['--merge', '--apply'])('aborts a rebase: %s', async (backend) => {
    const { repo, project } = await diverged();
    await repo.git('checkout', '--quiet', 'topic');
    const head = await repo.git('rev-parse', 'HEAD');
    await repo.tryGit('rebase', backend, 'main');
    valueOf(await abortMerge(project, context));
    expect(await repo.git('rev-parse', 'topic')).toBe(head);
    expect(await repo.git('symbolic-ref', 'HEAD')).toBe('refs/heads/topic');
  });

  it.each([
    ['cherry-pick', 'topic'],
    ['revert', 'HEAD~1'],
  ])('aborts a %s', async (command, revision) => {
    const { repo, project } = await diverged();
    await repo.commit('newer', { 'a.yaml': 'a: newer\n' });
    await repo.tryGit(command, revision);
    expect((await repo.status())[0]).toBe('UU a.yaml');
    valueOf(await abortMerge(project, context));
    expect(await repo.status()).toEqual([]);
  });

  it('takes an applied stash back, keeps it, and it can be applied again', async () => {
    const { repo, project } = await diverged();
    await repo.write({ 'a.yaml': 'a: stashed\n', 'b.yaml': 'b: stashed\n', 'extra.yaml': 'untracked\n' });
    await repo.git('stash', '--include-untracked');
    await repo.commit('newer', { 'a.yaml': 'a: newer\n' });
    await repo.tryGit('stash', 'pop');
    expect(await repo.status()).toEqual(['?? extra.yaml', 'M  b.yaml', 'UU a.yaml']);
    valueOf(await abortMerge(project, context));
    expect(await repo.status()).toEqual([]);
    expect(await repo.git('stash', 'list')).toContain('stash@{0}');
    await repo.write({ 'a.yaml': 'a: ours\n' });
    await repo.git('commit', '--quiet', '-am', 'as it was');
    await repo.git('stash', 'pop');
    expect(await repo.status()).toEqual([' M a.yaml', ' M b.yaml', '?? extra.yaml']);
  });
});
