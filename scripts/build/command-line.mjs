import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

/**
 * Bundles `src/cli` into `out/cli/index.js` for plain Node ≥ 20.19.
 *
 * Our code and pure JavaScript packages go in, so that `selvedge` starts quickly; what has native parts stays outside.
 */
export async function buildCommandLine(root) {
  const { build } = await import('esbuild');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  await build({
    absWorkingDir: root,
    entryPoints: ['src/cli/index.ts'],
    outfile: 'out/cli/index.js',
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    external: ['@photostructure/sqlite'],
    define: { 'process.env.SELVEDGE_VERSION': JSON.stringify(version) },
    // CommonJS packages inside an ES module ask for Node's modules by require.
    banner: {
      js: "import { createRequire as __createRequire } from 'node:module'; const require = __createRequire(import.meta.url);",
    },
    legalComments: 'linked',
    logLevel: 'warning',
  });
}
