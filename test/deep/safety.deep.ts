import { describe, expect, it } from 'vitest';
import { crashKinds, crashTrials } from '../support/crash-trials';
import { errorTrials } from '../support/error-trials';
import { killKinds, killTrials } from '../support/kill-trials';

/** The release column's shape of the scoreboard; SELVEDGE_DEEP multiplies the counts. */
const scale = Number(process.env['SELVEDGE_DEEP'] ?? 1);

describe('R1: a crash at every change, and again in recovery', () => {
  it.each(crashKinds.map((kind) => [kind.name, kind] as const))('%s', async (name, kind) => {
    let trials = 0;
    for (const files of [1, 2, 5, 20]) trials += await crashTrials(kind, files, { secondCrashes: 12 * scale, cuts: 0 });
    expect(trials).toBeGreaterThan(20);
    console.log(`R1 ${name}: ${trials} trials`);
  });
});

describe('R3: every error at every change', () => {
  const codes = ['EIO', 'ENOSPC', 'EACCES', 'EROFS', 'EMFILE', 'EDQUOT', 'EBUSY'];
  it.each(crashKinds.map((kind) => [kind.name, kind] as const))('%s', async (name, kind) => {
    let trials = 0;
    for (const code of codes)
      for (const persistent of [false, true]) trials += await errorTrials(kind, 2, { code, persistent });
    expect(trials).toBeGreaterThan(100);
    console.log(`R3 ${name}: ${trials} trials`);
  });
});

describe('R6: a power cut at every change, with all fates of what was not synced', () => {
  it.each(crashKinds.map((kind) => [kind.name, kind] as const))('%s', async (name, kind) => {
    const trials = await crashTrials(kind, 3, { secondCrashes: 2, cuts: 40 * scale });
    expect(trials).toBeGreaterThan(100);
    console.log(`R6 ${name}: ${trials} states`);
  });
});

describe('R2: SIGKILL', () => {
  it.each(killKinds)('%s', async (kind) => {
    const wanted = 20 * scale;
    const { trials, interrupted } = await killTrials(kind, wanted);
    expect(trials).toBe(wanted);
    console.log(`R2 ${kind}: ${trials} kills, ${interrupted} inside of an operation`);
  });
});
