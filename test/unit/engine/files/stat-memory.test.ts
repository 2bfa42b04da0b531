import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createFile, removeIfThere } from '../../../../src/engine/files/durable';
import { hashBytes } from '../../../../src/engine/files/hash';
import type { LookThreads } from '../../../../src/engine/files/look-threads';
import { readBytes } from '../../../../src/engine/files/read-bytes';
import { statMemory } from '../../../../src/engine/files/stat-memory';
import type { StatMemory } from '../../../../src/engine/files/stat-memory';
import type { Remembered } from '../../../../src/engine/files/remembered';
import { emptyDisk } from '../../../support/model-disk';
import { modelFileSystem } from '../../../support/model-file-system';
import type { ModelFileSystem } from '../../../support/model-file-system';

const remembered = (at: number): Remembered => ({
  stat: { sizeBytes: at, modifiedMs: 1_764_000_000_000.25 + at, changedMs: at + 0.5, inode: at, device: 7 },
  entry: { kind: 'file', hash: hashBytes(`${at}`), sizeBytes: at, mode: 0o644 },
  readAtMs: 1_764_000_100_000.5 + at,
});
const place = '/v/seen/one';
const atHand = { has: () => true, state: {} };

async function written(count: number): Promise<ModelFileSystem> {
  const fs = modelFileSystem(emptyDisk());
  const memory = statMemory(fs, place, '/tree');
  for (let at = 0; at < count; at += 1) memory.set(`f${at}\udcff`, remembered(at));
  await memory.save(atHand);
  return fs;
}

const recalled = async (fs: ModelFileSystem, root = '/tree'): Promise<Remembered | undefined> => {
  const memory = statMemory(fs, place, root);
  await memory.load();
  return memory.get('f17\udcff');
};

const replace = async (fs: ModelFileSystem, bytes: Buffer): Promise<void> => {
  await removeIfThere(fs, place);
  await createFile(fs, place, bytes, { mode: 0o600, sync: false });
};

describe('the memory of what was read', () => {
  it('survives a start, with every digit', async () => {
    const fs = await written(300);
    expect(await recalled(fs)).toEqual(remembered(17));
    expect((await fs.lstat(place))?.mode).toBe(0o600);
  });

  it('is not written for a few changes', async () => {
    expect(await (await written(199)).lstat(place)).toBeNull();
  });

  it('counts for nothing when it is damaged, cut, about another folder or of another version', async () => {
    const fs = await written(300);
    const { bytes } = await readBytes(fs, place);
    expect(await recalled(fs, '/other')).toBeUndefined();
    for (let at = 0; at < bytes.length; at += 97) {
      const bad = Buffer.from(bytes);
      bad[at] = (bad[at] ?? 0) ^ 1;
      await replace(fs, bad);
      expect(await recalled(fs)).toBeUndefined();
    }
    for (const length of [0, 10, 64, 65, bytes.length - 1]) {
      await replace(fs, bytes.subarray(0, length));
      expect(await recalled(fs)).toBeUndefined();
    }
    const signed = (body: string): Buffer =>
      Buffer.from(`${hashBytes(Buffer.from(body, 'latin1'))}\n${body}`, 'latin1');
    const body = bytes.toString('latin1').slice(65);
    for (const other of [
      body.replace('"version":3', '"version":2'),
      body.replace('"version":3', '"version":4'),
      body.replace('"files":300', '"files":299'),
      body.replace('"files":300', '"files":-1'),
      body.replace('"files":300', '"files":"300"'),
      body.slice(0, -1),
      '[]\n',
      '{\n',
      'null\n',
      '',
    ]) {
      await replace(fs, signed(other));
      expect(await recalled(fs)).toBeUndefined();
    }
    await replace(fs, signed(body));
    expect(await recalled(fs)).toEqual(remembered(17));
  });

  it('a disk that takes no more costs the memory, not the work', async () => {
    const full = modelFileSystem(emptyDisk(), {
      before: (call) => {
        if (call === 'write') throw Object.assign(new Error('full'), { code: 'ENOSPC' });
      },
    });
    const memory = statMemory(full, place, '/tree');
    for (let at = 0; at < 300; at += 1) memory.set(`f${at}`, remembered(at));
    await memory.save(atHand);
    expect(await full.lstat(place)).toBeNull();
    expect(memory.get('f1')).toEqual(remembered(1));
  });

  it('lets go of paths that are not there any more', async () => {
    const fs = await written(300);
    const memory = statMemory(fs, place, '/tree');
    await memory.load();
    memory.keepOnly(['f17\udcff']);
    expect(memory.get('f18\udcff')).toBeUndefined();
    expect(memory.get('f17\udcff')).toEqual(remembered(17));
  });

  it('drops what was wrong on the disk, too', async () => {
    const fs = await written(300);
    await statMemory(fs, place, '/tree').drop(['f17\udcff', 'never seen']);
    expect(await recalled(fs)).toBeUndefined();
    const memory = statMemory(fs, place, '/tree');
    await memory.load();
    expect(memory.get('f18\udcff')).toEqual(remembered(18));
  });

  describe('with threads that look', () => {
    beforeEach(() => void vi.useFakeTimers());
    afterEach(() => void vi.useRealTimers());

    /** How often they were told, and of how many files. */
    function listening(): { readonly threads: LookThreads; readonly told: number[] } {
      const told: number[] = [];
      const threads: LookThreads = {
        learn: (rows) => void told.push(rows.length),
        look: () => Promise.resolve(() => true),
        close: () => undefined,
      };
      return { threads, told };
    }

    async function remember(memory: StatMemory, from: number, to: number): Promise<void> {
      for (let at = from; at < to; at += 1) memory.set(`f${at}`, remembered(at));
      await memory.save(atHand);
    }

    it('tells them when nothing more comes, and again when much is new', async () => {
      const { threads, told } = listening();
      const memory = statMemory(modelFileSystem(emptyDisk()), place, '/tree', threads);
      await remember(memory, 0, 6_000);
      expect(told).toEqual([]);
      vi.runAllTimers();
      await remember(memory, 0, 250);
      vi.runAllTimers();
      expect(told).toEqual([6_000]);
      await remember(memory, 6_000, 6_100);
      vi.runAllTimers();
      expect(told).toEqual([6_000, 6_100]);
      expect((await memory.look())(remembered(1))).toBe(true);
    });

    it('does not bother them for few files, nor when it is closed', async () => {
      const { threads, told } = listening();
      const few = statMemory(modelFileSystem(emptyDisk()), place, '/tree', threads);
      await remember(few, 0, 4_000);
      const closed = statMemory(modelFileSystem(emptyDisk()), place, '/tree', threads);
      await remember(closed, 0, 6_000);
      closed.close();
      vi.runAllTimers();
      expect(told).toEqual([]);
    });
  });
});
