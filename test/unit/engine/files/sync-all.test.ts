import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { inParallel } from '../../../../src/engine/files/in-parallel';
import { syncAll, tellsWriteErrors } from '../../../../src/engine/files/sync-all';

describe('one sync for a whole file system', () => {
  it.each([
    ['6.18.44', true],
    ['5.8.0-rc1', true],
    ['5.7.19', false],
    ['4.19.0-27-amd64', false],
    ['unknown', false],
  ])('is trusted by the kernel %s: %s', (kernel, trusted) => {
    expect(tellsWriteErrors(kernel)).toBe(trusted);
  });

  it('takes few paths and many, files and folders', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'selvedge-sync-'));
    const paths = Array.from({ length: 300 }, (_, at) => join(folder, `f${at}`));
    for (const path of paths) await writeFile(path, 'x');
    await mkdir(join(folder, 'folder'));
    await syncAll(folder, paths.slice(0, 3).concat(join(folder, 'folder')), process.platform);
    await syncAll(folder, paths, process.platform);
    await rm(folder, { recursive: true });
  });

  it('fails when a path cannot be synced', async () => {
    await expect(syncAll(tmpdir(), [join(tmpdir(), 'selvedge-is-not-there')], 'linux')).rejects.toMatchObject({
      code: 'ENOENT',
    });
  });
});

describe('work side by side', () => {
  it('never does more at once than it may, begins nothing after an error, and throws the first', async () => {
    let working = 0;
    let most = 0;
    const begun: number[] = [];
    const work = inParallel([...Array(20).keys()], 4, async (one) => {
      begun.push(one);
      most = Math.max(most, (working += 1));
      await new Promise((resume) => setTimeout(resume, 1));
      working -= 1;
      if (one === 5) throw new Error('five');
    });
    await expect(work).rejects.toThrow('five');
    expect([most, working]).toEqual([4, 0]);
    expect(begun.length).toBeLessThan(12);
  });
});
