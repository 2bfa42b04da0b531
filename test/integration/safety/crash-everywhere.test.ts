import { describe, expect, it } from 'vitest';
import { crashKinds, crashTrials } from '../../support/crash-trials';

/**
 * R1: the process dies right before the n-th change of the disk, for every n; then recovery dies before its m-th
 * change, for every m (or a spread of them); then it runs to its end.
 */
describe('a crash at every change of the disk', () => {
  it.each(crashKinds.map(({ name }) => ({ name })))('$name', async ({ name }) => {
    const kind = crashKinds.find((one) => one.name === name);
    if (kind === undefined) throw new Error('no such kind');
    let trials = 0;
    for (const files of [1, 2, 5]) trials += await crashTrials(kind, files, { secondCrashes: 6, cuts: 0 });
    expect(trials).toBeGreaterThan(20);
    console.log(`R1 ${name}: ${trials} trials`);
  });
});
