import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

interface Bundler {
  readonly version: string;
  buildSync(options: object): { readonly outputFiles: readonly { contents: Uint8Array }[] };
}

/** Bundles that nobody used for so long are of earlier code. */
const staleMs = 60 * 60 * 1000;
const known = new Map<string, string>();

/**
 * From source (tests, development) a worker is TypeScript. It is bundled into one file, kept under `node_modules/.cache`
 * by what the sources look like: every later process starts it as quickly as a built one. Answers the file.
 */
export function bundledFromSource(entry: string, name: string): string {
  const before = known.get(entry);
  if (before !== undefined) return before;
  const load = createRequire(import.meta.url);
  // Not a plain import: what ships has no bundler.
  const esbuild = load('esbuild') as Bundler;
  const modules = dirname(dirname(load.resolve('esbuild/package.json')));
  const folder = join(modules, '.cache', 'selvedge-workers');
  const file = join(folder, `${name}-${stateOfSources(dirname(dirname(dirname(entry))), esbuild.version)}.mjs`);
  if (!existsSync(file)) write(file, bundle(esbuild, entry));
  known.set(entry, file);
  return file;
}

function bundle(esbuild: Bundler, entry: string): Uint8Array {
  const { outputFiles } = esbuild.buildSync({
    entryPoints: [entry],
    bundle: true,
    write: false,
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    packages: 'bundle',
    external: ['@photostructure/sqlite'],
    sourcemap: 'inline',
    sourcesContent: false,
    banner: { js: "import { createRequire as __r } from 'node:module'; const require = __r(import.meta.url);" },
    logLevel: 'error',
  });
  const [only] = outputFiles;
  if (only === undefined) throw new Error(`${entry} became no bundle`);
  return only.contents;
}

/** In one step, since other processes may be doing the same. */
function write(file: string, contents: Uint8Array): void {
  const folder = dirname(file);
  mkdirSync(folder, { recursive: true });
  const fresh = `${file}.${process.pid}.new`;
  writeFileSync(fresh, contents);
  renameSync(fresh, file);
  for (const name of readdirSync(folder)) {
    const old = join(folder, name);
    if (old !== file && Date.now() - (statSync(old, { throwIfNoEntry: false })?.mtimeMs ?? Infinity) > staleMs)
      rmSync(old, { force: true });
  }
}

/** Names every source below a folder with its size and time. */
function stateOfSources(folder: string, version: string): string {
  const hash = createHash('sha256').update(version);
  const visit = (place: string): void => {
    for (const entry of readdirSync(place, { withFileTypes: true }).sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const path = join(place, entry.name);
      if (entry.isDirectory()) visit(path);
      else if (entry.name.endsWith('.ts')) {
        const { size, mtimeMs } = statSync(path);
        hash.update(`${path}\0${size}\0${mtimeMs}\n`);
      }
    }
  };
  for (const layer of ['contract', 'core', 'engine']) visit(join(folder, layer));
  return hash.digest('hex').slice(0, 24);
}
