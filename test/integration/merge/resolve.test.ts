import { writeFile } from 'node:fs/promises';
import { afterAll, describe, expect, it } from 'vitest';
import type { ContentHash, ProjectPath } from '../../../src/contract/basics';
import { quietContext } from '../../../src/engine/call-context';
import { hashBytes } from '../../../src/engine/files/hash';
import { openConflict } from '../../../src/engine/merge/open-conflict';
import { readMergeState } from '../../../src/engine/merge/read-merge-state';
import { reopenPath } from '../../../src/engine/merge/reopen-path';
import { resolveText } from '../../../src/engine/merge/resolve-text';
import { resolveWhole } from '../../../src/engine/merge/resolve-whole';
import { bareProject, failureOf, valueOf } from '../../support/project';
import type { ObservedProject } from '../../support/project';
import { conflictedRepository } from '../../support/diverged';
import type { Story } from '../../support/diverged';
import type { TestRepository } from '../../support/repository';
import { executable, symlinkTo } from '../../support/repository';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();
const at = (path: string): ProjectPath => path as ProjectPath;
const a = at('a.yaml');

const made = async (repo: TestRepository): Promise<{ repo: TestRepository; project: ObservedProject }> => ({
  repo,
  project: await bareProject(repo.root),
});
const conflicted = async (story: Story = {}) => made(await conflictedRepository(story));

const seen = async (repo: TestRepository, path: string): Promise<ContentHash | null> =>
  (await repo.exists(path)) ? hashBytes(await repo.bytes(path)) : null;

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

  it('writes the line ends that a checkout writes here', async () => {
    const { repo, project } = await conflicted();
    await repo.git('merge', '--abort');
    await repo.git('config', 'core.autocrlf', 'true');
    await repo.tryGit('merge', 'topic');
    const worktree = await seen(repo, 'a.yaml');
    valueOf(await resolveText(project, { path: a, text: 'a: both\nb: 1\n', worktree, allowMarkers: false }, context));
    expect((await repo.bytes('a.yaml')).toString()).toBe('a: both\r\nb: 1\r\n');
    expect(await repo.git('cat-file', 'blob', ':a.yaml')).toBe('a: both\nb: 1');
    expect(await repo.status()).toEqual(['M  a.yaml']);
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

  it.each([true, false])('takes the mode that was chosen where both added the file: executable %s', async (chosen) => {
    const { repo, project } = await conflicted({
      ours: { 'run.sh': executable('echo ours\n') },
      theirs: { 'run.sh': 'echo theirs\n' },
    });
    const input = {
      path: at('run.sh'),
      text: 'echo both\n',
      worktree: await seen(repo, 'run.sh'),
      allowMarkers: false,
    };
    const unasked = await resolveText(project, input, context);
    expect(unasked).toMatchObject({ ok: false, failure: { code: 'bad-input', where: 'executable' } });
    expect(await repo.status()).toEqual(['AA run.sh']);
    valueOf(await resolveText(project, { ...input, executable: chosen }, context));
    expect(await repo.git('ls-files', '--stage', 'run.sh')).toMatch(chosen ? /^100755 / : /^100644 /);
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
