import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { buildCommandLine } from './build/command-line.mjs';
import { root } from './setup/places.mjs';
import { runScript, say, seconds, Stop } from './setup/say.mjs';

/** `npm run build`: the window (main, preload, page, workers) and the command line, into `out`. */
await runScript(async () => {
  const started = Date.now();
  await rm(join(root, 'out'), { recursive: true, force: true });
  process.chdir(root);
  process.env.NODE_ENV = 'production';
  const { build } = await import('electron-vite');
  try {
    await build({ root, logLevel: process.env.SELVEDGE_VERBOSE ? 'info' : 'warn' });
    await buildCommandLine(root);
  } catch (problem) {
    throw new Stop(problem.message);
  }
  say(`everything built in ${seconds(started)}`);
});
