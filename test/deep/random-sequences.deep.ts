import { afterAll, expect, it } from 'vitest';
import { randomSequence } from '../support/random/random-sequence';
import { removeAllFolders } from '../support/temporary-folder';

afterAll(removeAllFolders);

/** R9 and R10. SELVEDGE_DEEP multiplies the count; SELVEDGE_SEED is the first seed. */
const sequences = 300 * Number(process.env['SELVEDGE_DEEP'] ?? 1);
const firstSeed = Number(process.env['SELVEDGE_SEED'] ?? 1000);

it(`${sequences} random sequences of 20 steps`, { timeout: 4 * 3600_000 }, async () => {
  const taken: Record<string, number> = {};
  for (let at = 0; at < sequences; at += 1)
    for (const [name, count] of Object.entries(await randomSequence(firstSeed + at, 20)))
      taken[name] = (taken[name] ?? 0) + count;
  console.log(`R9, R10: ${sequences} sequences of 20 steps: ${JSON.stringify(taken)}`);
  expect(taken['rollback']).toBeGreaterThan(sequences / 4);
});
