import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { mergeFile } from '../../../../src/core/merge/merge-file';
import { mergeText, isClean } from '../../../../src/core/merge/text/regions';
import { readDocuments } from '../../../../src/core/yaml/documents';
import type { Generated } from './generate';
import { factsOf, generatedMerge } from './generate';
import { sameData } from './same-data';

/** 2,000 merges in an ordinary run; SELVEDGE_DEEP_MERGES asks for more. */
const MERGES = Number(process.env.SELVEDGE_DEEP_MERGES ?? 2_000);
const seed = Number(process.env.SELVEDGE_SEED ?? 4);
const share = (part: number): { numRuns: number; seed: number } => ({ numRuns: Math.ceil(MERGES * part), seed });
const time = Math.max(120_000, MERGES * 15);

const merged = ({ base, ours, theirs }: Generated, path = 'x.yaml'): ReturnType<typeof mergeFile> =>
  mergeFile({ base, ours, theirs, path });

const lines = (text: string): string[] => text.split('\n').map((line) => line.trim());

describe('guarantees of the merge', () => {
  it('ledger: what a side changed is in the result or in a question, and nothing else is', { timeout: time }, () => {
    fc.assert(
      fc.property(generatedMerge, (given) => {
        const outcome = merged(given);
        if (outcome.conflicts.length > 0) return;
        const [base, ours, theirs, result] = [given.base, given.ours, given.theirs, outcome.text].map(factsOf) as [
          Set<string>,
          Set<string>,
          Set<string>,
          Set<string>,
        ];
        for (const fact of new Set([...base, ...ours, ...theirs, ...result])) {
          const expected = base.has(fact) ? ours.has(fact) && theirs.has(fact) : ours.has(fact) || theirs.has(fact);
          expect([fact, result.has(fact)]).toEqual([fact, expected]);
        }
      }),
      share(0.4),
    );
  });

  it('lossless: every line is a line of a version, and comments stay', { timeout: time }, () => {
    fc.assert(
      fc.property(generatedMerge, (given) => {
        const outcome = merged(given);
        if (outcome.conflicts.length > 0) return;
        const known = new Set([given.base, given.ours, given.theirs].flatMap(lines));
        const words = new Set(
          [given.base, given.ours, given.theirs].flatMap((text) => text.match(/[^\s,[\]]+/g) ?? []),
        );
        for (const line of lines(outcome.text)) {
          const isKnown = known.has(line) || (line.match(/[^\s,[\]]+/g) ?? []).every((word) => words.has(word));
          expect([line, isKnown]).toEqual([line, true]);
        }
        expect(readDocuments(outcome.text).every((document) => document.problems.length === 0)).toBe(true);
      }),
      share(0.15),
    );
  });

  it('identity: a side that changed nothing costs nothing', { timeout: time }, () => {
    fc.assert(
      fc.property(generatedMerge, ({ base, ours }) => {
        expect(mergeFile({ base, ours, theirs: base, path: 'x.yaml' }).text).toBe(ours);
        expect(mergeFile({ base, ours: base, theirs: ours, path: 'x.yaml' }).text).toBe(ours);
        expect(mergeFile({ base, ours, theirs: ours, path: 'x.yaml' }).text).toBe(ours);
      }),
      share(0.05),
    );
  });

  it('symmetry: swapped sides give the same data and the same questions', { timeout: time }, () => {
    fc.assert(
      fc.property(generatedMerge, (given) => {
        const outcome = merged(given);
        const mirror = merged({ ...given, ours: given.theirs, theirs: given.ours });
        expect(mirror.conflicts.map((one) => one.reason).sort()).toEqual(
          outcome.conflicts.map((one) => one.reason).sort(),
        );
        if (outcome.conflicts.length === 0) expect(sameData(mirror.text, outcome.text)).toBe(true);
      }),
      share(0.2),
    );
  });

  it('absorption: merging the result again changes nothing', { timeout: time }, () => {
    fc.assert(
      fc.property(generatedMerge, (given) => {
        const outcome = merged(given);
        if (outcome.conflicts.length > 0) return;
        for (const side of [given.ours, given.theirs]) {
          const again = mergeFile({ base: given.base, ours: outcome.text, theirs: side, path: 'x.yaml' });
          if (again.conflicts.length === 0) expect(sameData(again.text, outcome.text)).toBe(true);
        }
      }),
      share(0.1),
    );
  });

  it('never worse than git: a clean merge by lines stays, or there is a reason', { timeout: time }, () => {
    fc.assert(
      fc.property(generatedMerge, (given) => {
        const text = mergeText(given);
        if (!isClean(text)) return;
        const outcome = merged(given);
        if (outcome.conflicts.length === 0) expect(outcome.text).toBe(text.result);
        else expect(outcome.conflicts.every((one) => one.why.length > 10)).toBe(true);
      }),
      share(0.1),
    );
  });
});
