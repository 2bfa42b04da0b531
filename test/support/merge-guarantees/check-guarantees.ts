import fc from 'fast-check';
import { expect } from 'vitest';
import type { MergeFileInput } from '../../../src/core/merge/merge-file';
import { mergeFile } from '../../../src/core/merge/merge-file';
import type { MergeOutcome } from '../../../src/core/merge/merge-outcome';
import type { ConflictChoice } from '../../../src/core/merge/model';
import { isClean, mergeText } from '../../../src/core/merge/text/regions';
import { readDocuments } from '../../../src/core/yaml/documents';
import { sameData } from '../../unit/core/merge/same-data';
import type { Generated } from './generate';
import { factsOf, generatedMerge } from './generate';

/**
 * Checks the guarantees of the merge on generated merges until `merges` of them were made, and returns how many were:
 * each case is merged, merged with its sides swapped, merged once more with either side, and its questions answered.
 */
export function checkGuarantees(merges: number, seed: number): number {
  let made = 0;
  let round = 0;
  const merge = (input: MergeFileInput): MergeOutcome => {
    made++;
    return mergeFile(input);
  };
  while (made < merges) {
    const wanted = Math.max(20, Math.ceil((merges - made) / 3));
    const cases = fc.tuple(generatedMerge, fc.array(fc.nat(9), { minLength: 8, maxLength: 8 }));
    fc.assert(
      fc.property(cases, ([given, answers]) => checkCase(given, answers, merge)),
      { numRuns: wanted, seed: seed + round++ },
    );
  }
  return made;
}

type Merge = (input: MergeFileInput) => MergeOutcome;

function checkCase(given: Generated, answers: readonly number[], merge: Merge): void {
  const { base, ours, theirs } = given;
  const outcome = merge({ base, ours, theirs, path: 'x.yaml' });
  const mirror = merge({ base, ours: theirs, theirs: ours, path: 'x.yaml' });
  const reasons = (one: MergeOutcome): string[] => one.conflicts.map(({ reason }) => reason).sort();
  expect(reasons(mirror)).toEqual(reasons(outcome));
  neverWorseThanGit(given, outcome);
  if (outcome.conflicts.length > 0) {
    answered(given, outcome, answers, merge);
    return;
  }
  expect(outcome.gate.passed || outcome.source === 'text').toBe(true);
  expect(sameData(mirror.text, outcome.text)).toBe(true);
  ledger(given, outcome.text);
  lossless(given, outcome.text);
  absorbs(given, outcome.text, merge);
}

/** What a side changed is in the result, and nothing else is. */
function ledger(given: Generated, result: string): void {
  const [base, ours, theirs, found] = [given.base, given.ours, given.theirs, result].map(factsOf) as [
    Set<string>,
    Set<string>,
    Set<string>,
    Set<string>,
  ];
  for (const fact of new Set([...base, ...ours, ...theirs, ...found])) {
    const expected = base.has(fact) ? ours.has(fact) && theirs.has(fact) : ours.has(fact) || theirs.has(fact);
    if (found.has(fact) !== expected) expect([fact, found.has(fact)]).toEqual([fact, expected]);
  }
}

const wordsOf = (text: string): string[] => text.match(/[^\s,[\]]+/g) ?? [];

/** Every line is a line of a version or made of its words, and the result can be read. */
function lossless({ base, ours, theirs }: Generated, result: string): void {
  const versions = [base, ours, theirs];
  const lines = new Set(versions.flatMap((text) => text.split('\n').map((line) => line.trim())));
  const words = new Set(versions.flatMap(wordsOf));
  for (const line of result.split('\n').map((text) => text.trim())) {
    if (!lines.has(line) && !wordsOf(line).every((word) => words.has(word))) expect(line).toBe('of a version');
  }
  expect(readDocuments(result).every((document) => document.problems.length === 0)).toBe(true);
}

function absorbs({ base, ours, theirs }: Generated, result: string, merge: Merge): void {
  const [side] = result.length % 2 === 0 ? [ours] : [theirs];
  const again = merge({ base, ours: result, theirs: side, path: 'x.yaml' });
  if (again.conflicts.length === 0) expect(sameData(again.text, result)).toBe(true);
}

function neverWorseThanGit(given: Generated, outcome: MergeOutcome): void {
  const text = mergeText(given);
  if (!isClean(text)) return;
  if (outcome.conflicts.length === 0) expect(outcome.text).toBe(text.result);
  else expect(outcome.conflicts.every(({ why }) => why.length > 10)).toBe(true);
}

/** Whatever is answered, nothing is asked in the end, the result can be read and is made of the versions' words. */
function answered(given: Generated, first: MergeOutcome, answers: readonly number[], merge: Merge): void {
  const { base, ours, theirs } = given;
  const choices: Record<string, ConflictChoice> = {};
  let outcome = first;
  for (let round = 0; round < 4 && outcome.conflicts.length > 0; round++) {
    outcome.conflicts.forEach((conflict, at) => {
      const { alternatives } = conflict;
      const pick = (answers[at % answers.length] ?? 0) % alternatives.length;
      choices[conflict.id] = alternatives[pick]?.choice ?? 'ours';
    });
    outcome = merge({ base, ours, theirs, path: 'x.yaml', choices });
  }
  expect(outcome.conflicts.map(({ id }) => id)).toEqual([]);
  lossless(given, outcome.text);
}
