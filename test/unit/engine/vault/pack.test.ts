import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ContentHash } from '../../../../src/contract/basics';
import { hashBytes } from '../../../../src/engine/files/hash';
import { openVault } from '../../../../src/engine/vault/vault';
import type { Vault } from '../../../../src/engine/vault/vault';
import { emptyDisk } from '../../../support/model-disk';
import { modelFileSystem } from '../../../support/model-file-system';
import type { ModelFileSystem } from '../../../support/model-file-system';
import { valueOf } from '../../../support/project';

const contents = ['one\n', 'x'.repeat(40_000), '', Buffer.from([0, 255, 1]).toString('latin1')].map((text) =>
  Buffer.from(text, 'latin1'),
);

async function small(): Promise<{ fs: ModelFileSystem; path: string; bytes: Buffer }> {
  const fs = modelFileSystem(emptyDisk());
  await fs.mkdir('/v', 0o700);
  const writer = (await openVault(fs, '/v')).begin();
  for (const bytes of contents) await writer.add(bytes);
  await writer.addBackup({
    at: '2026-01-01T00:00:00.000Z',
    why: 'test',
    trigger: 'manual',
    operationId: null,
    files: contents.map((bytes, at) => ({
      path: `f${at}` as never,
      entry: { kind: 'file', hash: hashBytes(bytes), sizeBytes: bytes.length, mode: 0o644 },
    })),
  });
  await writer.keep();
  const [name = ''] = await fs.readdir('/v/packs');
  const path = `/v/packs/${name}`;
  const file = await fs.open(path, 'read');
  const bytes = Buffer.alloc((await file.stat()).sizeBytes);
  await file.read(bytes, 0, bytes.length, 0);
  return { fs, path, bytes };
}

/** Opens a vault whose one pack has these bytes; answers what it serves. */
async function withPack(original: Awaited<ReturnType<typeof small>>, bytes: Buffer): Promise<Vault> {
  const fs = modelFileSystem(original.fs.state());
  await fs.unlink(original.path);
  const file = await fs.open(original.path, 'create');
  for (let at = 0; at < bytes.length;) at += await file.write(bytes, at, bytes.length - at, null);
  return openVault(fs, '/v');
}

async function served(vault: Vault): Promise<{ good: number; wrong: number }> {
  let good = 0;
  let wrong = 0;
  for (const bytes of contents) {
    const found = await vault.read(hashBytes(bytes));
    if (!found.ok) continue;
    if (found.value.equals(bytes)) good += 1;
    else wrong += 1;
  }
  return { good, wrong };
}

describe('a pack', () => {
  it('gives back what was put in, and its name is the hash of its bytes', async () => {
    const { path, bytes, fs } = await small();
    expect(path).toContain(createHash('sha256').update(bytes).digest('hex'));
    expect(await served(await openVault(fs, '/v'))).toEqual({ good: contents.length, wrong: 0 });
  });

  it('R8: never serves a wrong byte, whichever byte is flipped; what is damaged is found', async () => {
    const original = await small();
    let trials = 0;
    for (let at = 0; at < original.bytes.length; at += 1) {
      const bytes = Buffer.from(original.bytes);
      bytes[at]! ^= 1 << (at % 8);
      const vault = await withPack(original, bytes);
      const { good, wrong } = await served(vault);
      expect(wrong, `byte ${at}`).toBe(0);
      const { damaged, problems } = await vault.check(() => undefined, new AbortController().signal);
      expect(
        problems.map(({ problem }) => problem),
        `byte ${at}`,
      ).toEqual(['changed']);
      const lost = contents.length - good;
      const known = contents.filter((one) => damaged.has(hashBytes(one)) || !vault.has(hashBytes(one))).length;
      expect(known, `byte ${at}`).toBe(lost);
      trials += 1;
    }
    console.log(`R8: ${trials} flipped bytes`);
  });

  it('R8: serves what is whole of a pack cut at any length', async () => {
    const original = await small();
    for (let length = 0; length < original.bytes.length; length += 1) {
      const vault = await withPack(original, original.bytes.subarray(0, length));
      expect((await served(vault)).wrong).toBe(0);
      const { problems } = await vault.check(() => undefined, new AbortController().signal);
      expect(problems, `cut at ${length}`).toHaveLength(1);
      if ((await vault.backups()).length === 0) expect(await vault.unreadable(), `cut at ${length}`).toBe(1);
    }
  });

  it('R15: any bytes as a pack neither crash nor serve anything', async () => {
    const original = await small();
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (noise, behind) => {
        const bytes = behind ? Buffer.concat([original.bytes.subarray(0, 60), noise]) : Buffer.from(noise);
        expect((await served(await withPack(original, bytes))).wrong).toBe(0);
      }),
      { numRuns: 1000 },
    );
  });

  it('does not inflate more than was promised', async () => {
    const original = await small();
    const vault = await withPack(original, original.bytes);
    expect(valueOf(await vault.read(hashBytes(contents[1]!))).length).toBe(40_000);
    expect((await vault.read('f'.repeat(64) as ContentHash)).ok).toBe(false);
  });
});
