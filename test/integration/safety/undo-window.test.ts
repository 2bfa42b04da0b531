import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { describeFailure } from '../../../src/core/failure/describe-failure';
import { failureOf, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { change, filesRequest, gitRequest, openSafety, projectPath, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();
const dayMs = 24 * 3_600_000;

const setUp = async (undoWindow: { days: number | null; operations: number }) => {
  let now = Date.parse('2026-01-05T12:00:00Z');
  const repo = await createRepository({ root: await quickFolder('window') });
  await repo.commit('one', { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' });
  const safety = await openSafety(repo.root, { clock: () => now, undoWindow });
  const { vault } = safety.operations;
  /** Days go by a few at a time: a clock that jumps is not believed. */
  const wait = async (days: number) => {
    const ends = [];
    for (const until = now + days * dayMs; now < until;) {
      now = Math.min(until, now + 5 * dayMs);
      ends.push(valueOf(await vault.prune({ dryRun: false }, context)));
    }
    return ends;
  };
  const stored = async (text: string): Promise<boolean> => {
    const packs = join(safety.dataFolder, 'vault', 'packs');
    for (const name of await readdir(packs)) if ((await readFile(join(packs, name))).includes(text)) return true;
    return false;
  };
  const pass = (ms: number): void => void (now += ms);
  return { repo, ...safety, vault, wait, stored, pass };
};

it('lets undo go in the log first, then, a day and more later, what it needed; the last operations stay', async () => {
  const { repo, operations, vault, run, undo, wait, stored, pass, dataFolder } = await setUp({
    days: 30,
    operations: 2,
  });
  await repo.write({ 'a.yaml': 'OLD-WORK\n' });
  const first = valueOf(await run(filesRequest([change('a.yaml', 'a: 2\n')], 'Rewrite a')));
  pass(60_000);
  await repo.git('commit', '-q', '-a', '-m', 'two');
  const commit = await repo.git('rev-parse', 'HEAD');
  const reset = valueOf(await run(gitRequest(['reset', '-q', '--hard', 'HEAD~1'])));
  // One that stands for the hour.
  pass(60_000);
  valueOf(await vault.createBackup('later', [projectPath('b.yaml')], context));
  pass(2 * dayMs);
  await repo.write({ 'b.yaml': 'YOUNGER-WORK\n' });
  valueOf(await run(filesRequest([change('b.yaml', 'b: 2\n')], 'Rewrite b')));
  valueOf(await run(filesRequest([change('b.yaml', 'b: 3\n')], 'Rewrite b again')));

  const dry = valueOf(await vault.prune({ dryRun: true }, context));
  expect(dry.decisions.map(({ because }) => because)).toContain(
    `“Rewrite a” (${first.operationId}) can be undone until 2026-02-04`,
  );
  expect(dry.ending).toEqual([]);
  const ends = await wait(40);
  expect(ends.flatMap(({ ending }) => ending.map(({ operationId }) => operationId))).toEqual([
    first.operationId,
    reset.operationId,
  ]);
  const sentence =
    'It cannot be undone, redone or reverted since 2026-02-06, when Selvedge let go of that: it was older than 30 days, and not one of the last 2 operations.';
  const failures = [
    failureOf(await undo(first.operationId)),
    failureOf(await operations.revert(first.operationId, context)),
    failureOf(await operations.previewUndo(first.operationId)),
  ];
  for (const failure of failures) {
    expect(failure).toMatchObject({ code: 'not-undoable', reason: sentence });
    expect(describeFailure(failure).sentence).toContain(sentence);
  }
  const { operations: listed } = valueOf(await operations.list({ limit: 50, before: null }));
  expect(listed.find(({ operationId }) => operationId === first.operationId)).toMatchObject({
    undoable: false,
    notUndoableBecause: sentence,
  });
  expect(listed.find(({ kind }) => kind === 'let-undo-go')?.title).toBe('Let undo of 2 operations go');
  const { events } = await operations.audit.list(100);
  expect(events.find(({ kind }) => kind === 'let-undo-go')?.detail).toContain(
    `Undo let go of: ${first.operationId}, ${reset.operationId}.`,
  );
  expect(await operations.audit.verify()).toMatchObject({ sound: true, problems: [] });

  // What it changed can be looked at for 90 days. Then it goes, with what git held for it.
  expect(await stored('OLD-WORK')).toBe(true);
  await wait(60);
  expect(await stored('OLD-WORK')).toBe(false);
  expect(await stored('YOUNGER-WORK')).toBe(true);
  await repo.git('reflog', 'expire', '--expire=now', '--all');
  await repo.git('gc', '-q', '--prune=now');
  expect((await repo.tryGit('cat-file', '-e', commit)).exitCode).not.toBe(0);
  // The last two are undone to the byte, and known again after a new start.
  const again = await openSafety(repo.root, { dataFolder, undoWindow: { days: 30, operations: 2 } });
  expect(valueOf(await again.operations.list({ limit: 9, before: null })).undo).not.toBeNull();
  valueOf(await undo());
  valueOf(await undo());
  expect(await repo.read('b.yaml')).toBe('YOUNGER-WORK\n');
  expect(failureOf(await undo())).toMatchObject({ code: 'not-undoable' });
});

it('what a newer operation holds stays as long as an older one can be taken back; for ever is for ever', async () => {
  const { repo, operations, vault, run, undo, redo, wait } = await setUp({ days: null, operations: 1 });
  await repo.commit('two', { 'a.yaml': 'a: 2\n' });
  const second = await repo.git('rev-parse', 'HEAD');
  await repo.git('branch', 'side');
  // Only the branch has the commit, so this one need not hold it.
  valueOf(await run(gitRequest(['reset', '-q', '--hard', 'HEAD~1'])));
  valueOf(await run(gitRequest(['branch', '-q', '-D', 'side'])));
  await wait(200);
  await repo.git('reflog', 'expire', '--expire=now', '--all');
  await repo.git('gc', '-q', '--prune=now');
  const dry = valueOf(await vault.prune({ dryRun: true }, context));
  expect(dry.ending).toEqual([]);
  expect(dry.commits.map(({ because }) => because)).toEqual([
    expect.stringContaining('can be undone, which Settings keep for ever'),
  ]);
  valueOf(await undo());
  valueOf(await undo());
  expect(await repo.git('rev-parse', 'HEAD', 'side')).toBe(`${second}\n${second}`);
  valueOf(await redo());
  valueOf(await redo());
  expect((await operations.audit.verify()).sound).toBe(true);
});
