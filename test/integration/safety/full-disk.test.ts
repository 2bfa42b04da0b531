import { mkdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { fail } from '../../../src/contract/call';
import { quietContext } from '../../../src/engine/call-context';
import type { FileSystem } from '../../../src/engine/files/file-system';
import { nodeFileSystem } from '../../../src/engine/files/node-file-system';
import { failureOf, valueOf } from '../../support/project';
import { createRepository } from '../../support/repository';
import type { TestRepository } from '../../support/repository';
import { change, filesRequest, openSafety, photograph } from '../../support/safety-project';
import type { SafetyProject } from '../../support/safety-project';
import { smallDisk } from '../../support/small-disk';
import type { SmallDisk } from '../../support/small-disk';

const reserveBytes = 8 << 20;
const files = 40;
const big = (at: number, word: string): string => `${word} ${at}\n`.repeat(2_000);
const all = (word: string): ReturnType<typeof change>[] =>
  Array.from({ length: files }, (_, at) => change(`d/f${at}.yaml`, big(at, word)));

/** R4: a disk that is really full, as a small one in memory; skipped where this process may not mount. */
describe('a full disk', () => {
  let disk: SmallDisk | null = null;
  let number = 0;
  beforeAll(async () => {
    disk = await smallDisk(96);
    if (disk === null) console.log('skipped: a small disk can only be mounted by root on Linux');
  });
  afterEach(() => disk?.empty());
  afterAll(() => disk?.remove());

  const start = async (
    folder: string,
    fileSystem?: FileSystem,
  ): Promise<{ repo: TestRepository; safety: SafetyProject; dataFolder: string }> => {
    const root = join(folder, `tree${number}`);
    const dataFolder = join(folder, `data${number++}`);
    await mkdir(root);
    const repo = await createRepository({ root });
    await repo.commit(
      'all',
      Object.fromEntries(Array.from({ length: files }, (_, at) => [`d/f${at}.yaml`, big(at, 'old')])),
    );
    const options = { dataFolder, reserveBytes, ...(fileSystem === undefined ? {} : { fileSystem }) };
    return { repo, safety: await openSafety(root, options), dataFolder };
  };

  it('refuses before anything has changed, undoes all the same, and sets the reserve aside again', async () => {
    if (disk === null) return;
    const { repo, safety, dataFolder } = await start(disk.folder);
    const before = await photograph(repo.root, safety.git);
    valueOf(await safety.run(filesRequest(all('first'))));
    expect((await stat(join(dataFolder, 'vault/reserve'))).blocks * 512).toBeGreaterThanOrEqual(reserveBytes);
    const after = await photograph(repo.root, safety.git);

    await disk.fill();
    const refused = failureOf(await safety.run(filesRequest(all('second'))));
    expect(refused).toMatchObject({ code: 'disk-full' });
    expect(await photograph(repo.root, safety.git)).toEqual(after);

    valueOf(await safety.undo());
    expect(await photograph(repo.root, safety.git)).toEqual(before);
    await disk.empty();
    valueOf(await safety.redo());
    expect((await stat(join(dataFolder, 'vault/reserve'))).size).toBe(reserveBytes);
    await safety.operations.close();
  });

  it('puts everything back when it fills up in the middle', async () => {
    if (disk === null) return;
    const { repo, safety } = await start(disk.folder);
    const small = disk;
    valueOf(await safety.run(filesRequest([change('d/f0.yaml', 'one\n')])));
    const before = await photograph(repo.root, safety.git);
    const failed = failureOf(
      await safety.run({
        ...filesRequest(all('third')),
        git: {
          protects: 'changed-and-untracked',
          act: async () => {
            await small.fill();
            return fail({ code: 'disk-full', path: repo.root, neededBytes: null });
          },
        },
      }),
    );
    expect(failed).toMatchObject({ code: 'rolled-back', reason: expect.stringContaining('everything is as it was') });
    expect(await photograph(repo.root, safety.git)).toEqual(before);
    await disk.empty();
    await safety.operations.close();
  });

  it('recovers after a crash on a full disk', async () => {
    if (disk === null) return;
    let left = Number.POSITIVE_INFINITY;
    const mortal = dyingAfter(() => (left -= 1) < 0);
    const { repo, safety, dataFolder } = await start(disk.folder, mortal);
    valueOf(await safety.run(filesRequest([change('d/f0.yaml', 'one\n')])));
    left = files / 2;
    failureOf(await safety.run(filesRequest(all('fourth'))));
    await safety.operations.close();

    await disk.fill();
    const again = await openSafety(repo.root, { dataFolder, reserveBytes });
    const report = valueOf(await again.operations.recover(quietContext()));
    expect(report.repaired.map(({ outcome }) => outcome)).toEqual(['finished']);
    for (let at = 0; at < files; at += 1)
      expect(await readFile(repo.path(`d/f${at}.yaml`), 'utf8')).toBe(big(at, 'fourth'));
    valueOf(await again.undo());
    expect(await readFile(repo.path('d/f0.yaml'), 'utf8')).toBe('one\n');
    await disk.empty();
    await again.operations.close();
  });
});

describe('a folder that may not be written', () => {
  it('is met before anything has changed', async () => {
    const repo = await createRepository();
    await repo.commit('two', { 'a/x.yaml': 'x\n', 'b/y.yaml': 'y\n' });
    const real = nodeFileSystem();
    const fileSystem = { ...real, mayWrite: (folder: string) => Promise.resolve(!folder.endsWith('/b')) };
    const safety = await openSafety(repo.root, { fileSystem });
    const before = await photograph(repo.root, safety.git);
    const refused = failureOf(await safety.run(filesRequest([change('a/x.yaml', '1\n'), change('b/y.yaml', '2\n')])));
    expect(refused).toEqual({ code: 'read-only', path: repo.path('b') });
    expect(await photograph(repo.root, safety.git)).toEqual(before);
    expect((await safety.operations.list({ limit: 5, before: null })).ok).toBe(true);
    await safety.operations.close();
    await repo.remove();
  });
});

/** From one rename into the working tree on, nothing can be written any more: as if the process had died there. */
function dyingAfter(isDead: () => boolean): FileSystem {
  const real = nodeFileSystem();
  let dead = false;
  const dying = (): void => {
    if (dead) throw Object.assign(new Error('dead'), { code: 'EIO' });
  };
  const arriving = (to: string): void => {
    dead ||= to.includes('/d/f') && isDead();
    dying();
  };
  const { now } = real;
  if (now === undefined) throw new Error('the real disk can be asked without waiting');
  return {
    ...real,
    rename: async (from, to) => {
      arriving(to);
      return real.rename(from, to);
    },
    open: async (path, how, mode) => {
      if (how !== 'read') dying();
      return real.open(path, how, mode);
    },
    unlink: async (path) => {
      dying();
      return real.unlink(path);
    },
    now: {
      ...now,
      create: (path, mode) => {
        dying();
        return now.create(path, mode);
      },
      rename: (from, to) => {
        arriving(to);
        now.rename(from, to);
      },
    },
  };
}
