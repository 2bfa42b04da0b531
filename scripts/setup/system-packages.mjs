import { readFile } from 'node:fs/promises';
import { mustRun, run } from './run.mjs';
import { say, seconds, Stop } from './say.mjs';

/** What Electron needs of a Debian system, each with the names it has had (newest first). */
const libraries = [
  ['libgtk-3-0t64', 'libgtk-3-0'],
  ['libnss3'],
  ['libasound2t64', 'libasound2'],
  ['libgbm1'],
  ['libxss1'],
  ['libxtst6'],
];

/**
 * Makes sure that the Electron binary finds its libraries and that the `extra` programs exist.
 *
 * `extra`: rows of { program, packages, needed }. As root on Debian or its kin they are installed; else what is `needed` stops
 * with the command that installs it. Answers nothing: look for a program afterwards if it was not needed.
 */
export async function ensureSystemPackages(executable, extra = []) {
  if (process.platform !== 'linux') return;
  const missing = [];
  const lacking = await librariesLacking(executable);
  if (lacking.length > 0) missing.push(...libraries);
  let mustHave = lacking.length > 0;
  for (const { program, packages, needed } of extra) {
    if ((await findProgram(program)) !== null) continue;
    missing.push(...packages);
    mustHave ||= needed;
  }
  if (missing.length === 0) return;
  if (!(await isDebian())) {
    if (!mustHave) return;
    throw new Stop(
      `Electron lacks ${lacking.join(', ') || 'Xvfb'} on this system. Install GTK 3, NSS, ALSA, GBM, libXss, libXtst and Xvfb with its package manager.`,
    );
  }
  await installPackages(missing, mustHave);
}

async function installPackages(wanted, mustHave) {
  if (process.getuid() !== 0) {
    const names = await Promise.all(wanted.map(nameHere));
    if (mustHave) {
      throw new Stop(
        `System packages are missing. Run: sudo apt-get install --no-install-recommends ${names.join(' ')}`,
      );
    }
    return;
  }
  const started = Date.now();
  const apt = (args, failure) =>
    mustRun('apt-get', ['-o', 'DPkg::Lock::Timeout=300', ...args], failure, {
      capture: true,
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    });
  say('installing system packages…');
  await apt(['update'], 'apt-get could not read its package lists:');
  const names = await Promise.all(wanted.map(nameHere));
  await apt(['install', '-y', '--no-install-recommends', ...names], `apt-get could not install ${names.join(' ')}:`);
  say(`installed ${names.join(' ')} in ${seconds(started)}`);
}

async function librariesLacking(executable) {
  const { code, output } = await run('ldd', [executable], { capture: true });
  if (code !== 0) return [];
  return [...output.matchAll(/^\s*(\S+) => not found/gm)].map((found) => found[1]);
}

/** Absolute path of a program on PATH, or null. */
export async function findProgram(name) {
  const { code, output } = await run('sh', ['-c', 'command -v -- "$1"', 'sh', name], { capture: true });
  return code === 0 ? output.trim() : null;
}

async function isDebian() {
  const text = await readFile('/etc/os-release', 'utf8').catch(() => '');
  return /^ID(_LIKE)?=.*\b(debian|ubuntu)\b/m.test(text);
}

async function nameHere(candidates) {
  for (const name of candidates) {
    const { output } = await run('apt-cache', ['policy', name], { capture: true });
    if (/Candidate: (?!\(none\))/.test(output)) return name;
  }
  return candidates.at(-1);
}
