import { afterAll, describe, expect, it } from 'vitest';
import type { ProjectPath } from '../../../src/contract/basics';
import { readConflictFiles } from '../../../src/engine/merge/decisions/conflict-files';
import { openConflict } from '../../../src/engine/merge/open-conflict';
import { readConflictTexts } from '../../../src/engine/merge/structure/read-conflict-texts';
import { conflictedRepository } from '../../support/diverged';
import { bareProject, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const text = (fifth: string): string =>
  Array.from({ length: 20 }, (_, at) => `key${at}: ${at === 5 ? fifth : 'same'}\n`).join('');
const signal = new AbortController().signal;
const path = 'new.yaml' as ProjectPath;

describe('conflicts inside of which git had another conflict', () => {
  for (const renamer of ['ours', 'theirs'] as const)
    it(`shows what ${renamer} has where it renamed a file onto one that the other side added`, async () => {
      const other = renamer === 'ours' ? 'theirs' : 'ours';
      const repo = await conflictedRepository({
        base: { 'old.yaml': text('base') },
        ...{ [renamer]: { 'old.yaml': null, 'new.yaml': text(renamer) } },
        ...{ [other]: { 'old.yaml': text(other), 'new.yaml': 'other: 1\n' } },
      });
      const stage = await repo.git('show', `:${renamer === 'ours' ? 2 : 3}:new.yaml`);
      expect(stage).toContain('<<<<<<<<');
      const project = await bareProject(repo.root);

      const document = valueOf(await openConflict(project, path));
      expect(document[renamer]).toMatchObject({ kind: 'text', text: text(renamer) });
      expect(document[other]).toMatchObject({ kind: 'text', text: 'other: 1\n' });
      const [own, others] = renamer === 'ours' ? ['main', 'topic'] : ['topic', 'main'];
      expect(document.file.sentence).toContain(
        `Git could not merge what ${others} changed in old.yaml into it: that is not in the version of ${own}.`,
      );
      const { versions } = valueOf(await readConflictTexts(project.git, path));
      expect(versions[renamer]).toBe(text(renamer));
      const files = valueOf(await readConflictFiles(project, signal));
      expect(files.find(({ stages }) => stages.path === path)?.texts?.[renamer]).toBe(text(renamer));
    });

  it('keeps what git merged under the new name without a conflict', async () => {
    const repo = await conflictedRepository({
      base: { 'old.yaml': text('base') },
      ours: { 'old.yaml': `${text('base')}added: by-ours\n`, 'new.yaml': 'other: 1\n' },
      theirs: { 'old.yaml': null, 'new.yaml': text('theirs') },
    });
    const document = valueOf(await openConflict(await bareProject(repo.root), path));
    expect(document.theirs).toMatchObject({ kind: 'text', text: `${text('theirs')}added: by-ours\n` });
  });

  it('shows both files where both sides renamed another one to the same name', async () => {
    const other = (word: string): string => text(word).replaceAll('key', 'name');
    const repo = await conflictedRepository({
      base: { 'one.yaml': text('base'), 'two.yaml': other('base') },
      ours: { 'one.yaml': null, 'new.yaml': text('ours'), 'two.yaml': other('ours') },
      theirs: { 'two.yaml': null, 'new.yaml': other('theirs'), 'one.yaml': text('theirs') },
    });
    const document = valueOf(await openConflict(await bareProject(repo.root), path));
    expect(document.ours).toMatchObject({ text: text('ours') });
    expect(document.theirs).toMatchObject({ text: other('theirs') });
  });

  it('leaves a text alone that has markers in its commit', async () => {
    const documented = '<<<<<<< a\none\n=======\ntwo\n>>>>>>> b\n';
    const repo = await conflictedRepository({ ours: { 'new.yaml': documented }, theirs: { 'new.yaml': 'other: 1\n' } });
    const document = valueOf(await openConflict(await bareProject(repo.root), path));
    expect(document.ours).toMatchObject({ text: documented });
    expect(document.file.sentence).toBe('main and topic both added this file, with different content.');
  });

  it('says that the markers in the base are of git after a criss-cross', async () => {
    const repo = await createRepository();
    const file = 'a.yaml' as ProjectPath;
    await repo.commit('base', { [file]: 'a: base\n' });
    await repo.git('checkout', '--quiet', '-b', 'topic');
    await repo.commit('theirs', { [file]: 'a: theirs\n' });
    await repo.git('checkout', '--quiet', 'main');
    await repo.commit('ours', { [file]: 'a: ours\n' });
    const [ours, theirs] = [await repo.git('rev-parse', 'main'), await repo.git('rev-parse', 'topic')];
    await repo.tryGit('merge', '--strategy=ours', theirs);
    await repo.git('checkout', '--quiet', 'topic');
    await repo.tryGit('merge', '--strategy=ours', ours);
    await repo.git('checkout', '--quiet', 'main');
    expect((await repo.tryGit('merge', 'topic')).exitCode).toBe(1);
    const document = valueOf(await openConflict(await bareProject(repo.root), file));
    expect(document.base).toMatchObject({ text: expect.stringContaining('<<<<<<<') });
    expect(document.file.sentence).toContain('the markers in the base are of git, not of a person.');
  });
});
