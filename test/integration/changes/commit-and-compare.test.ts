import { afterAll, describe, expect, it } from 'vitest';
import type { ProjectPath } from '../../../src/contract/basics';
import { quietContext } from '../../../src/engine/call-context';
import { commitStaged } from '../../../src/engine/changes/commit-staged';
import { compareVersions } from '../../../src/engine/changes/compare-versions';
import { listBranches } from '../../../src/engine/changes/list-branches';
import { writeFile as writeProjectFile } from '../../../src/engine/changes/write-file';
import { hashBytes } from '../../../src/engine/files/hash';
import { readIdentity } from '../../../src/engine/git/read-identity';
import { conflictedRepository } from '../../support/diverged';
import { bareProject, failureOf, safeProject, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import type { TestRepository } from '../../support/repository';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();
const one = (path: string): ProjectPath => path as ProjectPath;

const committed = async (): Promise<TestRepository> => {
  const repo = await createRepository();
  await repo.commit('base', { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n', 'deep/c.yaml': 'c: 1\n' });
  return repo;
};

describe('commitStaged', () => {
  it('commits what is staged, with the words as they are', async () => {
    const repo = await committed();
    const head = await repo.git('rev-parse', 'HEAD');
    await repo.write({ 'a.yaml': 'a: 2\n', 'b.yaml': 'b: not staged\n' });
    await repo.git('add', 'a.yaml');
    const project = await safeProject(repo.root);
    const message = 'Subject “with” $(quotes)\n\n# no comment\n--amend\n';
    const receipt = valueOf(await commitStaged(project, { message, expectedHead: head }, context));
    expect(receipt.commit).toBe(await repo.git('rev-parse', 'HEAD'));
    expect(await repo.git('log', '-1', '--format=%B%P')).toBe(`${message}${head}`);
    expect(await repo.status()).toEqual([' M b.yaml']);
    valueOf(await project.operations.undo(null, context));
    expect(await repo.git('rev-parse', 'HEAD')).toBe(head);
    expect(await repo.status()).toEqual([' M b.yaml', 'M  a.yaml']);
  });

  it('makes the first commit', async () => {
    const repo = await createRepository();
    await repo.write({ 'a.yaml': 'a\n' });
    await repo.git('add', 'a.yaml');
    const project = await safeProject(repo.root);
    valueOf(await commitStaged(project, { message: 'first', expectedHead: null }, context));
    expect(await repo.git('log', '--format=%s')).toBe('first');
  });

  it('fails when there is nothing, when HEAD moved, when nobody is known, when conflicts are left', async () => {
    const repo = await committed();
    const project = await bareProject(repo.root);
    const head = await repo.git('rev-parse', 'HEAD');
    const commit = (expectedHead: string | null, message = 'm') =>
      commitStaged(project, { message, expectedHead }, context);
    expect(failureOf(await commit(head))).toEqual({ code: 'nothing-to-commit' });
    expect(project.requests).toEqual([]);
    expect(failureOf(await commit(null))).toEqual({ code: 'state-changed-since', what: 'HEAD' });
    expect(failureOf(await commit(head, ' \n'))).toMatchObject({ code: 'bad-input' });
    const conflicted = await conflictedRepository();
    const other = await bareProject(conflicted.root);
    const tip = await conflicted.git('rev-parse', 'HEAD');
    expect(failureOf(await commitStaged(other, { message: 'm', expectedHead: tip }, context))).toMatchObject({
      code: 'conflicts-remain',
    });
  });

  it('without an identity', async () => {
    const home = process.env['HOME'];
    process.env['HOME'] = await temporaryFolder('home');
    try {
      const repo = await createRepository({ identity: false });
      await repo.git('config', 'user.useConfigOnly', 'true');
      await repo.write({ 'a.yaml': 'a\n' });
      await repo.git('add', 'a.yaml');
      const project = await bareProject(repo.root);
      expect(valueOf(await readIdentity(project.git))).toBeNull();
      expect(failureOf(await commitStaged(project, { message: 'm', expectedHead: null }, context))).toEqual({
        code: 'identity-missing',
      });
      await repo.git('config', 'user.name', 'Iris');
      await repo.git('config', 'user.email', 'i@x');
      expect(valueOf(await readIdentity(project.git))).toEqual({ name: 'Iris', email: 'i@x' });
    } finally {
      process.env['HOME'] = home;
    }
  });
});

describe('writeFile', () => {
  it.each([
    ['CRLF', 'a: 1\r\nb: 2\r\n', 'a: 9\nb: 2\n', 'a: 9\r\nb: 2\r\n'],
    ['byte order mark', '\ufeffa: 1\n', 'a: 9\n', '\ufeffa: 9\n'],
    ['no final newline', 'a: 1', 'a: 9', 'a: 9'],
  ])('keeps %s', async (_what, before, text, after) => {
    const repo = await committed();
    await repo.write({ 'a.yaml': before });
    const project = await safeProject(repo.root);
    const expected = hashBytes(Buffer.from(before));
    valueOf(await writeProjectFile(project, { path: one('a.yaml'), text, expected }, context));
    expect(await repo.read('a.yaml')).toBe(after);
    expect(
      failureOf(await writeProjectFile(project, { path: one('a.yaml'), text: 'x', expected }, context)),
    ).toMatchObject({
      code: 'file-changed-since',
    });
  });

  it('makes a new file, and refuses binaries and other places', async () => {
    const repo = await committed();
    await repo.write({ 'p.png': Buffer.from([0, 1]) });
    const project = await safeProject(repo.root);
    valueOf(await writeProjectFile(project, { path: one('x/new.yaml'), text: 'n: 1\n', expected: null }, context));
    expect(await repo.read('x/new.yaml')).toBe('n: 1\n');
    const write = (path: string) =>
      writeProjectFile(project, { path: one(path), text: 'x\n', expected: null }, context);
    expect(failureOf(await write('p.png'))).toEqual({ code: 'not-text', path: 'p.png' });
    expect(failureOf(await write('../out.yaml'))).toMatchObject({ code: 'path-outside-project' });
    expect(failureOf(await write('.git/config'))).toMatchObject({ code: 'path-outside-project' });
  });
});

describe('compareVersions', () => {
  it('each area has its two sides', async () => {
    const repo = await committed();
    await repo.write({ 'a.yaml': 'a: staged\n' });
    await repo.git('add', 'a.yaml');
    await repo.write({ 'a.yaml': 'a: now\n' });
    const project = await bareProject(repo.root);
    const compare = async (area: 'unstaged' | 'staged' | 'all') => {
      const { before, after } = valueOf(await compareVersions(project, { path: one('a.yaml'), from: null, area }));
      return [before, after].map((side) => (side.kind === 'text' ? side.text : side.kind));
    };
    expect(await compare('unstaged')).toEqual(['a: staged\n', 'a: now\n']);
    expect(await compare('staged')).toEqual(['a: 1\n', 'a: staged\n']);
    expect(await compare('all')).toEqual(['a: 1\n', 'a: now\n']);
  });

  it('of a renamed, a new, a deleted and a huge file', async () => {
    const repo = await committed();
    await repo.git('mv', 'a.yaml', 'z.yaml');
    await repo.write({ 'new.yaml': 'n\n', 'b.yaml': null, 'huge.yaml': Buffer.alloc(60 * 1024 * 1024, 'x') });
    const project = await bareProject(repo.root);
    const kinds = async (path: string, from: string | null = null) => {
      const compared = await compareVersions(project, {
        path: one(path),
        from: from === null ? null : one(from),
        area: 'all',
      });
      const { before, after } = valueOf(compared);
      return [before.kind, after.kind];
    };
    expect(await kinds('z.yaml', 'a.yaml')).toEqual(['text', 'text']);
    expect(await kinds('new.yaml')).toEqual(['absent', 'text']);
    expect(await kinds('b.yaml')).toEqual(['text', 'absent']);
    expect(await kinds('huge.yaml')).toEqual(['absent', 'too-large']);
  });

  it('before the first commit', async () => {
    const repo = await createRepository();
    await repo.write({ 'a.yaml': 'a\n' });
    const compared = await compareVersions(await bareProject(repo.root), {
      path: one('a.yaml'),
      from: null,
      area: 'all',
    });
    expect(valueOf(compared)).toMatchObject({ before: { kind: 'absent' }, after: { kind: 'text' } });
  });
});

describe('listBranches', () => {
  it('tells local from remote, and the one HEAD is on', async () => {
    const repo = await committed();
    await repo.git('branch', 'topic');
    await repo.git('update-ref', 'refs/remotes/origin/main', 'HEAD');
    const branches = valueOf(await listBranches(await bareProject(repo.root)));
    expect(branches.map(({ name, remote, current }) => [name, remote, current]).sort()).toEqual([
      ['main', false, true],
      ['origin/main', true, false],
      ['topic', false, false],
    ]);
  });
});
