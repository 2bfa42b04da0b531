import { readFile } from 'node:fs/promises';

const none = { passed: 0, failed: 0, skipped: 0 };

/** Reads the counts out of a JSON report of Vitest or Playwright; a file that failed to load counts as one failure. */
export async function readCounts(file) {
  const text = await readFile(file, 'utf8').catch(() => null);
  if (text === null) return none;
  const report = JSON.parse(text);
  return 'numTotalTests' in report ? ofVitest(report) : ofPlaywright(report);
}

function ofVitest(report) {
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  return {
    passed: report.numPassedTests,
    failed: report.numFailedTests + unloaded.length,
    skipped: report.numPendingTests + report.numTodoTests,
  };
}

function ofPlaywright({ stats, errors }) {
  return {
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + (errors?.length ?? 0),
    skipped: stats.skipped,
  };
}

export const sum = (all) =>
  all.reduce(
    (total, one) => ({
      passed: total.passed + one.passed,
      failed: total.failed + one.failed,
      skipped: total.skipped + one.skipped,
    }),
    none,
  );
