import { execFile } from 'node:child_process';
import { chmod, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { readRepositoryStatus } from '../../../src/engine/changes/read-repository-status';
import { readCommitted } from '../../../src/engine/changes/read-version';
import { divergedRepository } from '../../support/diverged';
import { failureOf, gitFor, valueOf } from '../../support/project';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

afterAll(removeAllFolders);

describe('what stands in the way of git', () => {
  it('a lock that is left behind: its age, and that nobody holds it', async () => {
    const repo = await divergedRepository();
    await writeFile(repo.path('.git/index.lock'), '');
    const started = Date.now();
    const failure = failureOf(await (await gitFor(repo.root)).run(['add', '--', 'a.yaml']));
    expect(failure).toMatchObject({ code: 'index-locked', path: repo.path('.git/index.lock'), ownerAlive: false });
    expect(failure.code === 'index-locked' ? failure.ageMs : null).toBeGreaterThan(1_500);
    expect(Date.now() - started).toBeLessThan(15_000);
  });

  it('a lock that goes away in time', async () => {
    const repo = await divergedRepository();
    await writeFile(repo.path('.git/index.lock'), '');
    setTimeout(() => void rm(repo.path('.git/index.lock')), 400);
    await repo.write({ 'a.yaml': 'new\n' });
    valueOf(await (await gitFor(repo.root)).run(['add', '--', 'a.yaml']));
    expect(await repo.status()).toEqual(['M  a.yaml']);
  });

  it('a lock that a living git holds', async () => {
    const repo = await divergedRepository();
    await repo.write({ 'a.yaml': 'new\n' });
    const stop = join(await temporaryFolder(), 'stop');
    const environment = { ...process.env, GIT_EDITOR: `sh -c 'while [ ! -e ${stop} ]; do sleep 0.05; done; false'` };
    const ended = new Promise<void>((resume) => {
      execFile('git', ['commit', '-a'], { cwd: repo.root, env: environment }, () => resume());
    });
    while (!(await repo.exists('.git/index.lock'))) await new Promise((resume) => setTimeout(resume, 20));
    const failure = failureOf(await (await gitFor(repo.root)).run(['add', '--', 'a.yaml']));
    await writeFile(stop, '');
    await ended;
    expect(failure).toMatchObject({ code: 'index-locked', ownerAlive: true });
  });

  it('a corrupt index, in many ways', async () => {
    const repo = await divergedRepository();
    const git = await gitFor(repo.root);
    const index = await repo.bytes('.git/index');
    const damaged = Buffer.from(index);
    damaged.writeUInt8(0x7f, 60);
    for (const bytes of [Buffer.from('garbage'), Buffer.from('x'.repeat(200)), index.subarray(0, 50), damaged]) {
      await writeFile(repo.path('.git/index'), bytes);
      expect(failureOf(await readRepositoryStatus(git))).toEqual({
        code: 'corrupt-index',
        path: repo.path('.git/index'),
      });
    }
  });

  it('a damaged object', async () => {
    const repo = await divergedRepository();
    const blob = await repo.git('rev-parse', 'HEAD:a.yaml');
    const file = repo.path(`.git/objects/${blob.slice(0, 2)}/${blob.slice(2)}`);
    await chmod(file, 0o644);
    await truncate(file, 0);
    const answer = await readCommitted(await gitFor(repo.root), 'HEAD', 'a.yaml');
    if (answer.ok) expect(answer.value.kind).toBe('unreadable');
    else expect(answer.failure.code).toBe('corrupt-repository');
  });

  it('a repository that is deleted while it is open', async () => {
    const repo = await divergedRepository();
    const git = await gitFor(repo.root);
    await rename(repo.root, `${repo.root}-away`);
    expect(failureOf(await readRepositoryStatus(git))).toEqual({ code: 'repository-gone', path: repo.root });
    await rename(`${repo.root}-away`, repo.root);
    expect((await readRepositoryStatus(git)).ok).toBe(true);
  });

  it('somebody who cancels', async () => {
    const repo = await divergedRepository();
    const git = await gitFor(repo.root);
    expect(failureOf(await git.run(['status'], { signal: AbortSignal.abort() }))).toEqual({ code: 'cancelled' });
    const controller = new AbortController();
    const waiting = git.run(['fast-import'], { signal: controller.signal, input: 'blob\ndata 10\nx' });
    controller.abort();
    expect(failureOf(await waiting)).toEqual({ code: 'cancelled' });
    expect(await repo.exists('.git/index.lock')).toBe(false);
  });

  it('a command that takes too long', async () => {
    const repo = await divergedRepository();
    await repo.git('config', 'alias.wait', '!sleep 1');
    const git = await gitFor(repo.root);
    expect(failureOf(await git.run(['wait'], { timeoutMs: 100 }))).toEqual({
      code: 'timed-out',
      what: 'git wait',
      afterMs: 100,
    });
  });

  it('a caller who passes an option for the command', async () => {
    const git = await gitFor((await divergedRepository()).root);
    await expect(git.run(['-c', 'core.fsmonitor=x', 'status'])).rejects.toThrow('not a git command');
  });
});
