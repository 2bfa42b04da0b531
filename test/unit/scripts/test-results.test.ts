import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readCounts, sum } from '../../../scripts/setup/test-results.mjs';

describe('readCounts', () => {
  let folder = '';
  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'selvedge-results-'));
  });
  afterAll(() => rm(folder, { recursive: true, force: true }));
  const read = async (report: unknown) => {
    const file = join(folder, 'report.json');
    await writeFile(file, JSON.stringify(report));
    return readCounts(file);
  };

  it("reads Vitest's, and counts a file that did not load as failed", async () => {
    const report = {
      numTotalTests: 10,
      numPassedTests: 6,
      numFailedTests: 1,
      numPendingTests: 2,
      numTodoTests: 1,
      testResults: [
        { status: 'passed', assertionResults: [{}] },
        { status: 'failed', assertionResults: [{}] },
        { status: 'failed', assertionResults: [] },
      ],
    };
    expect(await read(report)).toEqual({ passed: 6, failed: 2, skipped: 3 });
  });

  it("reads Playwright's, and counts errors outside of tests", async () => {
    const report = { stats: { expected: 4, flaky: 1, unexpected: 2, skipped: 3 }, errors: [{}] };
    expect(await read(report)).toEqual({ passed: 5, failed: 3, skipped: 3 });
  });

  it('takes a missing report for nothing, and adds up', async () => {
    const none = await readCounts(join(folder, 'none.json'));
    expect(sum([none, { passed: 1, failed: 2, skipped: 3 }, { passed: 10, failed: 20, skipped: 30 }])).toEqual({
      passed: 11,
      failed: 22,
      skipped: 33,
    });
  });
});
