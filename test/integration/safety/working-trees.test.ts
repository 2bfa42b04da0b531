import { readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { failureOf, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { change, filesRequest, openSafety, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();

/** Two working trees of one repository, which share the vault and the log, with the same files in both. */
const setUp = async () => {
  const repo = await createRepository({ root: await quickFolder('repository') });
  await repo.commit('one', { 'a.yaml': 'a: 1\n' });
  const linked = join(await quickFolder('linked'), 'second');
  await repo.git('worktree', 'add', '--quiet', '-b', 'other', linked);
  const first = await openSafety(repo.root);
  const second = await openSafety(linked, { dataFolder: first.dataFolder });
  const read = (root: string): Promise<string> => readFile(join(root, 'a.yaml'), 'utf8');
  const texts = async (): Promise<[string, string]> => [await read(repo.root), await read(linked)];
  return { repo, linked, first, second, texts };
};

it('an operation is undone where it was made, and nowhere else', async () => {
  const { first, second, texts } = await setUp();
  const made = valueOf(await first.run(filesRequest([change('a.yaml', 'a: 2\n')])));
  // By hand the same in the other tree: then nothing but the place tells them apart.
  valueOf(await second.run(filesRequest([change('a.yaml', 'a: 2\n')])));
  const theirs = valueOf(await second.operations.list({ limit: 10, before: null }));
  expect(theirs.operations.map(({ undoable }) => undoable)).toEqual([true, false]);
  expect(theirs.operations[1]?.notUndoableBecause).toContain('the repository’s first working tree');
  expect(failureOf(await second.undo(made.operationId))).toMatchObject({ code: 'not-undoable' });
  expect(failureOf(await second.operations.revert(made.operationId, context))).toMatchObject({ code: 'not-undoable' });
  valueOf(await second.undo());
  expect(await texts()).toEqual(['a: 2\n', 'a: 1\n']);
  expect(failureOf(await second.undo())).toMatchObject({ code: 'not-undoable' });
  expect(failureOf(await first.redo())).toMatchObject({ code: 'not-undoable' });
  valueOf(await first.undo());
  expect(await texts()).toEqual(['a: 1\n', 'a: 1\n']);
  const ours = valueOf(await first.operations.list({ limit: 10, before: null }));
  expect(ours.operations.find(({ kind }) => kind === 'undo')?.notUndoableBecause).toBe('Use Redo.');
  expect(ours.operations.at(-2)?.notUndoableBecause).toContain('“second”');
  valueOf(await second.redo());
  expect(await texts()).toEqual(['a: 1\n', 'a: 2\n']);
});

it('a checkpoint is listed where it was made, and goes back there only', async () => {
  const { first, second, texts } = await setUp();
  const id = valueOf(await second.operations.checkpoints.create('mine', context)).backup.backupId;
  expect(await first.operations.checkpoints.list()).toEqual([]);
  expect((await second.operations.checkpoints.list()).map(({ name }) => name)).toEqual(['mine']);
  const reason = 'It was made in the working tree “second”: open that one to go back there.';
  expect(failureOf(await first.operations.checkpoints.preview(id))).toEqual({ code: 'rollback-refused', reason });
  const refused = await first.operations.checkpoints.rollBackTo(id, context);
  expect(failureOf(refused)).toEqual({ code: 'rollback-refused', reason });
  valueOf(await second.operations.checkpoints.rollBackTo(id, context));
  expect(await texts()).toEqual(['a: 1\n', 'a: 1\n']);
});

it('what another working tree made is not deleted by chance, and an undo says where there is something', async () => {
  const { first, second } = await setUp();
  const id = valueOf(await second.operations.checkpoints.create('mine', context)).backup.backupId;
  const problem = 'it was made in the working tree “second”: open that one to delete it';
  const refused = { code: 'bad-input', where: id, problem };
  expect(failureOf(await first.operations.checkpoints.delete(id, context))).toEqual(refused);
  expect(failureOf(await first.operations.vault.pin(id, false, context))).toEqual(refused);
  expect((await second.operations.checkpoints.list()).map(({ name }) => name)).toEqual(['mine']);
  expect(failureOf(await first.undo())).toMatchObject({ reason: 'There is nothing to undo.' });
  valueOf(await second.run(filesRequest([change('a.yaml', 'a: 2\n')], 'Change a')));
  const reason =
    'There is nothing to undo in this working tree. “Change a” is from another: it was made in the working tree “second”: open that one to go back there.';
  expect(failureOf(await first.undo())).toMatchObject({ reason });
  expect(failureOf(await first.operations.previewUndo(null))).toMatchObject({ reason });
  valueOf(await second.operations.checkpoints.delete(id, context));
});

it('what a removed working tree left is listed, exported and deleted from another one, and not put into it', async () => {
  for (const how of ['removed', 'lost'] as const) {
    const { repo, linked, first, second } = await setUp();
    const { vault, checkpoints } = first.operations;
    valueOf(await second.run(filesRequest([change('a.yaml', 'a: 2\n')], 'Change a')));
    const id = valueOf(await second.operations.checkpoints.create('mine', context)).backup.backupId;
    await second.operations.close();
    if (how === 'removed') await repo.git('worktree', 'remove', '--force', linked);
    else await rm(linked, { recursive: true });
    expect((await checkpoints.list()).map(({ name, removedTree }) => [name, removedTree])).toEqual([
      ['mine', 'second'],
    ]);
    const reason =
      'It was made in the working tree “second”, which is not there any more, and cannot be put into another one. Its files can be exported, or restored one by one, from Backups.';
    expect(failureOf(await checkpoints.preview(id))).toEqual({ code: 'rollback-refused', reason });
    expect(failureOf(await checkpoints.rollBackTo(id, context))).toEqual({ code: 'rollback-refused', reason });
    const { operations } = valueOf(await first.operations.list({ limit: 9, before: null }));
    expect(operations[0]).toMatchObject({ undoable: false, notUndoableBecause: reason });
    const folder = join(await quickFolder('export'), 'out');
    valueOf(await vault.exportTo(id, folder, 'folder'));
    expect(await readFile(join(folder, 'a.yaml'), 'utf8')).toBe('a: 2\n');
    valueOf(await checkpoints.delete(id, context));
    valueOf(await vault.pin(id, true, context));
    valueOf(await vault.pin(id, false, context));
    expect(await checkpoints.list()).toEqual([]);
  }
});
