import { afterAll, describe, expect, it } from 'vitest';
import type { ProjectPath } from '../../../src/contract/basics';
import { openConflict } from '../../../src/engine/merge/open-conflict';
import { readMergeState } from '../../../src/engine/merge/read-merge-state';
import { conflictedRepository } from '../../support/diverged';
import type { Story } from '../../support/diverged';
import { bareProject, valueOf } from '../../support/project';
import type { FileValue } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

describe('opening a conflict', () => {
  const story = (value: (word: string) => FileValue): Story => ({
    base: { 'a.yaml': value('base') },
    ours: { 'a.yaml': value('ours') },
    theirs: { 'a.yaml': value('theirs') },
  });
  const path = 'a.yaml' as ProjectPath;

  it('gives the three versions, the working tree and who brought each side', async () => {
    const repo = await conflictedRepository(story((word) => `a: ${word}\n`));
    const document = valueOf(await openConflict(await bareProject(repo.root), path));
    expect(document).toMatchObject({
      file: { path, conflict: 'both-modified', shape: 'text', hasDraft: false },
      base: { kind: 'text', text: 'a: base\n' },
      ours: { kind: 'text', text: 'a: ours\n' },
      theirs: { kind: 'text', text: 'a: theirs\n' },
      oursLabel: 'main',
      theirsLabel: 'topic',
      baseLabel: 'common ancestor',
      oursCommits: [{ subject: 'ours', commit: await repo.git('rev-parse', 'main'), author: { name: 'Iris Weaver' } }],
      theirsCommits: [{ subject: 'theirs', commit: await repo.git('rev-parse', 'topic') }],
      draft: null,
    });
    expect(document.worktree).toMatchObject({ kind: 'text', text: expect.stringContaining('<<<<<<< HEAD') });
  });

  it('takes at most five git processes', async () => {
    const repo = await conflictedRepository(story((word) => `a: ${word}\n`));
    const project = await bareProject(repo.root);
    let processes = 0;
    const counting = {
      ...project,
      git: {
        ...project.git,
        run: (...args: Parameters<typeof project.git.run>) => {
          processes += 1;
          return project.git.run(...args);
        },
        text: (...args: Parameters<typeof project.git.text>) => {
          processes += 1;
          return project.git.text(...args);
        },
      },
    };
    valueOf(await openConflict(counting, path));
    expect(processes).toBeLessThanOrEqual(5);
  });

  it.each([
    ['CRLF', 'crlf', (word: string) => `a: ${word}\r\n`],
    ['byte order mark', 'lf', (word: string) => `\ufeffa: ${word}\n`],
    ['no final newline', 'none', (word: string) => `a: ${word}`],
    ['not UTF-8', 'lf', (word: string) => Buffer.from(`a: ${word} \xe9\n`, 'latin1')],
  ] as const)('keeps what the text was: %s', async (_what, eol, value) => {
    const repo = await conflictedRepository(story(value));
    const { ours, theirs } = valueOf(await openConflict(await bareProject(repo.root), path));
    expect(ours).toMatchObject({ kind: 'text', traits: { eol } });
    expect(theirs).toMatchObject({ kind: 'text', traits: { eol } });
    if (ours.kind === 'text') expect(ours.text.includes('\r') || ours.text.includes('\ufeff')).toBe(false);
  });

  it.each([
    ['newline', 'a\nb.yaml'],
    ['quote', 'it\'s "x".yaml'],
    ['leading dash', '-rf.yaml'],
    ['pathspec magic', ':(exclude)x.yaml'],
    ['glob', '*.yaml'],
    ['bidi', 'a\u202egnp.yaml'],
    ['spaces', ' a  b .yaml'],
    ['tab', 'a\tb.yaml'],
    ['backslash', 'a\\b.yaml'],
  ])('opens a hostile name: %s', async (_what, name) => {
    const repo = await conflictedRepository({
      base: { [name]: 'x: 1\n' },
      ours: { [name]: 'x: 2\n' },
      theirs: { [name]: 'x: 3\n' },
    });
    const project = await bareProject(repo.root);
    expect(valueOf(await readMergeState(project)).conflicts.map((file) => file.path)).toEqual([name]);
    expect(valueOf(await openConflict(project, name as ProjectPath))).toMatchObject({
      ours: { kind: 'text', text: 'x: 2\n' },
      oursCommits: [{ subject: 'ours' }],
    });
  });

  it('in a rebase the base is the state before your commit, and only that commit is theirs', async () => {
    const repo = await conflictedRepository(story((word) => `a: ${word}\n`));
    await repo.git('merge', '--abort');
    await repo.git('checkout', '--quiet', 'topic');
    await repo.tryGit('rebase', 'main');
    const document = valueOf(await openConflict(await bareProject(repo.root), path));
    expect(document).toMatchObject({
      ours: { text: 'a: ours\n' },
      theirs: { text: 'a: theirs\n' },
      oursLabel: 'main',
      oursCommits: [{ subject: 'ours' }],
      theirsCommits: [{ subject: 'theirs' }],
    });
  });
});
