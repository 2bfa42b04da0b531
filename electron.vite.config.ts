import { readdirSync } from 'node:fs';
import { basename, join } from 'node:path';
import react from '@vitejs/plugin-react';
import { defineConfig } from 'electron-vite';
import type { Plugin } from 'vite';

const root = import.meta.dirname;
const devPort = 5183;
const workersFolder = join(root, 'src/engine/workers');

/** Each `src/engine/workers/NAME.worker.ts` becomes `out/main/workers/NAME.js`, for the window, the command line and tests. */
function workers(): Record<string, string> {
  const found: string[] = [];
  try {
    found.push(...readdirSync(workersFolder).filter((name) => name.endsWith('.worker.ts')));
  } catch {
    // No workers yet.
  }
  return Object.fromEntries(
    found.map((name) => [`workers/${basename(name, '.worker.ts')}`, join(workersFolder, name)]),
  );
}

/** While developing, the policy comes from the protocol's headers alone: the page's own tag would forbid live reload. */
const liveReload: Plugin = {
  name: 'selvedge-live-reload',
  apply: 'serve',
  transformIndexHtml: (html) => html.replace(/<meta\s+http-equiv="Content-Security-Policy"[^>]*>/, ''),
};

/** Builds the main process, the preload and the page into `out`; the command line is built by scripts/build.mjs. */
export default defineConfig({
  main: {
    build: {
      outDir: 'out/main',
      // Pure JavaScript goes into the bundle: one file starts sooner than hundreds. What has native parts stays outside.
      externalizeDeps: { exclude: ['chokidar', 'diff', 'node-diff3', 'simple-git', 'yaml', 'zod'] },
      target: 'node20.18',
      rolldownOptions: {
        input: { index: join(root, 'src/main/index.ts'), ...workers() },
        output: { format: 'es', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  },
  preload: {
    build: {
      outDir: 'out/preload',
      target: 'node20.18',
      // A sandboxed preload is one CommonJS file that can require nothing but Electron.
      externalizeDeps: false,
      rolldownOptions: {
        input: { index: join(root, 'src/preload/index.ts') },
        output: { format: 'cjs', entryFileNames: '[name].cjs' },
      },
    },
  },
  renderer: {
    root: join(root, 'src/renderer'),
    plugins: [react(), liveReload],
    // The page keeps its own origin (app:), so the socket's address must be said.
    server: { port: devPort, strictPort: true, hmr: { protocol: 'ws', host: 'localhost', clientPort: devPort } },
    worker: { format: 'es' },
    build: {
      outDir: join(root, 'out/renderer'),
      target: 'chrome130',
      // The policy of the page allows no inline script.
      modulePreload: { polyfill: false },
      minify: true,
      assetsInlineLimit: 0,
      chunkSizeWarningLimit: 8000,
      rolldownOptions: { input: { index: join(root, 'src/renderer/index.html') } },
    },
  },
});
