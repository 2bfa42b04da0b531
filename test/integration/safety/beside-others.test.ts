import { rm, stat, writeFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import type { ProjectPath } from '../../../src/contract/basics';
import { quietContext } from '../../../src/engine/call-context';
import { createEngine, type Engine } from '../../../src/engine/index';
import { createRepository, type TestRepository } from '../../support/repository';
import { temporaryFolder } from '../../support/temporary-folder';

/** A repository with a changed file, opened by a whole engine. */
async function opened(): Promise<{ repository: TestRepository; engine: Engine; projectId: string }> {
  const repository = await createRepository();
  await repository.commit('First', { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' });
  await repository.write({ 'a.yaml': 'a: 2\n' });
  const engine = await createEngine({
    dataFolder: await temporaryFolder('data'),
    watch: false,
    emit: () => undefined,
  });
  const project = await engine.calls['projects.open']({ path: repository.root, remember: false }, quietContext());
  if (!project.ok) throw new Error(project.failure.code);
  return { repository, engine, projectId: project.value.projectId };
}

const a = ['a.yaml' as ProjectPath];

test('undo of a stage leaves the branches and tags that a terminal made since', async () => {
  const { repository, engine, projectId } = await opened();
  const staged = await engine.calls['changes.stage']({ projectId, paths: a }, quietContext());
  expect(staged.ok).toBe(true);
  await repository.git('branch', 'terminal');
  await repository.git('tag', 'mark');
  const undone = await engine.calls['operations.undo']({ projectId, operationId: null }, quietContext());
  expect(undone.ok).toBe(true);
  expect(await repository.git('for-each-ref', '--format=%(refname)', 'refs/heads', 'refs/tags')).toBe(
    'refs/heads/main\nrefs/heads/terminal\nrefs/tags/mark',
  );
  expect(await repository.status()).toEqual([' M a.yaml']);
  await engine.close();
});

test('refs that move while git stages are not recorded as our work', async () => {
  const { repository, engine, projectId } = await opened();
  const staging = engine.calls['changes.stage']({ projectId, paths: a }, quietContext());
  const others = Promise.all([repository.git('branch', 'beside'), repository.git('tag', 'beside-too')]);
  expect((await staging).ok).toBe(true);
  await others;
  const undone = await engine.calls['operations.undo']({ projectId, operationId: null }, quietContext());
  expect(undone.ok).toBe(true);
  expect(await repository.git('tag')).toBe('beside-too');
  expect(await repository.git('branch', '--list', 'beside')).toContain('beside');
  await engine.close();
});

test('a lock of somebody else is said, stays, and leaves no promise behind', async () => {
  const { repository, engine, projectId } = await opened();
  const lock = repository.path('.git/index.lock');
  await writeFile(lock, '');
  const staged = await engine.calls['changes.stage']({ projectId, paths: a }, quietContext());
  expect(staged).toMatchObject({ ok: false, failure: { code: 'index-locked' } });
  expect((await stat(lock)).size).toBe(0);
  // The terminal's commit goes through, and the next operation does not take it back.
  await rm(lock);
  await repository.git('commit', '--quiet', '-a', '-m', 'By the terminal');
  await repository.write({ 'b.yaml': 'b: 2\n' });
  const next = await engine.calls['changes.stage']({ projectId, paths: ['b.yaml' as ProjectPath] }, quietContext());
  expect(next.ok).toBe(true);
  expect(await repository.git('log', '-1', '--format=%s')).toBe('By the terminal');
  expect(await repository.status()).toEqual(['M  b.yaml']);
  await engine.close();
}, 60_000);

test('a damaged index is refused before git can write it anew', async () => {
  const { repository, engine, projectId } = await opened();
  const bytes = await repository.bytes('.git/index');
  const at = bytes.indexOf('b.yaml');
  bytes[at] = 'c'.charCodeAt(0);
  await writeFile(repository.path('.git/index'), bytes);
  const staged = await engine.calls['changes.stage']({ projectId, paths: a }, quietContext());
  expect(staged).toMatchObject({ ok: false, failure: { code: 'corrupt-index' } });
  expect(await repository.bytes('.git/index')).toEqual(bytes);
  await engine.close();
});

test('a repository that is gone is a failure, not a bug', async () => {
  const { repository, engine, projectId } = await opened();
  await rm(repository.root, { recursive: true });
  const staged = await engine.calls['changes.stage']({ projectId, paths: a }, quietContext());
  expect(staged.ok).toBe(false);
  await engine.close();
});

test('restoring a path that never existed says so', async () => {
  const { engine, projectId } = await opened();
  const restored = await engine.calls['history.restore'](
    { projectId, source: { kind: 'commit', commit: 'HEAD' }, paths: ['nope.yaml' as ProjectPath] },
    quietContext(),
  );
  expect(restored).toMatchObject({ ok: false, failure: { code: 'file-missing' } });
  await engine.close();
});

test('a backup by hand names the files that are too large for it', async () => {
  const { repository, engine, projectId } = await opened();
  await engine.calls['settings.write']({ change: { largestBackupBytes: 1_048_576 } }, quietContext());
  await engine.calls['projects.close']({ projectId }, quietContext());
  const again = await engine.calls['projects.open']({ path: repository.root, remember: false }, quietContext());
  if (!again.ok) throw new Error(again.failure.code);
  await repository.write({ 'large.bin': 'x'.repeat(2_000_000) });
  const made = await engine.calls['vault.create'](
    { projectId: again.value.projectId, note: 'By hand', paths: null },
    quietContext(),
  );
  expect(made).toMatchObject({ ok: true, value: { fileCount: 1 } });
  expect(made.ok && made.value.why).toContain('large.bin');
  await engine.close();
});

test('a stage is not undone from under the commit that took it in', async () => {
  const { repository, engine, projectId } = await opened();
  const staged = await engine.calls['changes.stage']({ projectId, paths: a }, quietContext());
  const operationId = staged.ok ? staged.value.operationId : null;
  const head = await repository.git('rev-parse', 'HEAD');
  await engine.calls['changes.commit'](
    { projectId, message: 'Second', expectedHead: head, override: null },
    quietContext(),
  );
  const undone = await engine.calls['operations.undo']({ projectId, operationId }, quietContext());
  expect(undone).toMatchObject({ ok: false, failure: { code: 'state-changed-since' } });
  expect(await repository.status()).toEqual([]);
  // The commit first, then the stage: that way round it works.
  for (let step = 0; step < 2; step += 1)
    expect((await engine.calls['operations.undo']({ projectId, operationId: null }, quietContext())).ok).toBe(true);
  expect(await repository.status()).toEqual([' M a.yaml']);
  await engine.close();
});

test('closing waits for the operation that runs', async () => {
  const { repository, engine, projectId } = await opened();
  const staging = engine.calls['changes.stage']({ projectId, paths: a }, quietContext());
  let ended = false;
  void staging.finally(() => (ended = true));
  // Not a time, but the fact: it has begun.
  for (let begun = false; !begun && !ended;) {
    const lock = await engine.calls['operations.lock']({ projectId }, quietContext());
    begun = lock.ok && lock.value.holder !== null;
  }
  await engine.close();
  expect((await staging).ok).toBe(true);
  expect(await repository.status()).toEqual(['M  a.yaml']);
});
