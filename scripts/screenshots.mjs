import { join } from 'node:path';
import { root } from './setup/places.mjs';
import { run } from './setup/run.mjs';
import { runScript } from './setup/say.mjs';

/** `npm run screenshots`: writes every screen, in both themes, to docs/screenshots. */
await runScript(async () => {
  const env = { ...process.env, SELVEDGE_SCREENSHOTS: join(root, 'docs', 'screenshots') };
  const args = [join(root, 'scripts', 'e2e.mjs'), '--project=screenshots'];
  const { code } = await run(process.execPath, args, { cwd: root, env });
  process.exitCode = code ?? 1;
});
