import { describe, expect, it } from 'vitest';
import { crashKinds, crashTrials } from '../../support/crash-trials';

/**
 * R6: a power cut right before the n-th change, for every n. What was not synced by then is kept, lost or torn,
 * each by itself and in any order, as disks do; then recovery meets the same fate; then it runs to its end.
 */
describe('a power cut at every change of the disk, with every fate of what was not synced', () => {
  it.each(crashKinds.map(({ name }) => ({ name })))('$name', async ({ name }) => {
    const kind = crashKinds.find((one) => one.name === name);
    if (kind === undefined) throw new Error('no such kind');
    const trials = await crashTrials(kind, 1, { secondCrashes: 1, cuts: 12 });
    expect(trials).toBeGreaterThan(20);
    console.log(`R6 ${name}: ${trials} states`);
  });
});
