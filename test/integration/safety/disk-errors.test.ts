import { describe, expect, it } from 'vitest';
import { crashKinds } from '../../support/crash-trials';
import { errorTrials } from '../../support/error-trials';

/**
 * R3: the disk answers an error at the n-th change, for every n, once or from then on. The operation fails, says so,
 * and everything is as before; or it could not even be put back, and the next start on a healthy disk does it.
 */
describe('an error of the disk at every change', () => {
  const codes = ['EIO', 'ENOSPC', 'EACCES', 'EROFS', 'EMFILE', 'EDQUOT', 'EBUSY'];
  it.each(crashKinds.map(({ name }, at) => ({ name, code: codes[at % codes.length] ?? 'EIO' })))(
    '$code in $name',
    async ({ name, code }) => {
      const kind = crashKinds.find((one) => one.name === name);
      if (kind === undefined) throw new Error('no such kind');
      let trials = 0;
      for (const persistent of [false, true]) trials += await errorTrials(kind, 2, { code, persistent });
      expect(trials).toBeGreaterThan(10);
      console.log(`R3 ${code} in ${name}: ${trials} trials`);
    },
  );
});

/** R4, first half: the disk takes only half of each write without a word. */
describe('short writes', () => {
  it.each(crashKinds.map(({ name }) => ({ name })))('$name', async ({ name }) => {
    const kind = crashKinds.find((one) => one.name === name);
    if (kind === undefined) throw new Error('no such kind');
    expect(await errorTrials(kind, 2, { code: 'none', persistent: false })).toBe(1);
  });
});
