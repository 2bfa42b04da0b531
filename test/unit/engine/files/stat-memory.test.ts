import { describe, expect, it } from 'vitest';
import { createFile, removeIfThere } from '../../../../src/engine/files/durable';
import { hashBytes } from '../../../../src/engine/files/hash';
import { readBytes } from '../../../../src/engine/files/read-bytes';
import { statMemory } from '../../../../src/engine/files/stat-memory';
import type { Remembered } from '../../../../src/engine/files/stat-memory';
import { emptyDisk } from '../../../support/model-disk';
import { modelFileSystem } from '../../../support/model-file-system';
import type { ModelFileSystem } from '../../../support/model-file-system';

const remembered = (at: number): Remembered => ({
  stat: { sizeBytes: at, modifiedMs: 1_764_000_000_000.25 + at, changedMs: at + 0.5, inode: at, device: 7 },
  entry: { kind: 'file', hash: hashBytes(`${at}`), sizeBytes: at, mode: 0o644 },
});
const place = '/v/seen/one';

async function written(count: number): Promise<ModelFileSystem> {
  const fs = modelFileSystem(emptyDisk());
  const memory = statMemory(fs, place, '/tree');
  for (let at = 0; at < count; at += 1) memory.set(`f${at}\udcff`, remembered(at));
  await memory.save();
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
    const signed = (body: string): Buffer => Buffer.from(`${hashBytes(body)}\n${body}`);
    const body = bytes.toString('utf8').slice(65);
    for (const other of [
      body.replace('"version":1', '"version":2'),
      body.replace('"f17', '17,"f17'),
      body.replace(hashBytes('17'), 'x'),
      '[]',
      '{',
      'null',
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
    await memory.save();
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
});
