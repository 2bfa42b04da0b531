import { ensureBuild } from './setup/built.mjs';
import { chromiumProgram, findChromium } from './setup/chromium.mjs';
import { displayProgram, hasDisplay, startDisplay } from './setup/display.mjs';
import { ensureElectron } from './setup/electron-runtime.mjs';
import { root } from './setup/places.mjs';
import { run } from './setup/run.mjs';
import { runScript, say } from './setup/say.mjs';
import { ensureSystemPackages } from './setup/system-packages.mjs';
import { join } from 'node:path';

/** `npm run test:e2e [-- PLAYWRIGHT ARGUMENTS]`: journeys in a real Electron window and, where there is one, in Chromium. */
await runScript(async () => {
  const electron = await ensureElectron();
  await ensureSystemPackages(electron.executable, [...(hasDisplay() ? [] : [displayProgram]), chromiumProgram]);
  const chromium = await findChromium();
  if (chromium === null) say('no Chromium here: the journeys run in Electron alone');
  await ensureBuild();
  const display = hasDisplay() ? { env: process.env, stop: () => undefined } : await startDisplay();
  const env = {
    ...display.env,
    ELECTRON_OVERRIDE_DIST_PATH: electron.dist,
    SELVEDGE_CHROMIUM: chromium ?? '',
  };
  const playwright = join(root, 'node_modules', 'playwright', 'cli.js');
  const { code } = await run(process.execPath, [playwright, 'test', ...process.argv.slice(2)], { cwd: root, env });
  display.stop();
  process.exitCode = code ?? 1;
});
