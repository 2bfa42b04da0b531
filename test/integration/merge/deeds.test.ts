import { writeFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { ContentHash, ProjectPath } from '../../../src/contract/basics';
import { quietContext } from '../../../src/engine/call-context';
import { hashBytes } from '../../../src/engine/files/hash';
import { abortMerge } from '../../../src/engine/merge/abort-merge';
import { completeMerge } from '../../../src/engine/merge/complete-merge';
import { openConflict } from '../../../src/engine/merge/open-conflict';
import { readMergeState } from '../../../src/engine/merge/read-merge-state';
import { reopenPath } from '../../../src/engine/merge/reopen-path';
import { resolveText } from '../../../src/engine/merge/resolve-text';
import { resolveWhole } from '../../../src/engine/merge/resolve-whole';
import { startMerge } from '../../../src/engine/merge/start-merge';
import { bareProject, failureOf, valueOf } from '../../support/project';
import type { ObservedProject } from '../../support/project';
import type { Files, TestRepository } from '../../support/repository';
import { createRepository, executable, symlinkTo } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();
const at = (path: string): ProjectPath => path as ProjectPath;
const a = at('a.yaml');

interface Story {
  readonly base?: Files;
  readonly ours?: Files;
  readonly theirs?: Files;
}

/** Both branches changed the base; main is checked out, nothing is merged yet. */
const diverged = async (story: Story = {}): Promise<{ repo: TestRepository; project: ObservedProject }> => {
  const repo = await createRepository();
  await repo.commit('base', { 'a.yaml': 'a: base\n', 'b.yaml': 'b: base\n', ...story.base });
  await repo.git('checkout', '--quiet', '-b', 'topic');
  await repo.commit('theirs', story.theirs ?? { 'a.yaml': 'a: theirs\n' });
  await repo.git('checkout', '--quiet', 'main');
  await repo.commit('ours', story.ours ?? { 'a.yaml': 'a: ours\n' });
  return { repo, project: await bareProject(repo.root) };
};

const conflicted = async (story: Story = {}): Promise<{ repo: TestRepository; project: ObservedProject }> => {
  const made = await diverged(story);
  await made.repo.tryGit('merge', 'topic');
  return made;
};

const seen = async (repo: TestRepository, path: string): Promise<ContentHash | null> =>
  (await repo.exists(path)) ? hashBytes(await repo.bytes(path)) : null;

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

describe('resolveText', () => {
  it('writes, stages and leaves nothing open', async () => {
    const { repo, project } = await conflicted();
    const input = { path: a, text: 'a: both\n', worktree: await seen(repo, 'a.yaml'), allowMarkers: false };
    expect(valueOf(await resolveText(project, input, context)).title).toBe('Resolve a.yaml');
    expect(await repo.status()).toEqual(['M  a.yaml']);
    expect(await repo.git('show', ':a.yaml')).toBe('a: both');
    expect(project.requests[0]?.files?.[0]?.expected).toBe(input.worktree);
    expect(failureOf(await resolveText(project, input, context))).toEqual({
      code: 'state-changed-since',
      what: 'a.yaml',
    });
  });

  it('finds forgotten markers, unless they belong there', async () => {
    const { repo, project } = await conflicted();
    const text = 'a: 1\n<<<<<<< HEAD\na: ours\n=======\na: theirs\n>>>>>>> topic\n';
    const input = { path: a, text, worktree: await seen(repo, 'a.yaml') };
    expect(failureOf(await resolveText(project, { ...input, allowMarkers: false }, context))).toEqual({
      code: 'markers-remain',
      path: 'a.yaml',
      line: 2,
    });
    expect(project.requests).toEqual([]);
    valueOf(await resolveText(project, { ...input, allowMarkers: true }, context));
    expect(await repo.read('a.yaml')).toBe(text);
  });

  it.each([
    ['CRLF', 'a: base\r\n', 'a: ours\r\nb: 1\r\n', 'a: theirs\r\nb: 1\r\n', 'a: both\nb: 1\n', 'a: both\r\nb: 1\r\n'],
    ['byte order mark', '\ufeffa: base\n', '\ufeffa: ours\n', '\ufeffa: theirs\n', 'a: both\n', '\ufeffa: both\n'],
    ['no final newline', 'a: base', 'a: ours', 'a: theirs', 'a: both', 'a: both'],
  ])('keeps %s', async (_what, base, ours, theirs, text, expected) => {
    const { repo, project } = await conflicted({
      base: { 'a.yaml': base },
      ours: { 'a.yaml': ours },
      theirs: { 'a.yaml': theirs },
    });
    const worktree = await seen(repo, 'a.yaml');
    valueOf(await resolveText(project, { path: a, text, worktree, allowMarkers: false }, context));
    expect((await repo.bytes('a.yaml')).toString('utf8')).toBe(expected);
  });

  it('keeps bytes that are not UTF-8, and refuses what they cannot say', async () => {
    const latin = (text: string): Buffer => Buffer.from(text, 'latin1');
    const { repo, project } = await conflicted({
      base: { 'a.yaml': latin('a: caf\xe9 base\n') },
      ours: { 'a.yaml': latin('a: caf\xe9 ours\n') },
      theirs: { 'a.yaml': latin('a: caf\xe9 theirs\n') },
    });
    const input = { path: a, worktree: await seen(repo, 'a.yaml'), allowMarkers: false };
    expect(failureOf(await resolveText(project, { ...input, text: 'a: €\n' }, context))).toEqual({
      code: 'not-text',
      path: 'a.yaml',
    });
    valueOf(await resolveText(project, { ...input, text: 'a: café both\n' }, context));
    expect(await repo.bytes('a.yaml')).toEqual(latin('a: caf\xe9 both\n'));
  });

  it('takes the mode that one side changed', async () => {
    const { repo, project } = await conflicted({
      base: { 'run.sh': 'echo base\n' },
      ours: { 'run.sh': 'echo ours\n' },
      theirs: { 'run.sh': executable('echo theirs\n') },
    });
    const worktree = await seen(repo, 'run.sh');
    valueOf(
      await resolveText(project, { path: at('run.sh'), text: 'echo both\n', worktree, allowMarkers: false }, context),
    );
    expect(await repo.git('ls-files', '--stage', 'run.sh')).toMatch(/^100755 /);
  });

  it('resolves a delete/modify by text', async () => {
    const { repo, project } = await conflicted({ ours: { 'a.yaml': null } });
    const worktree = await seen(repo, 'a.yaml');
    valueOf(await resolveText(project, { path: a, text: 'a: kept\n', worktree, allowMarkers: false }, context));
    expect(await repo.status()).toEqual(['A  a.yaml']);
  });
});

describe('resolveWhole', () => {
  const whole = async (
    made: { repo: TestRepository; project: ObservedProject },
    choice: Parameters<typeof resolveWhole>[1]['choice'],
    path = 'a.yaml',
  ) => resolveWhole(made.project, { path: at(path), choice, worktree: await seen(made.repo, path) }, context);

  it.each([
    ['ours', 'a: ours\n', []],
    ['theirs', 'a: theirs\n', ['M  a.yaml']],
    ['base', 'a: base\n', ['M  a.yaml']],
  ] as const)('takes %s', async (choice, text, status) => {
    const made = await conflicted();
    valueOf(await whole(made, choice));
    expect(await made.repo.read('a.yaml')).toBe(text);
    expect(await made.repo.status()).toEqual(status);
    expect(valueOf(await readMergeState(made.project)).resolved).toEqual(['a.yaml']);
  });

  it.each([
    ['ours', 'a: ours\n'],
    ['theirs', null],
    ['delete', null],
    ['keep-both', 'a: ours\n'],
  ] as const)('answers a deletion by them with %s', async (choice, text) => {
    const made = await conflicted({ theirs: { 'a.yaml': null } });
    valueOf(await whole(made, choice));
    expect((await made.repo.exists('a.yaml')) ? await made.repo.read('a.yaml') : null).toBe(text);
    expect(await made.repo.git('ls-files', '--unmerged')).toBe('');
    expect((await made.repo.git('ls-files', 'a.yaml')) !== '').toBe(text !== null);
  });

  it('takes binaries, links and submodules as they are', async () => {
    const bytes = (word: string): Buffer => Buffer.from([0, ...Buffer.from(word)]);
    const made = await conflicted({
      base: { 'p.png': bytes('base'), l: symlinkTo('base') },
      ours: { 'p.png': bytes('ours'), l: symlinkTo('ours') },
      theirs: { 'p.png': bytes('theirs'), l: symlinkTo('theirs') },
    });
    valueOf(await whole(made, 'theirs', 'p.png'));
    expect(await made.repo.bytes('p.png')).toEqual(bytes('theirs'));
    const link = valueOf(await openConflict(made.project, at('l'))).worktree;
    expect(link).toEqual({ kind: 'symlink', target: 'ours' });
    const input = { path: at('l'), choice: 'theirs' as const, worktree: hashBytes('ours') };
    valueOf(await resolveWhole(made.project, input, context));
    expect(await made.repo.read('l')).toBe('theirs');
    expect(await made.repo.status()).toEqual(['M  l', 'M  p.png']);
  });

  it('keeps both under two names', async () => {
    const made = await conflicted({
      base: { 'n.theirs.yaml': 'taken\n' },
      ours: { 'n.yaml': 'n: ours\n' },
      theirs: { 'n.yaml': 'n: theirs\n' },
    });
    valueOf(await whole(made, 'keep-both', 'n.yaml'));
    expect(await made.repo.read('n.yaml')).toBe('n: ours\n');
    expect(await made.repo.read('n.theirs-2.yaml')).toBe('n: theirs\n');
    expect(await made.repo.status()).toEqual(['A  n.theirs-2.yaml']);
  });

  it('takes what lies in the working tree', async () => {
    const made = await conflicted();
    await writeFile(made.repo.path('a.yaml'), 'a: by hand\n');
    valueOf(await whole(made, 'worktree'));
    expect(await made.repo.git('show', ':a.yaml')).toBe('a: by hand');
  });

  it('changes nothing when the file was changed meanwhile', async () => {
    const made = await conflicted();
    const worktree = await seen(made.repo, 'a.yaml');
    await writeFile(made.repo.path('a.yaml'), 'a: somebody else\n');
    expect(failureOf(await resolveWhole(made.project, { path: a, choice: 'theirs', worktree }, context))).toEqual({
      code: 'file-changed-since',
      path: 'a.yaml',
      paths: ['a.yaml'],
    });
    expect(await made.repo.status()).toEqual(['UU a.yaml']);
    expect(await made.repo.read('a.yaml')).toBe('a: somebody else\n');
  });
});

describe('reopenPath', () => {
  it('brings versions and markers back', async () => {
    const { repo, project } = await conflicted();
    const before = await repo.git('ls-files', '--stage');
    await repo.write({ 'a.yaml': 'a: wrong\n' });
    await repo.git('add', 'a.yaml');
    valueOf(await reopenPath(project, a, context));
    expect(await repo.status()).toEqual(['UU a.yaml']);
    expect(await repo.git('ls-files', '--stage')).toBe(before);
    expect(await repo.read('a.yaml')).toContain('<<<<<<<');
    expect(project.requests[0]?.git?.protects).toEqual(['a.yaml']);
  });

  it('of a delete/modify gives the version that is left', async () => {
    const { repo, project } = await conflicted({ theirs: { 'a.yaml': null } });
    await repo.git('rm', '--quiet', 'a.yaml');
    valueOf(await reopenPath(project, a, context));
    expect(await repo.status()).toEqual(['UD a.yaml']);
    expect(await repo.read('a.yaml')).toBe('a: ours\n');
  });

  it('fails for what never was a conflict', async () => {
    const { project } = await conflicted();
    expect(failureOf(await reopenPath(project, at('b.yaml'), context))).toEqual({
      code: 'state-changed-since',
      what: 'b.yaml',
    });
  });
});

describe('completeMerge', () => {
  const resolveAll = async (repo: TestRepository, text = 'a: both\n'): Promise<void> => {
    await repo.write({ 'a.yaml': text });
    await repo.git('add', 'a.yaml');
  };

  it('commits a merge with both parents and the message', async () => {
    const { repo, project } = await conflicted();
    expect(failureOf(await completeMerge(project, '', context))).toEqual({
      code: 'conflicts-remain',
      paths: ['a.yaml'],
    });
    await resolveAll(repo);
    expect(valueOf(await completeMerge(project, '# Not a comment\n\nbody', context))).toMatchObject({ finished: true });
    expect(await parents(repo)).toBe(
      await repo.git('rev-parse', 'HEAD~1', 'topic').then((ids) => ids.replace('\n', ' ')),
    );
    expect(await repo.git('log', '-1', '--format=%B')).toBe('# Not a comment\n\nbody\n');
    expect(await repo.git('show', 'HEAD:a.yaml')).toBe('a: both');
    expect(await repo.status()).toEqual([]);
    expect(failureOf(await completeMerge(project, 'x', context))).toEqual({ code: 'no-merge-in-progress' });
  });

  it('takes the prepared message when none is given', async () => {
    const { repo, project } = await conflicted();
    await resolveAll(repo);
    valueOf(await completeMerge(project, '', context));
    expect(await repo.git('log', '-1', '--format=%B')).toBe("Merge branch 'topic'\n");
  });

  it('commits a merge that changes nothing', async () => {
    const { repo, project } = await conflicted();
    await resolveAll(repo, 'a: ours\n');
    valueOf(await completeMerge(project, 'm', context));
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
    expect(valueOf(await completeMerge(project, 'renamed by hand', context))).toMatchObject({ finished: false });
    expect(valueOf(await readMergeState(project)).step).toEqual({ current: 2, total: 2 });
    await repo.write({ 'b.yaml': 'b: both\n' });
    await repo.git('add', 'b.yaml');
    expect(valueOf(await completeMerge(project, '', context))).toMatchObject({ finished: true });
    expect(await repo.git('log', '--format=%s', 'main..topic')).toBe('second\nrenamed by hand');
    expect(await repo.git('log', '-1', '--format=%an %ad', '--date=iso', 'topic~1')).toBe(
      'Iris Weaver 2026-01-05 08:02:00 +0000',
    );
    expect(await repo.git('symbolic-ref', 'HEAD')).toBe('refs/heads/topic');
  });

  it.each(['--merge', '--apply'])('leaves out a rebase step that changes nothing any more: %s', async (backend) => {
    const { repo, project } = await startRebase(backend);
    await resolveAll(repo, 'a: ours\n');
    expect(valueOf(await completeMerge(project, '', context))).toMatchObject({ finished: false });
    await repo.write({ 'b.yaml': 'b: main\n' });
    await repo.git('add', 'b.yaml');
    expect(valueOf(await completeMerge(project, '', context))).toMatchObject({ finished: true });
    expect(await repo.git('rev-parse', 'topic')).toBe(await repo.git('rev-parse', 'main'));
  });

  it.each(['', 'own words'])('commits a cherry-pick, by its author, with message "%s"', async (message) => {
    const { repo, project } = await diverged();
    await repo.tryGit('cherry-pick', 'topic');
    await resolveAll(repo);
    expect(valueOf(await completeMerge(project, message, context))).toMatchObject({ finished: true });
    expect(await repo.git('log', '-1', '--format=%s|%ad', '--date=iso')).toBe(
      `${message || 'theirs'}|2026-01-05 08:02:00 +0000`,
    );
  });

  it('leaves out a cherry-pick that changes nothing', async () => {
    const { repo, project } = await diverged();
    const head = await repo.git('rev-parse', 'HEAD');
    await repo.tryGit('cherry-pick', 'topic');
    await resolveAll(repo, 'a: ours\n');
    expect(valueOf(await completeMerge(project, 'x', context))).toMatchObject({ finished: true });
    expect(await repo.git('rev-parse', 'HEAD')).toBe(head);
  });

  it('commits a revert', async () => {
    const { repo, project } = await diverged();
    const undone = await repo.git('rev-parse', 'HEAD');
    await repo.commit('newer', { 'a.yaml': 'a: newer\n' });
    await repo.tryGit('revert', undone);
    await resolveAll(repo);
    expect(valueOf(await completeMerge(project, '', context))).toMatchObject({ finished: true });
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
