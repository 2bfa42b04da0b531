import { createHash } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { checkoutCache, root } from './places.mjs';
import { runNpm } from './run.mjs';
import { say, seconds } from './say.mjs';

const stampFile = join(checkoutCache, 'installed');

/**
 * Installs what package-lock.json names, unless exactly that was installed before by this Node's ABI.
 *
 * The stamp lies inside node_modules: who deletes the folder deletes the stamp too. It is written last, so an
 * install that was killed half-way is done again.
 */
export async function ensureDependencies() {
  const lock = await readFile(join(root, 'package-lock.json'));
  const wanted = createHash('sha256')
    .update(lock)
    .update(`${process.versions.modules} ${process.platform} ${process.arch}`)
    .digest('hex');
  if ((await readFile(stampFile, 'utf8').catch(() => '')) === wanted) return;
  const started = Date.now();
  say('installing packages…');
  await runNpm(
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    'npm could not install the packages:',
    {
      cwd: root,
      capture: true,
    },
  );
  await mkdir(dirname(stampFile), { recursive: true });
  await writeFile(stampFile, wanted);
  say(`packages installed in ${seconds(started)}`);
}
