import { readFile, readdir, rm, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { quietContext } from '../../../src/engine/call-context';
import type { FileSystem } from '../../../src/engine/files/file-system';
import { nodeFileSystem } from '../../../src/engine/files/node-file-system';
import { valueOf } from '../../support/project';
import type { TestRepository } from '../../support/repository';
import { createRepository } from '../../support/repository';
import { change, filesRequest, openSafety, quickFolder } from '../../support/safety-project';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

const context = quietContext();
const names = ['a.yaml', 'b.yaml', 'c.yaml'];

/** A disk that dies right before the n-th rename into this folder: nothing works from then on. */
function dyingDisk(root: string, renames: number): FileSystem {
  const disk = nodeFileSystem();
  let left = renames;
  let dead = false;
  const guarded = <T extends object>(of: T): T =>
    new Proxy(of, {
      get: (target, name) => {
        const value: unknown = Reflect.get(target, name);
        if (typeof value !== 'function') return typeof value === 'object' && value !== null ? guarded(value) : value;
        return (...args: unknown[]): unknown => {
          const [, to] = args;
          const inside = typeof to === 'string' && to.startsWith(`${root}/`) && !to.startsWith(`${root}/.git/`);
          if (name === 'rename' && inside && (left -= 1) < 0) dead = true;
          if (dead) throw new Error('the machine is off');
          return (value as (...all: unknown[]) => unknown).apply(target, args);
        };
      },
    });
  return guarded(disk);
}

/** Three files are written, and the machine goes off after the first of them. */
async function crashed(): Promise<{ repo: TestRepository; dataFolder: string; operationId: string; journal: string }> {
  const repo = await createRepository({ root: await quickFolder('repository') });
  await repo.commit('one', Object.fromEntries(names.map((name) => [name, 'old\n'])));
  const dataFolder = await quickFolder('data');
  const victim = await openSafety(repo.root, { dataFolder, fileSystem: dyingDisk(repo.root, 1) });
  const write = victim.run(filesRequest(names.map((name) => change(name, `new ${name}\n`))));
  await expect(write).rejects.toThrow('the machine is off');
  // Whoever died holds nothing any more.
  await rm(join(repo.root, '.git/selvedge/lock'), { recursive: true, force: true });
  const journal = join(repo.root, '.git/selvedge/journal');
  const [record = ''] = (await readdir(journal)).filter((name) => name.endsWith('.intent'));
  expect((await texts(repo)).sort()).toEqual(['new', 'old', 'old']);
  return { repo, dataFolder, operationId: record.replace('.intent', ''), journal };
}

const texts = (repo: TestRepository): Promise<string[]> =>
  Promise.all(names.map(async (name) => (await readFile(join(repo.root, name), 'utf8')).split(/\s/)[0] ?? ''));

/** What is said besides a lock that went away. */
const telling = (notices: readonly string[]): string[] => notices.filter((one) => !one.includes('index lock'));

/** A write that has nothing to do with what crashed. */
async function goesOn(dataFolder: string, repo: TestRepository): Promise<void> {
  const { run } = await openSafety(repo.root, { dataFolder });
  valueOf(await run(filesRequest([change('other.yaml', 'other\n')])));
  expect(await repo.read('other.yaml')).toBe('other\n');
}

describe('a crash, and then the vault is lost', () => {
  it('what the stage still holds is finished', async () => {
    const { repo, operationId } = await crashed();
    const dataFolder = await quickFolder('data');
    const { operations } = await openSafety(repo.root, { dataFolder });
    const { repaired } = valueOf(await operations.recover(context));
    expect(repaired).toMatchObject([{ operationId, outcome: 'finished', diverged: [] }]);
    expect(await texts(repo)).toEqual(['new', 'new', 'new']);
    await goesOn(dataFolder, repo);
  });

  it('a staged content that is damaged is not used: the record is put aside, every file is named, work goes on', async () => {
    const { repo, operationId } = await crashed();
    const stage = join(repo.root, '.git/selvedge/stage', operationId);
    for (const name of await readdir(stage)) await writeFile(join(stage, name), 'nonsense');
    const before = await texts(repo);
    const dataFolder = await quickFolder('data');
    const { operations } = await openSafety(repo.root, { dataFolder });
    const { repaired, notices } = valueOf(await operations.recover(context));
    expect(repaired).toEqual([]);
    expect(await texts(repo)).toEqual(before);
    expect(telling(notices)).toHaveLength(1);
    const [said = ''] = telling(notices);
    expect(said).toContain('can be neither finished nor taken back');
    const [first, ...others] = [...names].sort((one) => (before[names.indexOf(one)] === 'new' ? -1 : 1));
    expect(said).toContain(`Changed already: ${first ?? ''}.`);
    for (const name of others) expect(said).toContain(`${name} (was to be a file of 11 bytes, SHA-256 `);
    expect((await readdir(join(repo.root, '.git/selvedge/set-aside'))).join(' ')).toContain(operationId);
    const listed = valueOf(await operations.list({ limit: 10, before: null }));
    expect(listed.operations).toMatchObject([{ operationId, outcome: 'diverged', undoable: false, pathCount: 3 }]);
    await goesOn(dataFolder, repo);
    const again = (await openSafety(repo.root, { dataFolder })).operations;
    expect(valueOf(await again.recover(context))).toEqual({ repaired: [], notices: [] });
    expect(await again.audit.verify()).toMatchObject({ sound: true, problems: [] });
  });

  it('what can still be taken back is: only the new contents are lost', async () => {
    const repo = await createRepository({ root: await quickFolder('repository') });
    await repo.commit('one', { 'k.yaml': 'k\n' });
    const dataFolder = await quickFolder('data');
    const victim = await openSafety(repo.root, { dataFolder, fileSystem: dyingDisk(repo.root, 1) });
    const made = victim.run(filesRequest(['x.yaml', 'y.yaml'].map((name) => change(name, `${name}\n`))));
    await expect(made).rejects.toThrow('the machine is off');
    await rm(join(repo.root, '.git/selvedge/lock'), { recursive: true, force: true });
    await rm(join(repo.root, '.git/selvedge/stage'), { recursive: true });
    const other = await quickFolder('data');
    const { operations } = await openSafety(repo.root, { dataFolder: other });
    expect(valueOf(await operations.recover(context)).repaired).toMatchObject([{ outcome: 'put-back' }]);
    expect((await readdir(repo.root)).sort()).toEqual(['.git', 'k.yaml']);
    const { backups } = valueOf(await operations.vault.list(null));
    expect(backups.map(({ why }) => why).sort()).toEqual([
      'Left by what was interrupted: Change files',
      'To be written by: Change files',
    ]);
  });
});

describe('a crash, and then its record is damaged', () => {
  const flip = async (path: string): Promise<void> => {
    const bytes = await readFile(path);
    bytes[200]! ^= 1;
    await writeFile(path, bytes);
  };
  it.each([
    ['emptied', (path: string) => truncate(path, 0)],
    ['one bit', flip],
  ])('%s: it names the backup that has the bytes, and what is different from it', async (_, harm) => {
    const { repo, dataFolder, operationId, journal } = await crashed();
    await harm(join(journal, `${operationId}.intent`));
    const { operations } = await openSafety(repo.root, { dataFolder });
    const { notices } = valueOf(await operations.recover(context));
    const { backups } = valueOf(await operations.vault.list(null));
    const backup = backups.find(({ why }) => why.startsWith('Before: '));
    const [said = '', ...more] = telling(notices);
    expect(more).toEqual([]);
    expect(said).toContain('files may be half changed');
    expect(said).toContain(`in the backup ${backup?.backupId ?? ''}, “Before: `);
    const changed = names[(await texts(repo)).indexOf('new')] ?? '';
    expect(said).toContain(`Different from it now: ${changed}.`);
    const listed = valueOf(await operations.list({ limit: 10, before: null }));
    expect(listed.operations).toMatchObject([
      { operationId, outcome: 'diverged', undoable: false, backupId: backup?.backupId, paths: [changed] },
    ]);
    await goesOn(dataFolder, repo);
    expect(await operations.audit.verify()).toMatchObject({ sound: true, problems: [] });
  });
});
