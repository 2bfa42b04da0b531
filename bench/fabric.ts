/**
 * What knowing a fabric costs: `npx tsx bench/fabric.ts [files …] [--json]`.
 *
 * For each size: opening it with nothing remembered until every problem is known (cold), the same with what the last
 * run kept (warm), one changed file until its problems are known, the delay of the event loop that asks, and memory. In
 * the same run, for comparison, parsing the same texts with js-yaml and `git status`. The code is bundled first, as it
 * ships; every run is a process of its own.
 */
import { execFile } from 'node:child_process';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import { build } from 'esbuild';
import { generatedFabric } from '../test/support/generated-fabric';
import { createRepository } from '../test/support/repository';
import { removeAllFolders, temporaryFolder } from '../test/support/temporary-folder';

const run = promisify(execFile);
const root = join(import.meta.dirname, '..');
const asJson = process.argv.includes('--json');
const sizes = process.argv
  .slice(2)
  .filter((one) => /^\d+$/.test(one))
  .map(Number);

/** The engine, its workers and what asks them, as they ship. */
async function bundle(): Promise<string> {
  const outdir = await temporaryFolder('bench-fabric');
  await build({
    absWorkingDir: root,
    entryPoints: {
      'fabric-run': 'bench/fabric-run.ts',
      'workers/fabric': 'src/engine/workers/fabric.worker.ts',
    },
    outdir,
    bundle: true,
    splitting: true,
    platform: 'node',
    format: 'esm',
    target: 'node20.18',
    external: ['@photostructure/sqlite'],
    banner: { js: "import { createRequire as __r } from 'node:module'; const require = __r(import.meta.url);" },
    logLevel: 'error',
  });
  await writeFile(join(outdir, 'package.json'), '{"type":"module"}');
  return join(outdir, 'fabric-run.js');
}

type Figures = Record<string, number>;

async function measure(script: string, files: number): Promise<Figures> {
  const texts = generatedFabric(files);
  const repo = await createRepository();
  for (const folder of new Set([...texts.keys()].map((path) => dirname(path))))
    await mkdir(repo.path(folder), { recursive: true });
  for (const [path, text] of texts) await writeFile(repo.path(path), text);
  await repo.git('add', '--all');
  await repo.git('commit', '--quiet', '-m', 'generated');
  // Files written a moment ago may change unseen, so they are not remembered by their times yet.
  await new Promise((resume) => setTimeout(resume, 2_500));
  const data = await temporaryFolder('bench-data');
  const once = async (how: string): Promise<Figures> => {
    const { stdout } = await run(process.execPath, [script, how, repo.root, data], { maxBuffer: 64 * 1024 * 1024 });
    return JSON.parse(stdout) as Figures;
  };
  const cold = await once('cold');
  const warm = await once('warm');
  const edit = await once('edit');
  const yaml = await once('js-yaml');
  const status = performance.now();
  await repo.git('status', '--porcelain');
  const statusMs = performance.now() - status;
  await repo.remove();
  return {
    files,
    'cold ms': cold['openMs'] ?? NaN,
    'warm ms': warm['openMs'] ?? NaN,
    'one change ms (median of 9)': edit['editMs'] ?? NaN,
    'worst ms': edit['worstMs'] ?? NaN,
    'loop delay p99 ms': Math.max(cold['loopMs'] ?? NaN, warm['loopMs'] ?? NaN, edit['loopMs'] ?? NaN),
    'memory MB': Math.max(cold['memoryMb'] ?? NaN, edit['memoryMb'] ?? NaN),
    problems: cold['problems'] ?? NaN,
    'js-yaml alone ms': yaml['parseMs'] ?? NaN,
    'git status ms': Math.round(statusMs),
  };
}

const script = await bundle();
const rows: Figures[] = [];
for (const files of sizes.length > 0 ? sizes : [1_000, 10_000, 50_000]) rows.push(await measure(script, files));
if (asJson) process.stdout.write(`${JSON.stringify({ rows, load: await loadAverage() }, null, 2)}\n`);
else {
  console.log(`load of the machine: ${await loadAverage()}`);
  for (const name of Object.keys(rows[0] ?? {}))
    console.log(`${name.padEnd(28)}${rows.map((row) => String(row[name]).padStart(10)).join('')}`);
}
await removeAllFolders();

async function loadAverage(): Promise<string> {
  return (await readFile('/proc/loadavg', 'utf8').catch(() => 'unknown')).split(' ').slice(0, 3).join(' ');
}
