import { mkdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fingerprint } from './fingerprint.mjs';
import { root } from './places.mjs';
import { mustRun } from './run.mjs';
import { say, seconds } from './say.mjs';

const sources = [
  'src',
  'resources',
  'scripts/build.mjs',
  'scripts/build',
  'electron.vite.config.ts',
  'package.json',
  'package-lock.json',
  'tsconfig.base.json',
];
const stampFile = join(root, 'out', '.built-from');
const products = ['out/main/index.js', 'out/preload/index.cjs', 'out/renderer/index.html', 'out/cli/index.js'];

/** Builds, unless what is in `out` was made from exactly these sources. */
export async function ensureBuild() {
  const wanted = await fingerprint(root, sources);
  const there = await Promise.all(products.map((path) => stat(join(root, path)).catch(() => null)));
  if (!there.includes(null) && (await readFile(stampFile, 'utf8').catch(() => '')) === wanted) return false;
  const started = Date.now();
  say('building…');
  await rm(stampFile, { force: true });
  await mustRun(process.execPath, [join(root, 'scripts', 'build.mjs')], 'The build failed:', {
    cwd: root,
    capture: true,
  });
  await mkdir(dirname(stampFile), { recursive: true });
  await writeFile(stampFile, wanted);
  say(`built in ${seconds(started)}`);
  return true;
}
