import { afterAll, describe, expect, it } from 'vitest';
import { removeAllFolders } from '../../support/temporary-folder';
import { killKinds, killTrials } from '../../support/kill-trials';

afterAll(removeAllFolders);

/** R2: the process, with the git it started, is killed by SIGKILL at a random moment, again and again. */
describe('SIGKILL at any moment', () => {
  it.each(killKinds)('%s', { timeout: 120_000 }, async (kind) => {
    const { trials, interrupted } = await killTrials(kind, 4);
    console.log(`R2 ${kind}: ${trials} kills, ${interrupted} of them inside of an operation`);
    expect(trials).toBe(4);
  });
});
