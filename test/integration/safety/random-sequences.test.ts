import { afterAll, expect, it } from 'vitest';
import { randomSequence } from '../../support/random/random-sequence';
import { removeAllFolders } from '../../support/temporary-folder';

afterAll(removeAllFolders);

it(
  'random operations, undone, redone and rolled back, equal the model at every step',
  { timeout: 180_000 },
  async () => {
    const taken: Record<string, number> = {};
    for (let seed = 0; seed < 12; seed += 1)
      for (const [name, count] of Object.entries(await randomSequence(seed, 12)))
        taken[name] = (taken[name] ?? 0) + count;
    console.log(`R9, R10: 12 sequences of 12 steps: ${JSON.stringify(taken)}`);
    expect(taken['undo']).toBeGreaterThan(10);
    expect(taken['rollback']).toBeGreaterThan(2);
  },
);
