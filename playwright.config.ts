import { defineConfig } from 'playwright/test';
import type { HostOptions } from './test/e2e/support/selvedge-test';

const screenshots = process.env.SELVEDGE_SCREENSHOTS !== undefined;
const inChromium = Boolean(process.env.SELVEDGE_CHROMIUM);

/**
 * Journeys in the real Electron window, and those that make sense there again in plain Chromium through the browser host.
 * `npm run test:e2e` prepares what both need; journeys tagged `@window` need the real window.
 */
export default defineConfig<HostOptions>({
  testDir: 'test/e2e',
  outputDir: 'test-results',
  timeout: 60_000,
  expect: { timeout: 15_000 },
  // Real windows on a busy machine: what passes at the second go is reported as flaky.
  retries: 1,
  forbidOnly: process.env.CI !== undefined,
  fullyParallel: true,
  workers: 2,
  reporter: [['list']],
  use: { trace: 'off', screenshot: 'only-on-failure' },
  projects: screenshots
    ? [{ name: 'screenshots', testMatch: 'screenshots.spec.ts', use: { host: 'electron' } }]
    : [
        { name: 'electron', testIgnore: 'screenshots.spec.ts', use: { host: 'electron' } },
        ...(inChromium
          ? [
              {
                name: 'chromium',
                testIgnore: 'screenshots.spec.ts',
                grepInvert: /@window/,
                use: { host: 'browser' as const },
              },
            ]
          : []),
      ],
});
