import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import type { ContentHash } from '../../../../src/contract/basics';
import { Entry } from '../../../../src/engine/files/entry';
import { cutIntoParts, knownParts, readKeptFiles } from '../../../../src/engine/vault/kept-files';
import type { KeptFile } from '../../../../src/engine/vault/kept-files';

const hash = 'ab'.repeat(32) as ContentHash;
const asSchema = z.array(z.object({ path: z.string().min(1), entry: Entry }));

const odd = fc.oneof(
  fc.constantFrom<unknown>(null, '', -1, 1.5, 420, 2 ** 60, hash, hash.slice(1), hash.toUpperCase(), [], {}),
  fc.integer(),
);
const anyEntry = fc.record(
  {
    kind: fc.oneof({ weight: 9, arbitrary: fc.constantFrom('file', 'symlink', 'directory', 'absent', 'other') }, odd),
    hash: fc.oneof({ weight: 9, arbitrary: fc.constant(hash) }, odd),
    sizeBytes: fc.oneof({ weight: 9, arbitrary: fc.nat() }, odd),
    mode: fc.oneof({ weight: 9, arbitrary: fc.nat(0o7777) }, odd),
    more: odd,
  },
  { requiredKeys: ['kind', 'hash', 'sizeBytes'] },
);
const anyFile = fc.oneof(
  { weight: 20, arbitrary: fc.record({ path: fc.oneof(fc.string(), odd), entry: fc.oneof(anyEntry, odd) }) },
  odd,
);

describe('a list of files', () => {
  it('is judged as the schema of its entries judges it', () => {
    let good = 0;
    fc.assert(
      fc.property(
        fc.oneof({ weight: 20, arbitrary: fc.array(anyFile, { minLength: 1, maxLength: 3 }) }, odd),
        (value) => {
          // As it comes from disk.
          const found: unknown = JSON.parse(JSON.stringify(value));
          const expected = asSchema.safeParse(found);
          if (expected.success && expected.data.length > 0) good += 1;
          expect(readKeptFiles(found)).toEqual(expected.success ? expected.data : null);
        },
      ),
      { numRuns: 3_000 },
    );
    expect(good).toBeGreaterThan(100);
  });

  it('takes no number that is none', () => {
    const found: unknown = JSON.parse(`[{"path":"a","entry":{"kind":"symlink","hash":"${hash}","sizeBytes":1e999}}]`);
    expect(readKeptFiles(found)).toBeNull();
  });
});

const list = (count: number): KeptFile[] =>
  Array.from({ length: count }, (_, at) => ({
    path: `d${at % 37}/f${at}.yaml` as KeptFile['path'],
    entry: { kind: 'file', hash, sizeBytes: at, mode: 0o644 },
  }));
const parts = (files: readonly KeptFile[]): KeptFile[][] => cutIntoParts(files) ?? [];
const told = (cut: readonly (readonly KeptFile[])[]): Set<string> => new Set(cut.map((part) => JSON.stringify(part)));
const fresh = (before: Set<string>, after: Set<string>): number =>
  [...after].filter((part) => !before.has(part)).length;

describe('parts of a long list', () => {
  it('are the list, sorted, in whatever order it came', () => {
    const files = list(5_000);
    const sorted = [...files].sort((a, b) => (a.path < b.path ? -1 : 1));
    expect(parts(files).flat()).toEqual(sorted);
    expect(told(parts([...files].reverse()))).toEqual(told(parts(files)));
    expect(parts(files).length).toBeGreaterThan(5);
    expect(cutIntoParts(list(999))).toBeNull();
  });

  it('stay what they were when another file is changed, added or removed', () => {
    const files = list(5_000);
    const before = told(parts(files));
    for (const at of [0, 17, 2_500, 4_999]) {
      const changed = files.map((file, place) =>
        place === at ? { ...file, entry: { kind: 'symlink', hash, sizeBytes: 1 } as const } : file,
      );
      expect(fresh(before, told(parts(changed)))).toBe(1);
      expect(fresh(before, told(parts(files.filter((_, place) => place !== at))))).toBeLessThanOrEqual(2);
      const added: KeptFile = { path: `d3/${at}-more` as KeptFile['path'], entry: { kind: 'absent' } };
      expect(fresh(before, told(parts([...files, added])))).toBeLessThanOrEqual(2);
    }
  });

  it('stay small whatever the names are', () => {
    const files = list(60_000);
    expect(Math.max(...parts(files).map((part) => part.length))).toBeLessThanOrEqual(2_048);
  });

  it('are found again by what they say, all of it', () => {
    const known = knownParts();
    const [part = []] = parts(list(2_000));
    known.learn(hash, part);
    const other = (entry: Entry): KeptFile[] => part.map((file, at) => (at === 1 ? { ...file, entry } : file));
    const size = part[1]?.entry.kind === 'file' ? part[1].entry.sizeBytes : 0;
    expect(known.find(other({ kind: 'file', hash, sizeBytes: size, mode: 0o644 }))).toBe(hash);
    expect(known.find(other({ kind: 'file', hash, sizeBytes: size, mode: 0o755 }))).toBeNull();
    expect(known.find(other({ kind: 'file', hash, sizeBytes: size + 1, mode: 0o644 }))).toBeNull();
    expect(known.find(other({ kind: 'symlink', hash, sizeBytes: size }))).toBeNull();
    expect(known.find(part.slice(0, -1))).toBeNull();
  });
});
