import { afterAll, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { change, filesRequest, gitRequest, openSafety, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();
const dayMs = 24 * 3_600_000;

const setUp = async () => {
  let now = Date.parse('2026-01-05T12:00:00Z');
  const repo = await createRepository({ root: await quickFolder('kept') });
  await repo.commit('one', { 'a.yaml': 'a: 1\n' });
  const safety = await openSafety(repo.root, { clock: () => now });
  const { vault } = safety.operations;
  /** Days go by one after the other: a clock that jumps is not believed. */
  const wait = async (days: number): Promise<void> => {
    for (let day = 0; day < days; day += 7) {
      now += 7 * dayMs;
      await safety.operations.vault.prune({ dryRun: false }, context);
    }
  };
  const dryRun = async () => valueOf(await vault.prune({ dryRun: true }, context)).commits;
  const held = async (): Promise<string[]> =>
    (await repo.git('for-each-ref', '--format=%(refname)', 'refs/selvedge/keep'))
      .split('\n')
      .filter((ref) => ref !== '');
  const cleanUp = async (): Promise<void> => {
    await repo.git('reflog', 'expire', '--expire=now', '--all');
    await repo.git('gc', '-q', '--prune=now');
  };
  const isThere = async (commit: string): Promise<boolean> =>
    (await repo.tryGit('cat-file', '-e', `${commit}^{commit}`)).exitCode === 0;
  return { repo, ...safety, vault, wait, dryRun, held, cleanUp, isThere };
};

it('a commit that an undone operation made goes when nothing of the operation is kept, not before', async () => {
  const { repo, run, undo, wait, dryRun, held, cleanUp, isThere } = await setUp();
  await repo.write({ 'a.yaml': 'a: 2\n' });
  valueOf(await run(gitRequest(['commit', '-q', '-a', '-m', 'two'])));
  const commit = await repo.git('rev-parse', 'HEAD');
  const undone = valueOf(await undo());
  // It can be redone.
  expect(await dryRun()).toContainEqual({
    operationId: undone.operationId,
    title: 'Undo: git commit -q -a -m two',
    keep: true,
    because: `“Undo: git commit -q -a -m two” (${undone.operationId}) can be redone until 2026-04-05, and later as long as it is one of the last 200 operations`,
    forUndo: true,
  });
  // Something else is done: there is no redo any more.
  valueOf(await run(filesRequest([change('b.yaml', 'b: 1\n')])));
  expect((await dryRun()).map(({ because }) => because)).toEqual(['The operation is younger than 90 days']);
  await wait(84);
  await cleanUp();
  expect(await isThere(commit)).toBe(true);
  await wait(7);
  await cleanUp();
  expect(await held()).toEqual([]);
  expect(await isThere(commit)).toBe(false);
  expect(await repo.git('fsck', '--strict', '--no-dangling')).toBe('');
});

it('commits that can be brought back, or that a checkpoint or a pinned backup goes with, stay', async () => {
  const { repo, operations, run, undo, wait, dryRun, vault, cleanUp, isThere } = await setUp();
  await repo.commit('two', { 'a.yaml': 'a: 2\n' });
  const second = await repo.git('rev-parse', 'HEAD');
  const reset = valueOf(await run(gitRequest(['reset', '-q', '--hard', 'HEAD~1'])));
  await repo.git('branch', '-q', 'side', second);
  await repo.git('commit', '-q', '--allow-empty', '-m', 'other');
  valueOf(await run(gitRequest(['cherry-pick', 'side'])));
  await repo.git('branch', '-q', '-D', 'side');
  const third = await repo.git('rev-parse', 'HEAD');
  const undone = valueOf(await undo());
  const made = valueOf(await vault.list(null)).backups.find(({ operationId }) => operationId === undone.operationId);
  if (made === undefined) throw new Error('the undo made a backup');
  valueOf(await vault.pin(made.backupId, true, context));
  valueOf(await run(filesRequest([change('b.yaml', 'b: 1\n')])));
  valueOf(await operations.checkpoints.create('here', context));
  await wait(140);
  await cleanUp();
  const name = `“git reset -q --hard HEAD~1” (${reset.operationId})`;
  expect((await dryRun()).map(({ because }) => because).sort((a, b) => a.length - b.length)).toEqual([
    `${name}, which is older, can be undone`,
    `${name} can be undone as long as it is one of the last 200 operations`,
  ]);
  expect([await isThere(second), await isThere(third)]).toEqual([true, true]);
});
