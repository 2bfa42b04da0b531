import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import react from '@vitejs/plugin-react';

/** Vitest leaves one core for itself, which on two cores halves the speed: much of what is tested waits for git and disks. */
const maxWorkers = Math.max(2, availableParallelism() - 1);

/** Three suites: pure code, real git and disks, and React components in a light DOM. */
export default defineConfig({
  test: {
    maxWorkers,
    projects: [
      { test: { name: 'unit', include: ['test/unit/**/*.test.ts'], environment: 'node', testTimeout: 30_000 } },
      {
        test: {
          name: 'integration',
          include: ['test/integration/**/*.test.ts'],
          environment: 'node',
          testTimeout: 60_000,
          hookTimeout: 60_000,
        },
      },
      {
        plugins: [react()],
        test: {
          name: 'component',
          include: ['test/component/**/*.test.tsx'],
          environment: 'happy-dom',
          setupFiles: ['test/component/support/patience.ts'],
          testTimeout: 30_000,
        },
      },
    ],
  },
});
