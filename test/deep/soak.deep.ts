import { afterAll, expect, it } from 'vitest';
import { soak } from '../support/soak/soak';
import { removeAllFolders } from '../support/temporary-folder';

afterAll(removeAllFolders);

/** R7. SELVEDGE_SOAK_MINUTES: how long; ten unless told. */
const minutes = Number(process.env['SELVEDGE_SOAK_MINUTES'] ?? 10);

it(`${minutes} minutes of everybody at once`, { timeout: (minutes + 10) * 60_000 }, async () => {
  const report = await soak(minutes * 60_000, Date.now() % 100_000);
  console.log(
    `R7: ${report.promised} contents promised, ${report.lost.length} lost; ${JSON.stringify(report.answers)}`,
  );
  expect(report.promised).toBeGreaterThan(100);
  expect(report.lost).toEqual([]);
});
