import { expect, it } from 'vitest';
import { checkGuarantees } from '../support/merge-guarantees/check-guarantees';

/** The guarantees of the merge on many more generated merges than an ordinary run has time for. */
const scale = Number(process.env['SELVEDGE_DEEP'] ?? 1);
const seed = Number(process.env['SELVEDGE_SEED'] ?? 100_000);
const parts = Array.from({ length: 10 }, (_, at) => at);
let made = 0;

it.each(parts)('guarantees of the merge, part %i', { timeout: 3_600_000 }, (part) => {
  made += checkGuarantees(Math.ceil(20_000 * scale), seed + part * 1_000);
  console.log(`${made} merges so far (seed ${seed})`);
  expect(made).toBeGreaterThan(0);
});
