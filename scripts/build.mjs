import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCommandLine } from './build/command-line.mjs';
import { root } from './setup/places.mjs';
import { runScript, say, seconds } from './setup/say.mjs';

/** `npm run build`: the window (main, preload, page, workers) and the command line, into `out`. */
await runScript(async () => {
  const started = Date.now();
  await rm(join(root, 'out'), { recursive: true, force: true });
  process.chdir(root);
  process.env.NODE_ENV = 'production';
  const { build } = await import('electron-vite');
  await build({ root, logLevel: process.env.SELVEDGE_VERBOSE ? 'info' : 'warn' });
  await buildCommandLine(root);
  say(`everything built in ${seconds(started)}`);
});
