import { mkdir, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkoutCache, root } from './setup/places.mjs';
import { run } from './setup/run.mjs';
import { runScript, Stop } from './setup/say.mjs';

/** `npm run typecheck`: every tsconfig.LAYER.json, two at a time; what did not change since is not checked again. */
await runScript(async () => {
  await mkdir(checkoutCache, { recursive: true });
  const layers = (await readdir(root))
    .map((name) => /^tsconfig\.(?!base\.)(\w+)\.json$/.exec(name)?.[1])
    .filter((layer) => layer !== undefined)
    .sort((one, other) => rank(one) - rank(other));
  const failed = [];
  const next = async () => {
    for (let layer = layers.shift(); layer !== undefined; layer = layers.shift()) {
      const { code, output } = await check(layer);
      if (code !== 0) failed.push(layer);
      process.stdout.write(output);
    }
  };
  await Promise.all([next(), next()]);
  if (failed.length > 0) throw new Stop(`types do not fit in: ${failed.join(', ')}`);
});

/** The long ones first, so that the two finish together. */
function rank(layer) {
  return ['test', 'renderer', 'main'].indexOf(layer) === -1 ? 9 : ['test', 'renderer', 'main'].indexOf(layer);
}

function check(layer) {
  const compiler = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
  const memory = join(checkoutCache, `${layer}.tsbuildinfo`);
  const args = [compiler, '-p', `tsconfig.${layer}.json`, '--incremental', '--tsBuildInfoFile', memory];
  return run(process.execPath, args, { cwd: root, capture: true });
}
