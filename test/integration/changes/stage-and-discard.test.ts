import { mkdir, rm, writeFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { ProjectPath } from '../../../src/contract/basics';
import { quietContext } from '../../../src/engine/call-context';
import { discardPaths } from '../../../src/engine/changes/discard-paths';
import { stagePaths } from '../../../src/engine/changes/stage-paths';
import { unstagePaths } from '../../../src/engine/changes/unstage-paths';
import { conflictedRepository } from '../../support/diverged';
import { bareProject, failureOf, safeProject, valueOf } from '../../support/project';
import { createRepository, executable, symlinkTo } from '../../support/repository';
import type { TestRepository } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();
const at = (...paths: string[]): ProjectPath[] => paths as ProjectPath[];

const hostileNames = [
  'a\nb',
  `q"u'o`,
  '-rf',
  ':(exclude)*',
  '*',
  'x\u202ey',
  ' sp ',
  'tab\tx',
  'back\\slash',
  'ümlaut',
];

const committed = async (): Promise<TestRepository> => {
  const repo = await createRepository();
  await repo.commit('base', { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n', 'deep/c.yaml': 'c: 1\n' });
  return repo;
};

describe('stagePaths', () => {
  it('stages exactly these paths: edits, deletions, new, ignored, executable, links', async () => {
    const repo = await committed();
    await repo.write({
      '.gitignore': 'ignored.yaml\n',
      'a.yaml': 'a: 2\n',
      'b.yaml': null,
      'ignored.yaml': 'i\n',
      'new.yaml': 'n\n',
      'run.sh': executable('x\n'),
      l: symlinkTo('a.yaml'),
      'not.yaml': 'no\n',
    });
    const paths = at('a.yaml', 'b.yaml', 'ignored.yaml', 'new.yaml', 'run.sh', 'l');
    expect(valueOf(await stagePaths(await bareProject(repo.root), paths, context)).title).toBe('Stage 6 files');
    expect(await repo.status()).toEqual([
      '?? .gitignore',
      '?? not.yaml',
      'A  ignored.yaml',
      'A  l',
      'A  new.yaml',
      'A  run.sh',
      'D  b.yaml',
      'M  a.yaml',
    ]);
    expect(await repo.git('ls-files', '--stage', 'run.sh', 'l')).toMatch(/^120000 .*\n100755 /);
  });

  it('names of any kind, there and back', async () => {
    const repo = await committed();
    await repo.write(Object.fromEntries(hostileNames.map((name) => [name, 'x\n'])));
    const project = await bareProject(repo.root);
    valueOf(await stagePaths(project, at(...hostileNames), context));
    expect(
      (await repo.git('ls-files', '-z'))
        .split('\0')
        .filter((name) => hostileNames.includes(name))
        .sort(),
    ).toEqual([...hostileNames].sort());
    valueOf(await unstagePaths(project, at(...hostileNames), context));
    valueOf(await discardPaths(project, at(...hostileNames), context));
    expect(await repo.status()).toEqual([]);
  });

  it('refuses a folder with a repository of its own', async () => {
    const repo = await committed();
    await createRepository({ root: repo.path('inner') }).then((inner) => inner.commit('x', { x: 'x' }));
    const answer = await stagePaths(await bareProject(repo.root), at('inner/'), context);
    expect(failureOf(answer)).toMatchObject({ code: 'unsupported-path', path: 'inner/' });
  });

  it('a file where a folder was, and a folder where a file was', async () => {
    const repo = await committed();
    await repo.write({ 'a.yaml': null, 'a.yaml/x': 'x\n', deep: null });
    await repo.write({ deep: 'file\n' });
    valueOf(await stagePaths(await bareProject(repo.root), at('a.yaml/x', 'deep'), context));
    expect(await repo.git('ls-files')).toBe('a.yaml/x\nb.yaml\ndeep');
  });
});

describe('unstagePaths', () => {
  it('goes back to the commit, and leaves the working tree', async () => {
    const repo = await committed();
    await repo.write({ 'a.yaml': 'a: 2\n', 'new.yaml': 'n\n', 'b.yaml': null });
    await repo.git('add', '--all');
    valueOf(await unstagePaths(await bareProject(repo.root), at('a.yaml', 'new.yaml', 'b.yaml'), context));
    expect(await repo.status()).toEqual([' D b.yaml', ' M a.yaml', '?? new.yaml']);
  });

  it('works before the first commit', async () => {
    const repo = await createRepository();
    await repo.write({ 'a.yaml': 'a\n', 'b.yaml': 'b\n' });
    await repo.git('add', '--all');
    valueOf(await unstagePaths(await bareProject(repo.root), at('a.yaml'), context));
    expect(await repo.status()).toEqual(['?? a.yaml', 'A  b.yaml']);
  });

  it('takes back both names of a rename, and a file for a folder', async () => {
    const repo = await committed();
    await repo.git('mv', 'a.yaml', 'z.yaml');
    const project = await bareProject(repo.root);
    valueOf(await unstagePaths(project, at('z.yaml'), context));
    expect(await repo.status()).toEqual([' D a.yaml', '?? z.yaml']);
    await repo.git('rm', '--quiet', '--cached', '-r', 'deep');
    await rm(repo.path('deep'), { recursive: true });
    await repo.write({ deep: 'file\n' });
    await repo.git('add', 'deep');
    valueOf(await unstagePaths(project, at('deep', 'deep/c.yaml'), context));
    expect(await repo.git('ls-files')).toBe('a.yaml\nb.yaml\ndeep/c.yaml');
  });

  it('leaves conflicts to the merge', async () => {
    const repo = await conflictedRepository();
    expect(failureOf(await unstagePaths(await bareProject(repo.root), at('a.yaml'), context))).toEqual({
      code: 'conflicts-remain',
      paths: ['a.yaml'],
    });
  });

  it('in a sha256 repository', async () => {
    const repo = await createRepository({ objectFormat: 'sha256' });
    await repo.commit('base', { 'a.yaml': 'a: 1\n' });
    await repo.write({ 'a.yaml': 'a: 2\n', 'n.yaml': 'n\n' });
    await repo.git('add', '--all');
    valueOf(await unstagePaths(await bareProject(repo.root), at('a.yaml', 'n.yaml'), context));
    expect(await repo.status()).toEqual([' M a.yaml', '?? n.yaml']);
  });
});

describe('discardPaths', () => {
  it('puts back what is staged, deletes what is untracked, keeps the rest', async () => {
    const repo = await committed();
    await repo.write({ 'a.yaml': 'a: staged\n' });
    await repo.git('add', 'a.yaml');
    await repo.write({ 'a.yaml': 'a: edited\n', 'b.yaml': null, 'new.yaml': 'n\n', 'keep.yaml': 'k\n' });
    await repo.git('add', '--intent-to-add', 'keep.yaml');
    await repo.write({ 'announced.yaml': 'x\n' });
    await repo.git('add', '--intent-to-add', 'announced.yaml');
    const project = await bareProject(repo.root);
    valueOf(await discardPaths(project, at('a.yaml', 'b.yaml', 'new.yaml', 'announced.yaml'), context));
    expect(await repo.status()).toEqual([' A keep.yaml', 'M  a.yaml']);
    expect(await repo.read('a.yaml')).toBe('a: staged\n');
    expect(project.requests[0]).toMatchObject({
      files: [{ path: 'new.yaml' }, { path: 'announced.yaml' }],
      git: { protects: ['a.yaml', 'b.yaml', 'announced.yaml'] },
    });
  });

  it('can be undone, byte for byte', async () => {
    const repo = await committed();
    const bytes = Buffer.from([0xff, 0x00, 0x0d, 0x0a]);
    await repo.write({ 'a.yaml': bytes, 'new.yaml': 'n\n', 'b.yaml': null });
    const before = await repo.status();
    const project = await safeProject(repo.root);
    valueOf(await discardPaths(project, at('a.yaml', 'new.yaml', 'b.yaml'), context));
    expect(await repo.status()).toEqual([]);
    valueOf(await project.operations.undo(null, context));
    expect(await repo.status()).toEqual(before);
    expect(await repo.bytes('a.yaml')).toEqual(bytes);
  });

  it('does not delete what is in a folder that took the place of a file', async () => {
    const repo = await committed();
    await rm(repo.path('a.yaml'));
    await mkdir(repo.path('a.yaml'));
    await writeFile(repo.path('a.yaml/precious'), 'p\n');
    const project = await bareProject(repo.root);
    expect(failureOf(await discardPaths(project, at('a.yaml'), context))).toMatchObject({ code: 'unsupported-path' });
    expect(await repo.read('a.yaml/precious')).toBe('p\n');
    expect(failureOf(await discardPaths(project, at('nothing.yaml'), context))).toMatchObject({ code: 'file-missing' });
  });
});
