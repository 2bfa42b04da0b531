import { afterAll, describe, expect, it } from 'vitest';
import type { ConflictFile } from '../../../src/contract/merge';
import type { ProjectPath } from '../../../src/contract/basics';
import { openConflict } from '../../../src/engine/merge/open-conflict';
import { readMergeState } from '../../../src/engine/merge/read-merge-state';
import { bareProject, valueOf } from '../../support/project';
import { conflictedRepository } from '../../support/diverged';
import type { Story } from '../../support/diverged';
import { createRepository, executable, symlinkTo } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const filesOf = async (story: Story): Promise<readonly ConflictFile[]> => {
  const repo = await conflictedRepository(story);
  return valueOf(await readMergeState(await bareProject(repo.root))).conflicts;
};

const long = (word: string): string => Array.from({ length: 20 }, (_, at) => `line ${at} ${word}\n`).join('');
const binary = (word: string): Buffer => Buffer.concat([Buffer.from([0, 1, 2]), Buffer.from(word)]);

describe('conflict shapes', () => {
  const rows: [string, Story, Partial<ConflictFile>[]][] = [
    [
      'both changed',
      { base: { 'a.yaml': 'a: 1\n' }, ours: { 'a.yaml': 'a: 2\n' }, theirs: { 'a.yaml': 'a: 3\n' } },
      [
        {
          path: 'a.yaml' as ProjectPath,
          conflict: 'both-modified',
          shape: 'text',
          sentence: 'main and topic both changed this file.',
        },
      ],
    ],
    [
      'both added',
      { base: {}, ours: { 'n.yaml': 'n: 2\n' }, theirs: { 'n.yaml': 'n: 3\n' } },
      [
        {
          conflict: 'both-added',
          shape: 'text',
          sentence: 'main and topic both added this file, with different content.',
        },
      ],
    ],
    [
      'deleted by us',
      { base: { 'a.yaml': 'a: 1\n' }, ours: { 'a.yaml': null }, theirs: { 'a.yaml': 'a: 3\n' } },
      [{ conflict: 'deleted-by-us', shape: 'delete-modify', sentence: 'main deleted this file; topic changed it.' }],
    ],
    [
      'deleted by them',
      { base: { 'a.yaml': 'a: 1\n' }, ours: { 'a.yaml': 'a: 2\n' }, theirs: { 'a.yaml': null } },
      [{ conflict: 'deleted-by-them', shape: 'delete-modify', sentence: 'topic deleted this file; main changed it.' }],
    ],
    [
      'renamed differently',
      {
        base: { 'a.yaml': long('base') },
        ours: { 'a.yaml': null, 'new.yaml': long('base') },
        theirs: { 'a.yaml': null, 'other.yaml': long('base') },
      },
      ['a.yaml', 'new.yaml', 'other.yaml'].map((path) => ({
        path: path as ProjectPath,
        shape: 'rename' as const,
        sentence: 'main renamed a.yaml to new.yaml; topic renamed it to other.yaml.',
        related: ['a.yaml', 'new.yaml', 'other.yaml'].filter((other) => other !== path) as ProjectPath[],
      })),
    ],
    [
      'renamed and deleted',
      {
        base: { 'a.yaml': long('base') },
        ours: { 'a.yaml': null, 'new.yaml': long('base') },
        theirs: { 'a.yaml': null },
      },
      [
        {
          path: 'new.yaml' as ProjectPath,
          conflict: 'deleted-by-them',
          shape: 'rename',
          sentence: 'main renamed a.yaml to this; topic deleted it.',
          related: ['a.yaml' as ProjectPath],
        },
      ],
    ],
    [
      'deleted and renamed',
      {
        base: { 'a.yaml': long('base') },
        ours: { 'a.yaml': null },
        theirs: { 'a.yaml': null, 'new.yaml': long('base') },
      },
      [{ conflict: 'deleted-by-us', shape: 'rename', sentence: 'topic renamed a.yaml to this; main deleted it.' }],
    ],
    [
      'renamed onto what was added',
      {
        base: { 'a.yaml': long('base') },
        ours: { 'a.yaml': null, 'new.yaml': long('base') },
        theirs: { 'new.yaml': 'something else\n' },
      },
      [
        {
          path: 'new.yaml' as ProjectPath,
          conflict: 'both-added',
          shape: 'text',
          sentence: 'main renamed a.yaml to this; topic added this file.',
          related: ['a.yaml' as ProjectPath],
        },
      ],
    ],
    [
      'binary',
      { base: { 'a.png': binary('1') }, ours: { 'a.png': binary('2') }, theirs: { 'a.png': binary('3') } },
      [
        {
          conflict: 'both-modified',
          shape: 'binary',
          sentence: 'main and topic both changed this file, and it is not text.',
        },
      ],
    ],
    [
      'mode',
      { base: {}, ours: { 'run.sh': executable('#!/bin/sh\n') }, theirs: { 'run.sh': '#!/bin/sh\n' } },
      [{ conflict: 'both-added', shape: 'mode', sentence: 'main makes it executable; topic makes it not executable.' }],
    ],
    [
      'a mode and the text, changed by one side',
      { base: { s: 'echo base\n' }, ours: { s: 'echo ours\n' }, theirs: { s: executable('echo theirs\n') } },
      [
        {
          shape: 'text',
          sentence: 'main and topic both changed this file. topic also makes it executable, and so will the result be.',
        },
      ],
    ],
    [
      'added with another mode and text',
      { base: {}, ours: { s: 'echo ours\n' }, theirs: { s: executable('echo theirs\n') } },
      [
        {
          shape: 'text',
          sentence:
            'main and topic both added this file, with different content. On topic it is executable, on main it is not.',
        },
      ],
    ],
    [
      'links',
      { base: { l: symlinkTo('one') }, ours: { l: symlinkTo('two') }, theirs: { l: symlinkTo('three') } },
      [{ shape: 'symlink', sentence: 'main and topic both changed where this link points to.' }],
    ],
    [
      'too large',
      {
        base: { 'big.yaml': 'x\n' },
        ours: { 'big.yaml': 'o'.repeat(5_000_001) },
        theirs: { 'big.yaml': 't\n' },
      },
      [{ shape: 'too-large', sentence: 'main and topic both changed this file, and it is too large to show.' }],
    ],
  ];

  it.each(rows)('%s', async (_what, story, expected) => {
    const files = await filesOf(story);
    expect(files).toHaveLength(expected.length);
    expected.forEach((file, at) => expect(files[at]).toMatchObject(file));
  });

  it('file and folder', async () => {
    const files = await filesOf({
      base: { 'x.yaml': 'x\n' },
      ours: { 'x.yaml': 'changed\n' },
      theirs: { 'x.yaml': null, 'x.yaml/deep.yaml': 'd\n' },
    });
    expect(files).toHaveLength(1);
    expect(files[0]).toMatchObject({ path: 'x.yaml~HEAD' });
    expect(['delete-modify', 'rename']).toContain(files[0]?.shape);
  });

  it('link against file', async () => {
    const files = await filesOf({ base: {}, ours: { l: symlinkTo('two') }, theirs: { l: 'text\n' } });
    expect(files.length).toBeGreaterThan(0);
    expect(files.map(({ shape }) => shape)).toContain('symlink');
  });

  it('submodule', async () => {
    const inner = await createRepository();
    const one = await inner.commit('one');
    const two = await inner.commit('two');
    await inner.git('checkout', '--quiet', '-b', 'other', one);
    const three = await inner.commit('three');
    const repo = await createRepository();
    await repo.git('-c', 'protocol.file.allow=always', 'submodule', '--quiet', 'add', inner.root, 'sub');
    const point = async (commit: string, message: string): Promise<void> => {
      await repo.git('update-index', '--cacheinfo', `160000,${commit},sub`);
      await repo.git('commit', '--quiet', '-m', message);
      await repo.git('-C', 'sub', 'checkout', '--quiet', commit);
    };
    await point(one, 'base');
    await repo.git('checkout', '--quiet', '-b', 'topic');
    await point(two, 'theirs');
    await repo.git('checkout', '--quiet', 'main');
    await repo.git('-C', 'sub', 'checkout', '--quiet', one);
    await point(three, 'ours');
    await repo.tryGit('merge', 'topic');
    const project = await bareProject(repo.root);
    const { conflicts } = valueOf(await readMergeState(project));
    expect(conflicts).toMatchObject([
      {
        path: 'sub',
        shape: 'submodule',
        sentence: `This is a submodule: main points it to ${three.slice(0, 7)}; topic points it to ${two.slice(0, 7)}.`,
      },
    ]);
    expect(valueOf(await openConflict(project, 'sub' as ProjectPath))).toMatchObject({
      ours: { kind: 'submodule', commit: three },
      theirs: { kind: 'submodule', commit: two },
    });
  });
});
