import { cp, mkdir } from 'node:fs/promises';
import { execFile } from 'node:child_process';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { fail, ok } from '../../../src/contract/call';
import { quietContext } from '../../../src/engine/call-context';
import type { FileSystem } from '../../../src/engine/files/file-system';
import { nodeFileSystem } from '../../../src/engine/files/node-file-system';
import type { OperationRequest } from '../../../src/engine/operations/operation-request';
import { failureOf, valueOf } from '../../support/project';
import type { TestRepository } from '../../support/repository';
import { createRepository } from '../../support/repository';
import { change, filesRequest, gitRequest, openSafety, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const setUp = async (): Promise<TestRepository> => {
  const repo = await createRepository({ root: await quickFolder('repository') });
  await repo.commit('one', { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' });
  return repo;
};

/** What a clean-up recipe from the web does; `--force`: also beside another one. */
const cleanUp = async (repo: TestRepository): Promise<void> => {
  await repo.git('reflog', 'expire', '--expire=now', '--all');
  await repo.git('gc', '--quiet', '--force', '--prune=now');
};

const isThere = async (repo: TestRepository, id: string): Promise<boolean> =>
  (await repo.tryGit('cat-file', '-e', id)).exitCode === 0;

const operation = (kind: string, act: NonNullable<OperationRequest['git']>['act']): OperationRequest => ({
  kind,
  title: kind,
  git: { protects: kind === 'merge-start' ? 'changed-and-untracked' : [], act },
});

const refused = { code: 'git-failed', command: 'any', exitCode: 1, summary: 'refused' } as const;

describe("a terminal's commit while ours fails", () => {
  it('is kept when work that may move any ref takes it back', async () => {
    const repo = await setUp();
    const safety = await openSafety(repo.root);
    let commit = '';
    const failure = failureOf(
      await safety.run(
        operation('git-work', async () => {
          commit = await repo.commit('terminal', { 'b.yaml': 'b: by the terminal\n' });
          return fail(refused);
        }),
      ),
    );
    expect(failure.code).toBe('rolled-back');
    await cleanUp(repo);
    expect(await isThere(repo, commit)).toBe(true);
    await safety.operations.close();
  });

  it.each(['commit', 'merge-start', 'merge-complete', 'merge-abort', 'stage', 'discard'])(
    'stays on its branch, with its index and files: %s',
    async (kind) => {
      const repo = await setUp();
      await repo.write({ 'a.yaml': 'a: 2\n' });
      await repo.git('add', 'a.yaml');
      const safety = await openSafety(repo.root);
      let commit = '';
      const failure = failureOf(
        await safety.run(
          operation(kind, async () => {
            // The very content that was staged for ours.
            commit = await repo.commit('terminal', { 'b.yaml': 'b: by the terminal\n' });
            return fail(refused);
          }),
        ),
      );
      expect(['git-failed', 'rolled-back']).toContain(failure.code);
      expect(await repo.git('rev-parse', 'main')).toBe(commit);
      expect(await repo.status()).toEqual([]);
      expect(await repo.read('b.yaml')).toBe('b: by the terminal\n');
      await safety.operations.close();
    },
  );
});

describe('a crash, and a terminal that goes on', () => {
  /** As if the process had died in the middle of `act`: what it left, with what came after it. */
  const crashed = async (
    repo: TestRepository,
    kind: string,
    act: () => Promise<unknown>,
  ): Promise<{ dataFolder: string }> => {
    const dataFolder = await quickFolder('data');
    const aside = await quickFolder('aside');
    const left = await quickFolder('left');
    const safety = await openSafety(repo.root, { dataFolder });
    const journal = repo.path('.git/selvedge/journal');
    await safety.run(
      operation(kind, async () => {
        await cp(journal, aside, { recursive: true });
        await cp(dataFolder, left, { recursive: true });
        await act();
        return ok({});
      }),
    );
    await safety.operations.close();
    await mkdir(journal, { recursive: true });
    await cp(aside, journal, { recursive: true });
    return { dataFolder: left };
  };

  it('leaves the commits that were made since', async () => {
    const repo = await setUp();
    await repo.write({ 'a.yaml': 'a: 2\n' });
    await repo.git('add', 'a.yaml');
    const { dataFolder } = await crashed(repo, 'commit', () => Promise.resolve());
    const last = await repo.commit('terminal', { 'b.yaml': 'b: 2\n' });
    const again = await openSafety(repo.root, { dataFolder });
    valueOf(await again.operations.recover(quietContext()));
    expect(await repo.git('rev-parse', 'main')).toBe(last);
    expect(await repo.status()).toEqual([]);
    await again.operations.close();
  });

  it('leaves their files, too, when the operation had changed the working tree', async () => {
    const repo = await setUp();
    const { dataFolder } = await crashed(repo, 'merge-start', () => repo.write({ 'new.yaml': 'a: 1\n' }));
    const last = await repo.commit('terminal', { 'b.yaml': 'b: 2\n' });
    const again = await openSafety(repo.root, { dataFolder });
    valueOf(await again.operations.recover(quietContext()));
    expect(await repo.git('rev-parse', 'main')).toBe(last);
    expect(await repo.read('b.yaml')).toBe('b: 2\n');
    // A content that git has was git's work and goes; what somebody committed stays.
    expect(await repo.exists('new.yaml')).toBe(false);
    await again.operations.close();
  });

  it('takes back the commit that was its own', async () => {
    const repo = await setUp();
    const first = await repo.git('rev-parse', 'main');
    await repo.write({ 'a.yaml': 'a: 2\n' });
    await repo.git('add', 'a.yaml');
    const { dataFolder } = await crashed(repo, 'commit', () => repo.git('commit', '-q', '-m', 'ours'));
    const again = await openSafety(repo.root, { dataFolder });
    valueOf(await again.operations.recover(quietContext()));
    expect(await repo.git('rev-parse', 'main')).toBe(first);
    expect(await repo.status()).toEqual(['M  a.yaml']);
    await again.operations.close();
  });
});

describe('what an undo leaves behind', () => {
  it('is kept although a stash hangs on it', async () => {
    const repo = await setUp();
    const safety = await openSafety(repo.root);
    await repo.write({ 'a.yaml': 'a: 2\n' });
    valueOf(await safety.run(gitRequest(['commit', '-q', '-a', '-m', 'ours'], { protects: [] })));
    const commit = await repo.git('rev-parse', 'HEAD');
    await repo.write({ 'b.yaml': 'b: stashed\n' });
    await repo.git('stash', 'push', '-q');
    valueOf(await safety.undo());
    // The next stash takes the place of that one.
    await repo.git('stash', 'drop', '-q');
    await cleanUp(repo);
    expect(await isThere(repo, commit)).toBe(true);
    await safety.operations.close();
  });

  it('is never without a name, not even for the moment in which refs move', async () => {
    const repo = await setUp();
    const real = nodeFileSystem();
    let armed = false;
    const syncDirectory: FileSystem['syncDirectory'] = async (path) => {
      if (armed && path.endsWith('/refs/heads')) {
        armed = false;
        await cleanUp(repo);
      }
      await real.syncDirectory(path);
    };
    const safety = await openSafety(repo.root, { fileSystem: { ...real, syncDirectory } });
    await repo.write({ 'a.yaml': 'a: 2\n' });
    valueOf(await safety.run(gitRequest(['commit', '-q', '-a', '-m', 'ours'], { protects: [] })));
    const commit = await repo.git('rev-parse', 'HEAD');
    armed = true;
    valueOf(await safety.undo());
    expect(armed).toBe(false);
    expect(await isThere(repo, commit)).toBe(true);
    await safety.operations.close();
  });

  it('is not what a terminal stashed meanwhile', async () => {
    const repo = await setUp();
    const real = nodeFileSystem();
    let armed = false;
    const link: FileSystem['link'] = async (from, to) => {
      if (armed && to.endsWith('/index.lock')) {
        armed = false;
        await repo.write({ 'b.yaml': 'b: by the terminal\n' });
        await repo.git('stash', 'push', '-q', '-m', 'terminal');
      }
      await real.link(from, to);
    };
    const safety = await openSafety(repo.root, { fileSystem: { ...real, link } });
    await repo.write({ 'a.yaml': 'a: first\n' });
    await repo.git('stash', 'push', '-q', '-m', 'first');
    await repo.write({ 'a.yaml': 'a: ours\n' });
    valueOf(await safety.run(gitRequest(['stash', 'push', '-q', '-m', 'ours'])));
    armed = true;
    failureOf(await safety.undo());
    expect(armed).toBe(false);
    const stashes = await repo.git('stash', 'list', '--format=%gs');
    expect(stashes.split('\n')).toEqual(['On main: terminal', 'On main: ours', 'On main: first']);
    await safety.operations.close();
  });

  it('does not take a commit with it that ours took in', async () => {
    const repo = await setUp();
    const safety = await openSafety(repo.root);
    const done = valueOf(
      await safety.run(
        operation('commit', async (git) => {
          await repo.commit('terminal', { 'b.yaml': 'b: 2\n' });
          const made = await git.run(['commit', '-q', '--allow-empty', '-m', 'ours']);
          return made.ok ? ok({}) : made;
        }),
      ),
    );
    expect(done.undoable).toBe(false);
    expect(failureOf(await safety.undo(done.operationId))).toMatchObject({ code: 'not-undoable' });
    expect(await repo.git('log', '--format=%s')).toBe('ours\nterminal\none');
    await safety.operations.close();
  });
});

describe('a git in a terminal that holds the index', () => {
  /** `git commit -a`, whose editor stays open for so long: it holds `index.lock` meanwhile. */
  const longCommit = (repo: TestRepository, seconds: number): Promise<void> =>
    new Promise((done) => {
      const env = { ...process.env, GIT_EDITOR: `sleep ${seconds}; echo terminal >` };
      execFile('git', ['commit', '-q', '-a'], { cwd: repo.root, env }, () => done());
    });
  const locked = async (repo: TestRepository): Promise<void> => {
    for (let turn = 0; turn < 200 && !(await repo.exists('.git/index.lock')); turn += 1) await wait(10);
    expect(await repo.exists('.git/index.lock')).toBe(true);
  };

  it.each([
    ['files', (): OperationRequest => filesRequest([change('b.yaml', 'b: 2\n')])],
    ['git', (): OperationRequest => gitRequest(['add', 'b.yaml'], { protects: [] })],
  ])('is waited for: work on %s', async (_what, request) => {
    const repo = await setUp();
    await repo.git('config', 'user.name', 'Terminal');
    const safety = await openSafety(repo.root);
    await repo.write({ 'a.yaml': 'a: by the terminal\n' });
    const terminal = longCommit(repo, 0.8);
    await locked(repo);
    valueOf(await safety.run(request()));
    await terminal;
    expect(await repo.git('log', '-1', '--format=%s')).toBe('terminal');
    await safety.operations.close();
  });

  it('is said when it stays, with everything left as it is', async () => {
    const repo = await setUp();
    const safety = await openSafety(repo.root);
    await repo.write({ 'a.yaml': 'a: by the terminal\n' });
    const terminal = longCommit(repo, 6);
    await locked(repo);
    const failure = failureOf(await safety.run(filesRequest([change('b.yaml', 'b: 2\n')])));
    expect(failure).toMatchObject({ code: 'index-locked' });
    expect(await repo.read('b.yaml')).toBe('b: 1\n');
    await terminal;
    // Its commit goes through, and nothing of ours is left that would be done later.
    expect(await repo.git('log', '-1', '--format=%s')).toBe('terminal');
    expect(valueOf(await safety.operations.recover(quietContext())).repaired).toEqual([]);
    expect(await repo.status()).toEqual([]);
    await safety.operations.close();
  });
});
