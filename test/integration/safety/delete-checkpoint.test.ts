import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import { describeFailure } from '../../../src/core/failure/describe-failure';
import { failureOf, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import { openSafety, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();
const day = 24 * 3_600_000;
const rules = { keepAllHours: 48, hourly: 0, daily: 1, weekly: 0, monthly: 0, minimumDays: 30, deletedDays: 90 };

const setUp = async () => {
  let now = Date.parse('2026-05-01T10:00:00Z');
  const repo = await createRepository({ root: await quickFolder('repository') });
  await repo.commit('one', { 'a.yaml': 'a: 1\n' });
  const safety = await openSafety(repo.root, { clock: () => now });
  const { vault, checkpoints } = safety.operations;
  const names = async (): Promise<string[]> => (await checkpoints.list()).map(({ name }) => name);
  const held = (): Promise<string> => repo.git('for-each-ref', '--format=%(refname)', 'refs/selvedge/checkpoint');
  /** Days go by; the rules are applied each week, for a clock that jumps is not believed. */
  const passDays = async (days: number): Promise<void> => {
    for (let left = days; left > 0; left -= 5) {
      now += Math.min(left, 5) * day;
      valueOf(await vault.prune({ dryRun: false, rules }, context));
    }
  };
  const checkpoint = async (name: string): Promise<string> => {
    now += 60_000;
    return valueOf(await checkpoints.create(name, context)).backup.backupId;
  };
  return {
    repo,
    ...safety,
    vault,
    checkpoints,
    names,
    held,
    passDays,
    checkpoint,
    later: (days: number) => (now += days * day),
  };
};

describe('a checkpoint that is deleted', () => {
  it('is a backup as any other, comes back by pinning, and goes with what git held for it', async () => {
    const { repo, vault, checkpoints, names, held, passDays, checkpoint } = await setUp();
    await repo.write({ 'a.yaml': 'a: staged\n' });
    await repo.git('add', 'a.yaml');
    const id = await checkpoint('first');
    const listed = async () => valueOf(await vault.list(null)).backups.find(({ backupId }) => backupId === id);
    expect(await listed()).toMatchObject({ pinned: true, checkpoint: { name: 'first', deleted: false } });
    expect(valueOf(await checkpoints.delete(id, context)).name).toBe('first');
    expect(await names()).toEqual([]);
    expect(await listed()).toMatchObject({ pinned: false, checkpoint: { name: 'first', deleted: true } });
    expect(failureOf(await checkpoints.delete(id, context))).toEqual({ code: 'backup-missing', id });

    valueOf(await vault.pin(id, true, context));
    expect(await names()).toEqual(['first']);
    expect(await held()).not.toBe('');
    valueOf(await vault.pin(id, false, context));
    expect(await names()).toEqual([]);

    await passDays(40);
    await repo.write({ 'a.yaml': 'a: later\n' });
    valueOf(await vault.createBackup('later', null, context));
    await passDays(40);
    expect(failureOf(await vault.show(id))).toMatchObject({ code: 'backup-missing' });
    expect(await held()).toBe('');
  });

  it('is explained by the rules, before and after', async () => {
    const { repo, vault, checkpoints, passDays, checkpoint } = await setUp();
    const kept = await checkpoint('kept');
    const gone = await checkpoint('gone');
    await repo.write({ 'a.yaml': 'a: 2\n' });
    await passDays(40);
    valueOf(await vault.createBackup('later', null, context));
    valueOf(await checkpoints.delete(gone, context));
    const { decisions } = valueOf(await vault.prune({ dryRun: true, rules }, context));
    expect(decisions.filter(({ id }) => id === kept || id === gone)).toEqual([
      {
        id: gone,
        keep: false,
        because: 'A checkpoint that was deleted, and a newer one stands for its hour, day, week and month',
        forUndo: false,
      },
      { id: kept, keep: true, because: 'A checkpoint, which stays until somebody deletes it', forUndo: false },
    ]);
  });

  it('leaves what another checkpoint of the same state needs', async () => {
    const { repo, vault, checkpoints, names, passDays, checkpoint } = await setUp();
    await repo.git('checkout', '-q', '-b', 'side');
    await repo.commit('side', { 'side.yaml': 's\n' });
    const gone = await checkpoint('gone');
    const kept = await checkpoint('kept');
    await repo.git('checkout', '-q', 'main');
    await repo.git('branch', '-q', '-D', 'side');
    valueOf(await checkpoints.delete(gone, context));
    await passDays(40);
    await repo.write({ 'a.yaml': 'a: later\n' });
    valueOf(await vault.createBackup('later', null, context));
    await passDays(40);
    expect(failureOf(await vault.show(gone))).toMatchObject({ code: 'backup-missing' });
    await repo.git('reflog', 'expire', '--expire=now', '--all');
    await repo.git('gc', '-q', '--prune=now');
    expect(await names()).toEqual(['kept']);
    expect(valueOf(await checkpoints.rollBackTo(kept, context)).different).toEqual([]);
    expect(await repo.read('side.yaml')).toBe('s\n');
  });

  it('is named in the audit trail, and so is what the rules removed', async () => {
    const { repo, vault, checkpoints, passDays, checkpoint, operations } = await setUp();
    const id = await checkpoint('first');
    valueOf(await checkpoints.delete(id, context));
    await passDays(40);
    await repo.write({ 'a.yaml': 'a: later\n' });
    valueOf(await vault.createBackup('later', null, context));
    await passDays(40);
    const { events } = await operations.audit.list(1000);
    const said = events.flatMap(({ title, detail }) => (detail === null ? [] : [`${title}: ${detail}`]));
    expect(said).toContain(`Delete the checkpoint ${id}: “first”`);
    expect(said).toContain(`Prune backups: Let go: ${id}.`);
    expect(said).toContain(`Prune backups: Removed: ${id}.`);
  });
});

describe('a refusal to let backups go', () => {
  const sentenceOf = (failure: Parameters<typeof describeFailure>[0]): string => describeFailure(failure).sentence;

  it('names the marks that were lost, and pinning ends it', async () => {
    const { repo, vault, dataFolder } = await setUp();
    await repo.write({ 'a.yaml': 'a: 2\n' });
    const { backupId } = valueOf(await vault.createBackup('one', null, context));
    valueOf(await vault.pin(backupId, true, context));
    for (const name of ['marks.json', 'marks-again.json']) await writeFile(join(dataFolder, 'vault', name), '{');
    const refused = failureOf(await vault.prune({ dryRun: false, rules }, context));
    expect(refused.code).toBe('prune-refused');
    expect(sentenceOf(refused)).toMatch(
      /^Which backups are pinned .* Pin or unpin any backup.* Nothing was removed\.$/,
    );
    valueOf(await vault.pin(backupId, false, context));
    valueOf(await vault.prune({ dryRun: false, rules }, context));
  });

  it('names the checkpoint whose needs nobody knows', async () => {
    const { repo, vault, passDays, checkpoint, dataFolder, later } = await setUp();
    const id = await checkpoint('storm');
    await repo.write({ 'a.yaml': 'a: 2\n' });
    valueOf(await vault.createBackup('old', null, context));
    await passDays(25);
    valueOf(await vault.createBackup('later', null, context));
    await passDays(5);
    const packs = join(dataFolder, 'vault/packs');
    const found = (await readdir(packs)).map((name) => join(packs, name));
    let flipped = 0;
    for (const path of found) {
      const bytes = await readFile(path);
      const at = bytes.indexOf('"refs":{"refs/heads/main"');
      if (at < 0) continue;
      bytes[at + 3]! ^= 1;
      flipped += 1;
      await writeFile(path, bytes);
    }
    expect(flipped).toBe(1);
    later(2);
    const refused = failureOf(await vault.prune({ dryRun: false, rules }, context));
    expect(refused.code).toBe('prune-refused');
    expect(sentenceOf(refused)).toContain(`What the checkpoint “storm” (${id}) needs cannot be read`);
  });
});
