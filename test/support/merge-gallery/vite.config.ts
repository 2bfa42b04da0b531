import react from '@vitejs/plugin-react';
import { defineConfig } from 'vite';

/** `npx vite build --config test/support/merge-gallery/vite.config.ts`, then `npx vite preview` with the same. */
export default defineConfig({
  root: import.meta.dirname,
  plugins: [react()],
  worker: { format: 'es' },
  build: {
    outDir: '../../../node_modules/.cache/merge-gallery',
    emptyOutDir: true,
    target: 'chrome110',
    modulePreload: { polyfill: false },
    minify: false,
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 20_000,
  },
});
