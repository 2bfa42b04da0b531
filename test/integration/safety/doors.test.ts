import { mkdir, readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, describe, expect, it, vi } from 'vitest';
import type { AppEvent } from '../../../src/contract/events';
import { quietContext } from '../../../src/engine/call-context';
import { createEngine, type Engine } from '../../../src/engine/index';
import { startUpkeep } from '../../../src/engine/upkeep/start-upkeep';
import { failureOf, valueOf } from '../../support/project';
import type { TestRepository } from '../../support/repository';
import { createRepository } from '../../support/repository';
import { change, filesRequest, gitRequest, openSafety, projectPath, quickFolder } from '../../support/safety-project';
import { removeAllFolders, temporaryFolder } from '../../support/temporary-folder';

const engines: Engine[] = [];
afterEach(async () => {
  for (const engine of engines.splice(0)) await engine.close();
});
afterAll(removeAllFolders);

const context = quietContext();

const makeRepository = async (): Promise<TestRepository> => {
  const repo = await createRepository({ root: await quickFolder('repository') });
  await repo.commit('one', { 'a.yaml': 'a: 1\n', 'b.yaml': 'b: 1\n' });
  return repo;
};

describe('the trail', () => {
  it('keeps a refusal of a locked repository, taken in by the next operation', async () => {
    const repo = await makeRepository();
    const dataFolder = await quickFolder('data');
    const first = await openSafety(repo.root, { dataFolder });
    const second = await openSafety(repo.root, { dataFolder });
    let release: () => void = () => undefined;
    const held = new Promise<void>((resolve) => (release = resolve));
    const long = first.operations.run(
      { ...gitRequest(['status']), git: { protects: [], act: () => held.then(() => ({ ok: true, value: {} })) } },
      context,
    );
    await vi.waitFor(async () => expect(await second.operations.lockHolder()).not.toBeNull());
    const giveUp = AbortSignal.timeout(300);
    const refused = await second.operations.run(filesRequest([change('a.yaml', 'x\n')], 'Write a'), {
      ...context,
      signal: giveUp,
    });
    expect(failureOf(refused).code).toBe('cancelled');
    release();
    valueOf(await long);
    valueOf(await second.run(filesRequest([change('a.yaml', 'y\n')], 'Write again')));
    const { events } = await second.operations.audit.list(10);
    expect(events.map(({ title, kind, result }) => [title, kind, result])).toContainEqual([
      'Write a',
      'refused',
      'cancelled',
    ]);
    expect((await second.operations.audit.verify()).sound).toBe(true);
  });
});

describe('the second vault', () => {
  it('gets every pack by the setting, heals the first, and says when its disk is away', async () => {
    const repo = await makeRepository();
    const second = await temporaryFolder('second');
    const { calls, projectId, dataFolder } = await openEngine(repo, {});
    valueOf(await calls['settings.write']({ change: { secondVaultFolder: second } }, context));
    await repo.write({ 'a.yaml': 'a: only in the vault\n' });
    const made = valueOf(await calls['vault.create']({ projectId, note: '', paths: null }, context));
    valueOf(
      await calls['history.restore'](
        { projectId, source: { kind: 'commit', commit: 'HEAD' }, paths: [projectPath('a.yaml')] },
        context,
      ),
    );
    const state = valueOf(await calls['vault.state']({ projectId }, context));
    expect(state.second).toEqual({ location: expect.stringContaining(second), problem: null });
    const [id = ''] = await readdir(join(dataFolder, 'repositories'));
    const packs = join(dataFolder, 'repositories', id, 'vault/packs');
    for (const pack of await readdir(packs)) await flipEveryRecord(join(packs, pack));
    const check = valueOf(await calls['vault.verify']({ projectId, backupId: null }, context));
    expect(check.damaged.length).toBeGreaterThan(0);
    const healed = valueOf(await calls['vault.heal']({ projectId }, context));
    expect(healed.affected).toEqual([]);
    expect(healed.healed.map(({ where }) => where)).toContain('the second vault (whole packs)');
    expect(healed.quarantined.length).toBeGreaterThan(0);
    valueOf(
      await calls['history.restore'](
        { projectId, source: { kind: 'backup', backupId: made.backupId }, paths: [projectPath('a.yaml')] },
        context,
      ),
    );
    expect(await repo.read('a.yaml')).toBe('a: only in the vault\n');
    valueOf(await calls['settings.write']({ change: { secondVaultFolder: join(second, 'not-mounted') } }, context));
    const away = valueOf(await calls['vault.state']({ projectId }, context));
    expect(away.second?.problem).toContain('is not there');
    expect(await readdir(second)).not.toContain('not-mounted');
  });
});

