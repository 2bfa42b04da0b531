import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { root } from './places.mjs';
import { runNpm } from './run.mjs';
import { say, seconds } from './say.mjs';

/**
 * Installs what package-lock.json names, unless exactly that lies in node_modules.
 *
 * npm keeps a list of what it installed and writes it last, so an install that was killed half-way is done again, and one that
 * a person did by hand is not. No package may run a script of its own: none of ours needs one.
 */
export async function ensureDependencies() {
  const wanted = await packagesIn(join(root, 'package-lock.json'));
  const installed = await packagesIn(join(root, 'node_modules', '.package-lock.json')).catch(() => null);
  if (installed !== null && isInstalled(wanted, installed)) return;
  const started = Date.now();
  say('installing packages…');
  const args = ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'];
  await runNpm(args, 'npm could not install the packages:', { cwd: root, capture: true });
  say(`packages installed in ${seconds(started)}`);
}

const packagesIn = async (file) => JSON.parse(await readFile(file, 'utf8')).packages;

/** True when each wanted package is there with the same bytes; optional ones may be missing (other platforms). */
export function isInstalled(wanted, installed) {
  return Object.entries(wanted).every(([place, { version, integrity, optional }]) => {
    if (place === '') return true;
    const there = installed[place];
    if (there === undefined) return optional === true;
    return there.version === version && there.integrity === integrity;
  });
}
