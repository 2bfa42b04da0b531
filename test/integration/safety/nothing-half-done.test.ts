import { chmod, mkdir, readFile, readdir, symlink, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { fail, ok } from '../../../src/contract/call';
import { quietContext } from '../../../src/engine/call-context';
import { hashBytes } from '../../../src/engine/files/hash';
import type { OperationRequest } from '../../../src/engine/operations/operation-request';
import { failureOf, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import {
  change,
  filesRequest,
  gitRequest,
  openSafety,
  photograph,
  projectPath,
  quickFolder,
} from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const setUp = async () => {
  const repo = await createRepository({ root: await quickFolder('repository') });
  await repo.commit('one', { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n', 'c/d.yaml': 'd: 1\n' });
  const safety = await openSafety(repo.root);
  return { repo, ...safety };
};

describe('what the person saw', () => {
  it('refuses when a file is not what was seen, names all such files, and touches nothing', async () => {
    const { repo, run, git } = await setUp();
    const seen = hashBytes('a: 1\n');
    await repo.write({ 'a.yaml': 'edited elsewhere\n' });
    const before = await photograph(repo.root, git);
    const failure = failureOf(
      await run(
        filesRequest([
          { ...change('b.yaml', 'b: 2\n'), expected: hashBytes('b: 1\n') },
          { ...change('a.yaml', 'a: 2\n'), expected: seen },
          { ...change('c/d.yaml', 'd: 2\n'), expected: 'absent' },
        ]),
      ),
    );
    expect(failure).toEqual({ code: 'file-changed-since', path: 'a.yaml', paths: ['a.yaml', 'c/d.yaml'] });
    expect(await photograph(repo.root, git)).toEqual(before);
  });

  it('refuses an undo when files changed since, and says which', async () => {
    const { repo, run, undo } = await setUp();
    valueOf(await run(filesRequest([change('a.yaml', 'a: 2\n'), change('b.yaml', 'b: 2\n')])));
    await repo.write({ 'b.yaml': 'edited elsewhere\n' });
    expect(failureOf(await undo())).toEqual({ code: 'file-changed-since', path: 'b.yaml', paths: ['b.yaml'] });
    expect(await repo.read('a.yaml')).toBe('a: 2\n');
  });

  it('refuses an undo when a terminal moved the branch or staged something', async () => {
    const { repo, run, undo } = await setUp();
    await repo.write({ 'a.yaml': 'a: 2\n' });
    valueOf(await run(gitRequest(['add', 'a.yaml'], { protects: [] })));
    await repo.write({ 'new.yaml': 'x' });
    await repo.git('add', 'new.yaml');
    expect(failureOf(await undo())).toEqual({ code: 'state-changed-since', what: 'what is staged' });
    valueOf(await run(gitRequest(['commit', '-q', '-m', 'two'], { protects: [] })));
    await repo.commit('three');
    expect(failureOf(await undo())).toEqual({ code: 'state-changed-since', what: 'refs/heads/main' });
  });

  it('undoes although an empty folder came back meanwhile', async () => {
    const { repo, run, undo } = await setUp();
    valueOf(await run(filesRequest([change('c/d.yaml', { kind: 'absent' }), change('c', { kind: 'absent' })])));
    expect(await repo.exists('c')).toBe(false);
    // As git leaves it, when what it put there was taken back.
    await mkdir(repo.path('c'));
    valueOf(await undo());
    expect(await repo.read('c/d.yaml')).toBe('d: 1\n');
  });

  it('undoes although git refreshed its times in the index', async () => {
    const { repo, run, undo } = await setUp();
    await repo.write({ 'a.yaml': 'a: 2\n' });
    valueOf(await run(gitRequest(['add', 'a.yaml'], { protects: [] })));
    await repo.git('update-index', '--refresh', '--really-refresh');
    await repo.git('update-index', '--index-version', '4');
    valueOf(await undo());
    expect(await repo.status()).toEqual([' M a.yaml']);
  });

  it('does not hide a change of the same second and size behind an old index', async () => {
    const { repo, run, undo, git } = await setUp();
    // As if all of it had happened within one second: only the index is younger.
    const second = new Date('2026-01-01T00:00:00Z');
    await utimes(repo.path('a.yaml'), second, second);
    await repo.git('update-index', '--refresh');
    await utimes(join(git.place.gitDir, 'index'), second, second);
    await repo.write({ 'a.yaml': 'a: 2\n' });
    await utimes(repo.path('a.yaml'), second, second);
    // No `git status` here: it would write the doubtful entry down as doubtful.
    await repo.git('config', 'core.trustctime', 'false');
    valueOf(await run(gitRequest(['add', 'b.yaml', 'a.yaml'], { protects: [] })));
    valueOf(await undo());
    expect(await repo.status()).toEqual([' M a.yaml']);
  });
});

describe('work that fails', () => {
  const failing = (act: NonNullable<OperationRequest['git']>['act'], kind = 'merge-start'): OperationRequest => ({
    kind,
    title: 'Merge topic',
    files: [change('a.yaml', 'a: written by us\n')],
    git: { protects: 'changed-and-untracked', act },
  });

  it('puts everything back when git fails half-way, and says so', async () => {
    const { repo, run, git } = await setUp();
    await repo.git('checkout', '-q', '-b', 'topic');
    await repo.commit('topic', { 'c/d.yaml': 'd: topic\n', 'new/file.yaml': 'n: 1\n', 'b.yaml': null });
    await repo.git('checkout', '-q', 'main');
    await repo.write({ 'dirty.yaml': 'not committed anywhere\n' });
    const before = await photograph(repo.root, git);
    const failure = failureOf(
      await run(
        failing(async (inner) => {
          valueOf(await inner.run(['checkout', '-q', '-f', 'topic']));
          await repo.write({ 'dirty.yaml': null });
          return fail({ code: 'git-failed', command: 'merge', exitCode: 128, summary: 'killed' });
        }, 'switch'),
      ),
    );
    expect(failure.code).toBe('rolled-back');
    expect(failure).toMatchObject({ reason: expect.stringContaining('git merge failed: killed') as string });
    expect(await photograph(repo.root, git)).toEqual(before);
  });

  it('answers what git said when nothing had been changed', async () => {
    const { run } = await setUp();
    const request = gitRequest(['merge', '--end-of-options', 'no-such-branch']);
    expect(['unknown-revision', 'git-failed']).toContain(failureOf(await run(request)).code);
  });

  it('leaves an edit of somebody else alone that falls into failing work', async () => {
    const { repo, run } = await setUp();
    const failure = failureOf(
      await run(
        failing(async () => {
          await repo.write({ 'b.yaml': 'saved by an editor just now\n' });
          return fail({ code: 'cancelled' });
        }),
      ),
    );
    expect(failure).toMatchObject({ code: 'rolled-back', reason: expect.stringContaining('b.yaml') as string });
    expect(await repo.read('b.yaml')).toBe('saved by an editor just now\n');
    expect(await repo.read('a.yaml')).toBe('a: 1\n');
  });

  it('puts everything back when our own code throws, and throws on', async () => {
    const { repo, run, git } = await setUp();
    const before = await photograph(repo.root, git);
    await expect(run(failing(() => Promise.reject(new TypeError('a bug'))))).rejects.toThrow('a bug');
    expect(await photograph(repo.root, git)).toEqual(before);
    valueOf(await run(filesRequest([change('a.yaml', 'a: after the bug\n')])));
  });

  it('restores the index exactly when a commit fails', async () => {
    const { repo, run, git } = await setUp();
    await repo.write({ 'a.yaml': 'a: 2\n' });
    await repo.git('add', 'a.yaml');
    const before = await readFile(join(git.place.gitDir, 'index'));
    const request: OperationRequest = {
      kind: 'commit',
      title: 'Commit',
      git: {
        protects: [],
        act: async (inner) => {
          valueOf(await inner.run(['commit', '-q', '-m', 'two']));
          return fail({ code: 'cancelled' });
        },
      },
    };
    expect(failureOf(await run(request)).code).toBe('rolled-back');
    expect(await readFile(join(git.place.gitDir, 'index'))).toEqual(before);
    expect(await repo.git('log', '--format=%s')).toBe('one');
  });

  it('says that a live index.lock is in the way and changes nothing', async () => {
    const { repo, run, git } = await setUp();
    await writeFile(join(git.place.gitDir, 'index.lock'), '');
    const before = await photograph(repo.root, git);
    expect(failureOf(await run(filesRequest([change('a.yaml', 'a: 2\n')])))).toMatchObject({ code: 'index-locked' });
    expect(await photograph(repo.root, git)).toEqual(before);
    expect(await readdir(join(git.place.gitDir, 'selvedge/journal'))).toEqual([]);
  });
});

describe('paths', () => {
  it.each(['../out.yaml', '/etc/passwd', '.git/config', 'x/.GIT/config', 'git~1/x', 'a/../../b', '.g\u200cit/hooks/x'])(
    'refuses %j',
    async (path) => {
      const { run } = await setUp();
      expect(['path-outside-project', 'unsupported-path']).toContain(
        failureOf(await run(filesRequest([change(path, 'x')]))).code,
      );
    },
  );

  it('never writes through a folder that is a link, nor through a linked file', async () => {
    const { repo, run } = await setUp();
    const outside = await quickFolder('outside');
    await writeFile(join(outside, 'target.yaml'), 'outside\n');
    await symlink(outside, repo.path('linked'));
    await symlink(join(outside, 'target.yaml'), repo.path('file-link.yaml'));
    expect(failureOf(await run(filesRequest([change('linked/x.yaml', 'x')]))).code).toBe('path-outside-project');
    valueOf(await run(filesRequest([change('file-link.yaml', 'inside\n')])));
    expect(await readFile(join(outside, 'target.yaml'), 'utf8')).toBe('outside\n');
    expect(await readdir(outside)).toEqual(['target.yaml']);
  });

  it('keeps permissions', async () => {
    const { repo, run, undo, git } = await setUp();
    await chmod(repo.path('a.yaml'), 0o640);
    const before = await photograph(repo.root, git);
    valueOf(await run(filesRequest([change('a.yaml', 'a: 2\n')])));
    expect((await photograph(repo.root, git))['a.yaml']).toMatch(/^640 /);
    valueOf(await undo());
    expect(await photograph(repo.root, git)).toEqual(before);
  });
});

describe('the vault of operations', () => {
  it('has every byte that an operation replaced or removed, by operation and by backup', async () => {
    const { repo, run, operations } = await setUp();
    await repo.write({ 'b.yaml': 'never committed\n', 'u.yaml': 'untracked\n' });
    const receipt = valueOf(await run(gitRequest(['clean', '-fdq'])));
    expect(receipt.changedPaths).toEqual(['u.yaml']);
    const pre = valueOf(await operations.readVersion(receipt.operationId, 'pre', projectPath('u.yaml')));
    expect(pre.bytes?.toString()).toBe('untracked\n');
    const { backups } = valueOf(await operations.vault.list(projectPath('b.yaml')));
    expect(backups.map((backup) => backup.why)).toEqual([`Before: git clean -fdq`]);
    const version = await operations.vault.readVersion(backups[0]!.backupId, projectPath('b.yaml'));
    expect(valueOf(version).bytes?.toString()).toBe('never committed\n');
  });

  it('makes a backup by hand of what is changed and untracked, and verifies it', async () => {
    const { repo, operations } = await setUp();
    await repo.write({ 'a.yaml': 'a: 2\n', 'u.yaml': 'untracked\n' });
    const made = valueOf(await operations.vault.createBackup('before lunch', null, quietContext()));
    expect(made).toMatchObject({ why: 'before lunch', trigger: 'manual', fileCount: 2, sizeBytes: 15 });
    expect(valueOf(await operations.vault.verify(made.backupId, quietContext())).damaged).toEqual([]);
    expect(valueOf(await operations.vault.verify(null, quietContext()))).toMatchObject({ backups: 1, damaged: [] });
  });

  it('keeps commits that an operation left, through the usual clean-up of git', async () => {
    const { repo, run, undo } = await setUp();
    const lost = await repo.commit('two', { 'a.yaml': 'a: 2\n' });
    await repo.write({ 'only-staged.yaml': 'staged, never committed\n' });
    await repo.git('add', 'only-staged.yaml');
    const staged = await repo.git('rev-parse', ':only-staged.yaml');
    valueOf(await run(gitRequest(['reset', '-q', '--hard', 'HEAD~1'])));
    await repo.git('reflog', 'expire', '--expire=now', '--all');
    await repo.git('gc', '-q', '--prune=now');
    expect(await repo.git('cat-file', '-t', lost)).toBe('commit');
    expect(await repo.git('cat-file', '-t', staged)).toBe('blob');
    valueOf(await undo());
    expect(await repo.git('rev-parse', 'HEAD')).toBe(lost);
    expect(await repo.status()).toEqual(['A  only-staged.yaml']);
  });

  it('lists operations newest first with what became of them', async () => {
    const { run, undo, operations, recorded } = await setUp();
    valueOf(await run(filesRequest([change('a.yaml', 'a: 2\n')], 'Edit a')));
    valueOf(await run(filesRequest([change('a.yaml', 'a: 3\n')], 'Edit a again')));
    valueOf(await undo());
    const listed = valueOf(await operations.list({ limit: 10, before: null }));
    expect(listed.operations.map((one) => `${one.sequence} ${one.title}: ${one.outcome}`)).toEqual([
      '3 Undo: Edit a again: done',
      '2 Edit a again: undone',
      '1 Edit a: done',
    ]);
    expect(listed.undo).toBe(listed.operations[2]?.operationId);
    expect(listed.redo).toBe(listed.operations[0]?.operationId);
    expect(recorded.map((one) => one.sequence)).toEqual([1, 2, 3]);
  });

  it('notes operations that cannot be undone', async () => {
    const { run, undo } = await setUp();
    const { operationId } = valueOf(
      await run({
        kind: 'push',
        title: 'Push',
        notUndoable: 'Others may have it.',
        git: { protects: [], act: () => Promise.resolve(ok({})) },
      }),
    );
    expect(failureOf(await undo(operationId))).toEqual({
      code: 'not-undoable',
      operationId,
      reason: 'Others may have it.',
    });
  });
});
