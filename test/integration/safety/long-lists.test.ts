import { readFile, readdir, stat, truncate, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import type { FileSystem } from '../../../src/engine/files/file-system';
import { diskNow } from '../../../src/engine/files/node-now';
import { nodeFileSystem } from '../../../src/engine/files/node-file-system';
import { valueOf } from '../../support/project';
import type { TestRepository } from '../../support/repository';
import { createRepository } from '../../support/repository';
import { openSafety, projectPath, quickFolder } from '../../support/safety-project';
import type { SafetyProject } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const count = 1_500;
const pathOf = (at: number): string => `d${at % 7}/f${at}.yaml`;
const context = quietContext();
let repo: TestRepository;

beforeAll(async () => {
  repo = await createRepository({ root: await quickFolder('long') });
  const files = Object.fromEntries(Array.from({ length: count }, (_, at) => [pathOf(at), `vlan: ${at}\n`]));
  await repo.commit('all', files);
  await settled();
});

/** Until nothing was written for so long that times tell everything. */
const settled = (): Promise<void> => new Promise((resume) => setTimeout(resume, 2_100));

/** The real disk, which counts the files of the working tree that are read. */
function countingDisk(): { readonly fs: FileSystem; readonly reads: () => number } {
  let reads = 0;
  const now: FileSystem['now'] = {
    ...diskNow,
    read: (path, size) => {
      if (path.endsWith('.yaml')) reads += 1;
      return diskNow.read(path, size);
    },
  };
  return { fs: { ...nodeFileSystem(), now }, reads: () => reads };
}

const checkpoint = async (safety: SafetyProject, name: string): Promise<string> =>
  valueOf(await safety.operations.checkpoints.create(name, context)).backup.backupId;

/** Path → text, as a new process reads it. */
async function tell(dataFolder: string, backupId: string, at: readonly number[]): Promise<string[]> {
  const safety = await openSafety(repo.root, { dataFolder });
  const { files } = valueOf(await safety.operations.vault.show(backupId));
  expect(files).toHaveLength(count);
  const told: string[] = [];
  for (const one of at)
    told.push(
      valueOf(await safety.operations.vault.readVersion(backupId, projectPath(pathOf(one)))).bytes?.toString() ?? '',
    );
  await safety.operations.close();
  return told;
}

async function packs(dataFolder: string): Promise<Map<string, number>> {
  const folder = join(dataFolder, 'vault', 'packs');
  const names = await readdir(folder);
  return new Map(
    await Promise.all(names.map(async (name) => [join(folder, name), (await stat(join(folder, name))).size] as const)),
  );
}

describe('backups of many files', () => {
  it('write down only what differs, and each is whole by itself', async () => {
    const safety = await openSafety(repo.root);
    const { dataFolder } = safety;
    const first = await checkpoint(safety, 'first');
    const before = await packs(dataFolder);
    await repo.write({ [pathOf(8)]: 'vlan: changed\n' });
    const second = await checkpoint(safety, 'second');
    await safety.operations.close();
    const made = [...(await packs(dataFolder))].filter(([path]) => !before.has(path));
    expect(made).toHaveLength(1);
    expect(made[0]?.[1]).toBeLessThan(Math.max(...before.values()) / 3);
    expect(await tell(dataFolder, first, [8, 9])).toEqual(['vlan: 8\n', 'vlan: 9\n']);
    expect(await tell(dataFolder, second, [8, 9])).toEqual(['vlan: changed\n', 'vlan: 9\n']);
    await repo.write({ [pathOf(8)]: 'vlan: 8\n' });
  });

  it('are pruned without harm to those that share parts with them', async () => {
    let now = Date.now();
    const safety = await openSafety(repo.root, { clock: () => now });
    const { vault } = safety.operations;
    const all = Array.from({ length: count }, (_, at) => projectPath(pathOf(at)));
    const one = valueOf(await vault.createBackup('one', all, context)).backupId;
    await repo.write({ [pathOf(8)]: 'vlan: changed\n' });
    const two = valueOf(await vault.createBackup('two', all, context)).backupId;
    await repo.write({ [pathOf(8)]: 'vlan: 8\n' });
    valueOf(await vault.pin(two, true, context));
    const rules = { keepAllHours: 1, hourly: 0, daily: 0, weekly: 0, monthly: 0, minimumDays: 0, deletedDays: 0 };
    for (let day = 0; day < 2; day += 1) {
      now += 2 * 24 * 3_600_000;
      valueOf(await vault.prune({ dryRun: false, rules }, context));
    }
    expect(valueOf(await vault.list(null)).backups.map(({ backupId }) => backupId)).toEqual([two]);
    await safety.operations.close();
    expect(await tell(safety.dataFolder, two, [8, 9])).toEqual(['vlan: changed\n', 'vlan: 9\n']);
    expect(one).not.toBe(two);
  });

  it('keep their contents when a part of the list is damaged, for whoever repairs it', async () => {
    let now = Date.now();
    const safety = await openSafety(repo.root, { clock: () => now });
    await repo.write({ [pathOf(8)]: 'vlan: only here\n' });
    const id = await checkpoint(safety, 'first');
    await repo.write({ [pathOf(8)]: 'vlan: 8\n' });
    await safety.operations.close();
    const [pack = ''] = (await packs(safety.dataFolder)).keys();
    const whole = await readFile(pack);
    await writeFile(pack, damagedPart(whole));

    const later = await openSafety(repo.root, { dataFolder: safety.dataFolder, clock: () => now });
    expect((await later.operations.vault.show(id)).ok).toBe(false);
    const rules = { keepAllHours: 1, hourly: 0, daily: 0, weekly: 0, monthly: 0, minimumDays: 0, deletedDays: 0 };
    now += 9 * 24 * 3_600_000;
    valueOf(await later.operations.vault.prune({ dryRun: false, rules }, context));
    // Something due, so that packs are gone through.
    valueOf(await later.operations.vault.createBackup('small', [projectPath(pathOf(1))], context));
    for (let day = 0; day < 2; day += 1) {
      now += 2 * 24 * 3_600_000;
      valueOf(await later.operations.vault.prune({ dryRun: false, rules }, context));
    }
    await later.operations.close();
    expect((await readFile(pack)).length).toBe(whole.length);
    await writeFile(pack, whole);
    expect(await tell(safety.dataFolder, id, [8])).toEqual(['vlan: only here\n']);
  });
});

/** One byte of the first record that is a list of paths. */
function damagedPart(whole: Buffer): Buffer {
  const at = whole.lastIndexOf('REC1', whole.lastIndexOf('"version":2'));
  const part = whole.lastIndexOf('REC1', at - 200);
  const bad = Buffer.from(whole);
  bad[part + 60] = (bad[part + 60] ?? 0) ^ 1;
  return bad;
}

describe('files that were read before', () => {
  it('are not read again, by a later process neither, unless they changed', async () => {
    const first = await openSafety(repo.root);
    const { dataFolder } = first;
    const path = repo.path(pathOf(5));
    // A time that can be given back to the last digit.
    const then = new Date('2026-01-01T00:00:00Z');
    await utimes(path, then, then);
    await settled();
    await checkpoint(first, 'one');
    await first.operations.close();

    const disk = countingDisk();
    const second = await openSafety(repo.root, { dataFolder, fileSystem: disk.fs });
    await checkpoint(second, 'two');
    expect(disk.reads()).toBe(0);
    // Same size, same time of modification: only the time of the change differs.
    await writeFile(path, 'vlan: X\n');
    await utimes(path, then, then);
    const id = await checkpoint(second, 'three');
    expect(disk.reads()).toBe(1);
    await second.operations.close();
    expect(await tell(dataFolder, id, [5])).toEqual(['vlan: X\n']);
    await writeFile(path, 'vlan: 5\n');
  });

  it('are read again when they were young, or when the vault lost them', async () => {
    const disk = countingDisk();
    const safety = await openSafety(repo.root, { fileSystem: disk.fs });
    await repo.write({ [pathOf(3)]: 'vlan: young\n' });
    // Young for as long as this runs.
    const later = new Date(Date.now() + 3_600_000);
    await utimes(repo.path(pathOf(3)), later, later);
    await checkpoint(safety, 'one');
    const before = disk.reads();
    expect(before).toBe(count);
    await checkpoint(safety, 'two');
    expect(disk.reads() - before).toBeGreaterThanOrEqual(1);
    await safety.operations.close();

    for (const pack of (await packs(safety.dataFolder)).keys()) await truncate(pack, 0);
    const again = countingDisk();
    const anew = await openSafety(repo.root, { dataFolder: safety.dataFolder, fileSystem: again.fs });
    const id = await checkpoint(anew, 'three');
    expect(again.reads()).toBe(count);
    await anew.operations.close();
    expect(await tell(safety.dataFolder, id, [3, 4])).toEqual(['vlan: young\n', 'vlan: 4\n']);
  });
});
