import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { checkTools } from './setup/check-tools.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { root } from './setup/places.mjs';
import { run } from './setup/run.mjs';
import { runScript, say, seconds, Stop } from './setup/say.mjs';

/** `npm run test:deep [-- VITEST ARGUMENTS]`: the long searches in test/deep, too slow for every change. */
await runScript(async () => {
  await checkTools();
  await ensureDependencies();
  const found = await readdir(join(root, 'test', 'deep'), { recursive: true }).catch(() => []);
  const files = found.filter((name) => name.endsWith('.deep.ts')).sort();
  if (files.length === 0) throw new Stop('there is no test/deep/*.deep.ts to run');
  const started = Date.now();
  const vitest = join(root, 'node_modules', 'vitest', 'vitest.mjs');
  const args = [vitest, 'run', '--config', join('test', 'deep', 'vitest.config.ts'), ...process.argv.slice(2)];
  const { code } = await run(process.execPath, args, { cwd: root });
  say(`ran ${files.join(', ')} in ${seconds(started)}`);
  process.exitCode = code ?? 1;
});