describe('forgetting', () => {
  it('reaches vault, second vault and the drafts of merges', async () => {
    const repo = await makeRepository();
    const second = await temporaryFolder('second');
    const { calls, projectId, dataFolder } = await openEngine(repo, {});
    valueOf(await calls['settings.write']({ change: { secondVaultFolder: second } }, context));
    await repo.write({ 'a.yaml': 'secret: 7f3a91\n' });
    valueOf(await calls['vault.create']({ projectId, note: '', paths: null }, context));
    valueOf(await calls['checkpoints.create']({ projectId, name: 'with it' }, context));
    const [id = ''] = await readdir(join(dataFolder, 'repositories'));
    const drafts = join(dataFolder, 'repositories', id, 'drafts');
    await mkdir(drafts, { recursive: true });
    await writeFile(join(drafts, 'one.json'), JSON.stringify({ version: 1, path: 'a.yaml', text: 'secret: 7f3a91' }));
    await writeFile(join(drafts, 'two.json'), JSON.stringify({ version: 1, path: 'b.yaml', text: 'b' }));
    const wish = { projectId, paths: [projectPath('a.yaml')], hashes: [] };
    const asked = valueOf(await calls['vault.forget']({ ...wish, dryRun: true }, context));
    expect(asked).toMatchObject({ dryRun: true, contents: 1, backups: 2, drafts: 1, freedBytes: 0 });
    expect(await whereIsIt([dataFolder, second], 'secret: 7f3a91')).not.toEqual([]);
    const done = valueOf(await calls['vault.forget']({ ...wish, dryRun: false }, context));
    expect(done).toMatchObject({ dryRun: false, contents: 1, drafts: 1 });
    expect(await whereIsIt([dataFolder, second], 'secret: 7f3a91')).toEqual([]);
    expect(await readdir(drafts)).toEqual(['two.json']);
    expect(await repo.read('a.yaml')).toBe('secret: 7f3a91\n');
  });
});

