import { checkTools } from './setup/check-tools.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { ensureElectron } from './setup/electron-runtime.mjs';
import { root } from './setup/places.mjs';
import { runScript } from './setup/say.mjs';
import { ensureSystemPackages } from './setup/system-packages.mjs';

/** `npm run dev [-- PATH]`: the window with live reload of the page, and a restart when main or engine change. */
await runScript(async () => {
  await checkTools();
  await ensureDependencies();
  const electron = await ensureElectron();
  await ensureSystemPackages(electron.executable);
  process.chdir(root);
  process.env.ELECTRON_EXEC_PATH = electron.executable;
  process.env.ELECTRON_CLI_ARGS = JSON.stringify(process.argv.slice(2));
  if (process.platform === 'linux' && process.getuid() === 0) process.env.NO_SANDBOX = '1';
  const { createServer } = await import('electron-vite');
  await createServer({ root, build: { watch: {} } }, { rendererOnly: false });
});
