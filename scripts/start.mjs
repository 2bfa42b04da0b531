import { isAbsolute, resolve } from 'node:path';
import { ensureBuild } from './setup/built.mjs';
import { checkTools } from './setup/check-tools.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { hasDisplay } from './setup/display.mjs';
import { ensureElectron } from './setup/electron-runtime.mjs';
import { root } from './setup/places.mjs';
import { run } from './setup/run.mjs';
import { runScript, say, Stop } from './setup/say.mjs';
import { ensureSystemPackages } from './setup/system-packages.mjs';

/** `npm start [-- PATH | --demo]`: everything that a fresh machine needs, then the window. */
await runScript(async () => {
  await checkTools();
  await ensureDependencies();
  const electron = await ensureElectron();
  await ensureSystemPackages(electron.executable);
  await ensureBuild();
  if (!hasDisplay()) {
    throw new Stop(
      'There is no display to open a window on (DISPLAY and WAYLAND_DISPLAY are empty). `npm test` brings its own.',
    );
  }
  const switches = process.platform === 'linux' && process.getuid() === 0 ? ['--no-sandbox'] : [];
  if (switches.length > 0) say('running as root, so Chromium runs without its sandbox');
  const { code } = await run(electron.executable, [...switches, root, ...process.argv.slice(2).map(fromCallersFolder)]);
  process.exitCode = code ?? 1;
});

/** npm starts scripts in the package's folder; a path means the folder that the person stood in. */
function fromCallersFolder(argument) {
  if (argument.startsWith('-') || isAbsolute(argument)) return argument;
  return resolve(process.env.INIT_CWD ?? process.cwd(), argument);
}
