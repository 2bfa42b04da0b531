import { defineConfig } from 'vitest/config';

/** Long searches: `npm run test:deep`. Each may take minutes; none runs beside another. */
export default defineConfig({
  test: {
    include: ['test/deep/**/*.deep.ts'],
    environment: 'node',
    testTimeout: 30 * 60 * 1000,
    hookTimeout: 10 * 60 * 1000,
    fileParallelism: false,
    reporters: ['verbose'],
  },
});
