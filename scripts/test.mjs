import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { ensureBuild } from './setup/built.mjs';
import { checkTools } from './setup/check-tools.mjs';
import { ensureDependencies } from './setup/dependencies.mjs';
import { checkoutCache, root } from './setup/places.mjs';
import { run } from './setup/run.mjs';
import { runScript, say, seconds, Stop } from './setup/say.mjs';
import { readCounts, sum } from './setup/test-results.mjs';

const resultsFolder = join(checkoutCache, 'results');
const reportOf = (name) => join(resultsFolder, `${name}.json`);

const node = (name, ...args) => run(process.execPath, [join(root, 'scripts', name), ...args], { cwd: root });
const tool = (path, ...args) => run(process.execPath, [join(root, 'node_modules', path), ...args], { cwd: root });
const vitest = (name, ...projects) =>
  tool(
    'vitest/vitest.mjs',
    'run',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${reportOf(name)}`,
  );
const cache = join('node_modules', '.cache');

/** Everything that must hold, quickest to judge first. Each row answers { code }. */
const steps = [
  { name: 'typecheck', run: () => node('typecheck.mjs') },
  {
    name: 'lint',
    run: () =>
      tool('eslint/bin/eslint.js', '.', '--cache', '--cache-location', join(cache, 'eslint/'), '--max-warnings', '0'),
  },
  {
    name: 'format',
    run: () =>
      tool(
        'prettier/bin/prettier.cjs',
        '--check',
        '--log-level=warn',
        '--cache',
        '--cache-location',
        join(cache, 'prettier.json'),
        '.',
      ),
  },
  {
    name: 'walls',
    run: () => tool('dependency-cruiser/bin/dependency-cruise.mjs', '--config', '.dependency-cruiser.cjs', 'src'),
  },
  { name: 'dead', run: () => tool('knip/bin/knip.js') },
  { name: 'unit', counted: true, run: () => vitest('unit', 'unit', 'component') },
  { name: 'build', run: build },
  { name: 'integration', counted: true, run: () => vitest('integration', 'integration') },
  {
    name: 'e2e',
    counted: true,
    run: () => {
      process.env.PLAYWRIGHT_JSON_OUTPUT_NAME = reportOf('e2e');
      return node('e2e.mjs', '--reporter=list,json');
    },
  },
];

/** `npm test [-- --only lint,unit]`: sets up what a fresh machine needs, then runs what CI runs, up to the first failure. */
await runScript(async () => {
  const chosen = choose(process.argv.slice(2));
  await checkTools();
  await ensureDependencies();
  await rm(resultsFolder, { recursive: true, force: true });
  await mkdir(resultsFolder, { recursive: true });
  const failed = await runUntilFailure(chosen);
  const counts = sum(
    await Promise.all(chosen.filter((step) => step.counted).map((step) => readCounts(reportOf(step.name)))),
  );
  if (counts.skipped > 0) say(`${counts.skipped} tests were skipped`);
  process.stdout.write(`${counts.passed} passed, ${counts.failed} failed\n`);
  if (failed !== null)
    throw new Stop(`${failed} failed; the steps after it did not run. Run it alone: npm test -- --only ${failed}`);
});

async function runUntilFailure(chosen) {
  for (const { name, run: start } of chosen) {
    const started = Date.now();
    say(`${name}…`);
    const { code, problem } = await start();
    if (problem !== undefined) say(problem.message);
    say(`${name} ${code === 0 ? 'passed' : 'FAILED'} in ${seconds(started)}`);
    if (code !== 0) return name;
  }
  return null;
}

function choose(args) {
  const { values } = parseArgs({ args, options: { only: { type: 'string' } } });
  if (values.only === undefined) return steps;
  const names = values.only.split(',');
  const unknown = names.filter((name) => !steps.some((step) => step.name === name));
  if (unknown.length > 0)
    throw new Stop(`no step is called ${unknown.join(', ')}. Steps: ${steps.map(({ name }) => name).join(', ')}`);
  return steps.filter(({ name }) => names.includes(name));
}

async function build() {
  try {
    await ensureBuild();
    return { code: 0 };
  } catch (problem) {
    return { code: 1, problem };
  }
}
