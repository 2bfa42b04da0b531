import { readFile, readdir } from 'node:fs/promises';
import { basename, join } from 'node:path';

/**
 * Bundles `src/cli` into `out/cli/index.js` for plain Node ≥ 20.19, and each worker into `out/cli/workers`.
 *
 * Our code and pure JavaScript packages go in, so that `selvedge` starts quickly; what has native parts stays outside.
 * It is split: git starts the merge driver once a file, and the driver loads its own part only.
 */
export async function buildCommandLine(root, outdir = 'out/cli') {
  const { build } = await import('esbuild');
  const { version } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const workersFolder = 'src/engine/workers';
  const workers = (await readdir(join(root, workersFolder))).filter((name) => name.endsWith('.worker.ts'));
  await build({
    absWorkingDir: root,
    entryPoints: {
      index: 'src/cli/index.ts',
      ...Object.fromEntries(
        workers.map((name) => [`workers/${basename(name, '.worker.ts')}`, `${workersFolder}/${name}`]),
      ),
    },
    outdir,
    bundle: true,
    splitting: true,
    chunkNames: 'chunks/[name]-[hash]',
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
