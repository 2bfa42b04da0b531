import { describe, expect, it } from 'vitest';
import type { ContentHash, ProjectPath } from '../../../../src/contract/basics';
import type { Entry } from '../../../../src/engine/files/entry';
import type { DiskNow, FileStat } from '../../../../src/engine/files/file-system';
import { hashBytes } from '../../../../src/engine/files/hash';
import { nothingLooksAlike } from '../../../../src/engine/files/look-threads';
import type { LooksAlike } from '../../../../src/engine/files/look-threads';
import { readMany } from '../../../../src/engine/files/read-many';
import type { Remembered } from '../../../../src/engine/files/remembered';
import { emptyDisk } from '../../../support/model-disk';
import { modelFileSystem } from '../../../support/model-file-system';

const path = 'a.yaml' as ProjectPath;
const text = 'vlan: 1\n';
const file: FileStat = {
  kind: 'file',
  mode: 0o644,
  sizeBytes: text.length,
  modifiedMs: 1_700_000_000_000.25,
  changedMs: 1_700_000_000_000.5,
  inode: 7,
  device: 3,
  uid: 0,
  gid: 0,
  links: 1,
};
const afterMs = (ms: number): number => file.changedMs + ms;
const remembered = (readAtMs = afterMs(100_000)): Remembered => ({
  stat: file,
  readAtMs,
  entry: { kind: 'file', hash: hashBytes('remembered'), sizeBytes: text.length, mode: 0o644 },
});

interface Seen {
  readonly entry: Entry | null;
  readonly looks: number;
  readonly reads: number;
  /** What is remembered now. */
  readonly hash: string | undefined;
}

/** One file that says `text`, on a disk that counts what it is asked. */
async function look(
  known: Remembered | undefined,
  {
    stat = file,
    looksAlike = nothingLooksAlike,
    has = () => true,
    nowMs = afterMs(1_000_000),
    exactly = false,
  }: {
    readonly stat?: FileStat;
    readonly looksAlike?: LooksAlike;
    readonly has?: (hash: ContentHash) => boolean;
    readonly nowMs?: number;
    readonly exactly?: boolean;
  } = {},
): Promise<Seen> {
  const memory = new Map<string, Remembered>(known === undefined ? [] : [[path, known]]);
  let looks = 0;
  let reads = 0;
  const now: Pick<DiskNow, 'lstat' | 'read'> = {
    lstat: () => {
      looks += 1;
      return stat;
    },
    read: () => {
      reads += 1;
      return Buffer.from(text);
    },
  };
  let entry: Entry | null = null;
  await readMany({ ...modelFileSystem(emptyDisk()), now: now as DiskNow }, '/tree', [path], {
    limitBytes: 1_000,
    signal: new AbortController().signal,
    memory,
    clock: () => nowMs,
    exactly,
    looksAlike,
    has,
    state: {},
    each: (_path, found) => {
      entry = found;
      return null;
    },
    failed: (failure) => expect(failure).toBeNull(),
  });
  return { entry, looks, reads, hash: memory.get(path)?.entry.hash };
}

describe('looking at many files', () => {
  const read = hashBytes(text);

  it('reads what is not remembered, once', async () => {
    const seen = await look(undefined);
    expect(seen).toMatchObject({ entry: { kind: 'file', hash: read }, reads: 1, hash: read });
  });

  it('does not read what looks as it is remembered', async () => {
    const known = remembered();
    expect(await look(known)).toEqual({ entry: known.entry, looks: 1, reads: 0, hash: known.entry.hash });
  });

  it.each<[string, Partial<FileStat>]>([
    ['time of modification', { modifiedMs: file.modifiedMs + 0.25 }],
    ['time of change', { changedMs: file.changedMs + 0.25 }],
    ['inode', { inode: 8 }],
    ['device', { device: 4 }],
    ['mode', { mode: 0o755 }],
  ])('reads what has another %s', async (_what, other) => {
    expect(await look(remembered(), { stat: { ...file, ...other } })).toMatchObject({ reads: 1, hash: read });
  });

  it('does not even look at what was found alike a moment ago', async () => {
    const known = remembered();
    const looksAlike = (one: Remembered): boolean => one === known;
    expect(await look(known, { looksAlike })).toMatchObject({ entry: known.entry, looks: 0, reads: 0 });
    expect(await look(remembered(), { looksAlike })).toMatchObject({ looks: 1 });
  });

  it('reads again what the vault has lost, however it looks', async () => {
    const seen = await look(remembered(), { looksAlike: () => true, has: () => false });
    expect(seen).toMatchObject({ entry: { hash: read }, reads: 1, hash: read });
  });

  it('remembers nothing of a file that may change again without its times showing it', async () => {
    for (const nowMs of [afterMs(-60_000), afterMs(0), afterMs(2_000)]) {
      expect(await look(undefined, { nowMs })).toMatchObject({ reads: 1, hash: undefined });
      expect(await look(remembered(), { nowMs })).toMatchObject({ reads: 1, hash: undefined });
    }
    expect(await look(undefined, { nowMs: afterMs(2_001) })).toMatchObject({ hash: read });
  });

  describe('of a file that was read within a minute after its last change', () => {
    const young = (): Remembered => remembered(afterMs(60_000));

    it('believes it for the rest of the minute, and not when it has to be exact', async () => {
      const known = remembered(afterMs(3_000));
      const looksAlike = (): boolean => true;
      expect(await look(known, { nowMs: afterMs(60_000) })).toMatchObject({ entry: known.entry, reads: 0 });
      expect(await look(known, { nowMs: afterMs(4_000), exactly: true })).toMatchObject({ reads: 1, hash: read });
      expect(await look(known, { nowMs: afterMs(4_000), exactly: true, looksAlike })).toMatchObject({ reads: 1 });
    });

    it('reads it once more afterwards, whatever the threads say, and then believes it for good', async () => {
      expect(await look(young(), { nowMs: afterMs(60_001), looksAlike: () => true })).toMatchObject({
        entry: { hash: read },
        reads: 1,
        hash: read,
      });
      const settled = remembered(afterMs(60_001));
      for (const exactly of [false, true])
        expect(await look(settled, { exactly })).toMatchObject({ entry: settled.entry, reads: 0 });
    });

    it('takes its younger time, be it of its content or of its place', async () => {
      const stat = { ...file, modifiedMs: file.changedMs + 50_000 };
      const known = { ...remembered(), stat };
      expect(await look(known, { stat, exactly: true })).toMatchObject({ reads: 1 });
    });
  });

  it('believes nothing when the clock went back since', async () => {
    const seen = await look(remembered(afterMs(3_600_000)), { nowMs: afterMs(90_000) });
    expect(seen).toMatchObject({ reads: 1, hash: read });
  });
});