describe('upkeep', () => {
  it('keeps edits made elsewhere once, not our own, over deletion and checkout', async () => {
    const repo = await makeRepository();
    const events: AppEvent[] = [];
    const { calls, projectId } = await openEngine(repo, { events, watch: true });
    const versions = async (path: string): Promise<string[]> => {
      const { backups } = valueOf(await calls['vault.list']({ projectId, path: projectPath(path) }, context));
      return backups.filter(({ trigger }) => trigger === 'external-edit').map(({ backupId }) => backupId);
    };
    await repo.write({ 'a.yaml': 'a: by an editor\n' });
    await vi.waitFor(async () => expect(await versions('a.yaml')).toHaveLength(1), { timeout: 15_000 });
    const [kept = ''] = await versions('a.yaml');
    await repo.git('checkout', '-q', '--', 'a.yaml');
    await repo.git('rm', '-q', 'a.yaml');
    valueOf(
      await calls['history.restore'](
        { projectId, source: { kind: 'backup', backupId: kept }, paths: [projectPath('a.yaml')] },
        context,
      ),
    );
    expect(await repo.read('a.yaml')).toBe('a: by an editor\n');
    expect(events.some(({ kind }) => kind === 'backups-changed')).toBe(true);
    await repo.write({ 'b.yaml': 'b: by an editor\n' });
    await vi.waitFor(async () => expect(await versions('b.yaml')).toHaveLength(1), { timeout: 15_000 });
    // What the restore wrote was ours: it is no edit made elsewhere.
    const last = await versions('a.yaml');
    expect(last).toContain(kept);
    const quiet = valueOf(await calls['vault.list']({ projectId, path: null }, context)).backups.length;
    await new Promise((resume) => setTimeout(resume, 2_500));
    expect(valueOf(await calls['vault.list']({ projectId, path: null }, context)).backups).toHaveLength(quiet);
  }, 60_000);

  it('tells an open window what the command line did', async () => {
    const repo = await makeRepository();
    const events: AppEvent[] = [];
    const { calls, projectId, dataFolder } = await openEngine(repo, { events, watch: true });
    const other = await createEngine({ dataFolder, actor: 'command line', watch: false, emit: () => undefined });
    engines.push(other);
    const there = valueOf(await other.calls['projects.open']({ path: repo.root, remember: false }, context));
    await repo.write({ 'a.yaml': 'x\n' });
    const { operationId } = valueOf(
      await other.calls['history.restore'](
        { projectId: there.projectId, source: { kind: 'commit', commit: 'HEAD' }, paths: [projectPath('a.yaml')] },
        context,
      ),
    );
    await vi.waitFor(
      () => expect(events).toContainEqual(expect.objectContaining({ kind: 'operation-recorded', operationId })),
      { timeout: 10_000 },
    );
    const shown = valueOf(await calls['operations.show']({ projectId, operationId }, context));
    expect(shown.operation.actor).toBe('command line');
  }, 30_000);

  it('backs up on schedule only when something is new; prunes and reads again once a day', async () => {
    const repo = await makeRepository();
    const { operations, dataFolder } = await openSafety(repo.root);
    await repo.write({ 'a.yaml': 'a: 2\n' });
    valueOf(await operations.vault.createBackup('', null, context));
    const notices: (string | null)[] = [];
    const bugs: unknown[] = [];
    const upkeep = startUpkeep({
      operations,
      changedPaths: () => Promise.resolve([]),
      backupEveryMinutes: () => 0.0001,
      vaultWarnBytes: () => 1,
      onBackups: (notice) => notices.push(notice),
      onBug: (error) => bugs.push(error),
      timing: { tickMs: 20, firstBackupMs: 0, firstUpkeepMs: 0 },
    });
    const scheduled = async (): Promise<number> =>
      valueOf(await operations.vault.list(null)).backups.filter(({ trigger }) => trigger === 'schedule').length;
    await vi.waitFor(async () => expect((await operations.vault.state()).lastScrub).not.toBeNull(), { timeout: 8_000 });
    expect(await scheduled()).toBe(0);
    await repo.write({ 'a.yaml': 'a: 3\n' });
    upkeep.onFact({ kind: 'working-tree-changed', paths: [], everything: false });
    await vi.waitFor(async () => expect(await scheduled()).toBe(1), { timeout: 8_000 });
    await upkeep.close();
    const { lastPrune, lastScrub } = await operations.vault.state();
    expect(lastPrune).toMatchObject({ marked: 0, removed: 0 });
    expect(lastScrub).toMatchObject({ part: 1, healed: null });
    expect(notices.filter((notice) => notice !== null)).toEqual([expect.stringContaining('Nothing was deleted')]);
    expect(bugs).toEqual([]);
    // Seven runs read every pack: damage is found within them, healed from the working tree, and put aside.
    const packs = join(dataFolder, 'vault/packs');
    for (const pack of await readdir(packs)) await flipEveryRecord(join(packs, pack));
    const found = [];
    for (let part = 1; part <= 7; part += 1) found.push(valueOf(await operations.vault.scrub(context)).healed);
    const healed = found.find((one) => one !== null);
    expect(healed?.quarantined.length).toBeGreaterThan(0);
    expect(healed?.healed.map(({ where }) => where)).toContain('the file a.yaml');
    expect((await operations.vault.state()).quarantinedPacks).toBeGreaterThan(0);
  }, 30_000);
});

async function openEngine(
  repo: TestRepository,
  options: { readonly events?: AppEvent[]; readonly watch?: boolean },
): Promise<{ readonly calls: Engine['calls']; readonly projectId: string; readonly dataFolder: string }> {
  const dataFolder = await quickFolder('data');
  const engine = await createEngine({
    dataFolder,
    watch: options.watch ?? false,
    emit: (event) => void options.events?.push(event),
  });
  engines.push(engine);
  const { projectId } = valueOf(await engine.calls['projects.open']({ path: repo.root, remember: false }, context));
  return { calls: engine.calls, projectId, dataFolder };
}

/** Damages the stored bytes of every record; the list of records at the end stays readable. */
async function flipEveryRecord(path: string): Promise<void> {
  const bytes = await readFile(path);
  for (let at = bytes.indexOf('REC1'); at >= 0; at = bytes.indexOf('REC1', at + 4)) {
    const first = at + 56;
    bytes[first] = (bytes[first] ?? 0) ^ 0xff;
  }
  await writeFile(path, bytes);
}

async function whereIsIt(folders: readonly string[], text: string): Promise<string[]> {
  const found: string[] = [];
  for (const folder of folders)
    for (const entry of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!entry.isFile()) continue;
      const path = join(entry.parentPath, entry.name);
      if ((await readFile(path)).includes(text)) found.push(path);
    }
  return found;
}
