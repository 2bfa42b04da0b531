import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from 'playwright';
import { ensureBuild } from '../scripts/setup/built.mjs';
import { displayProgram, hasDisplay, startDisplay } from '../scripts/setup/display.mjs';
import { ensureElectron } from '../scripts/setup/electron-runtime.mjs';
import { root } from '../scripts/setup/places.mjs';
import { ensureSystemPackages } from '../scripts/setup/system-packages.mjs';

/**
 * How long until a person can work, from starting the process: our window against an Electron window with nothing in it, on the
 * same runtime, in turn. Wanted: not more than 1.5 times.
 *
 * Both pages set the mark `selvedge-interactive`; its time on the wall clock is read afterwards, so that measuring takes no part
 * in the measurement. The first start of each fills caches and is told apart.
 */
const rounds = Number(process.argv[2] ?? 9);
const wantedRatio = 1.5;

interface Subject {
  readonly name: string;
  readonly app: string;
  readonly dataFolder: string;
  readonly times: number[];
}

const emptyMain = `
import { app, BrowserWindow } from 'electron';
import { join } from 'node:path';
app.setPath('userData', process.argv.find((text) => text.startsWith('--user-data=')).slice('--user-data='.length));
app.whenReady().then(() => {
  const window = new BrowserWindow({ width: 1440, height: 920, show: false, webPreferences: { sandbox: true } });
  window.once('ready-to-show', () => window.show());
  window.loadFile(join(import.meta.dirname, 'index.html'));
});
`;
const emptyPage = `<!doctype html><title>Empty</title><p>Nothing</p>
<script>requestAnimationFrame(() => setTimeout(() => {
  performance.mark('selvedge-interactive');
  document.documentElement.dataset.interactive = 'true';
}));</script>`;

async function writeEmptyApp(folder: string): Promise<void> {
  await mkdir(folder);
  await writeFile(
    join(folder, 'package.json'),
    '{ "name": "empty", "version": "1.0.0", "type": "module", "main": "main.js" }',
  );
  await writeFile(join(folder, 'main.js'), emptyMain);
  await writeFile(join(folder, 'index.html'), emptyPage);
}

/** Milliseconds from starting the process to the page's mark. */
async function startOnce(executable: string, subject: Subject, env: NodeJS.ProcessEnv): Promise<number> {
  const switches = process.platform === 'linux' && process.getuid?.() === 0 ? ['--no-sandbox'] : [];
  const args = ['--remote-debugging-port=0', ...switches, subject.app, `--user-data=${subject.dataFolder}`];
  const startedMs = Date.now();
  const child = spawn(executable, args, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    const address = await devToolsAddress(child.stderr);
    const browser = await chromium.connectOverCDP(address);
    const page = browser.contexts()[0]?.pages()[0];
    if (page === undefined) throw new Error(`${subject.name} opened no page`);
    await page.waitForSelector('html[data-interactive="true"]', { state: 'attached', timeout: 30_000 });
    const markedMs = await page.evaluate(
      () => performance.timeOrigin + (performance.getEntriesByName('selvedge-interactive')[0]?.startTime ?? NaN),
    );
    await browser.close();
    return markedMs - startedMs;
  } finally {
    child.kill();
    await ended;
  }
}

function devToolsAddress(stderr: NodeJS.ReadableStream): Promise<string> {
  return new Promise((resolve, reject) => {
    let text = '';
    stderr.on('data', (chunk) => {
      text += String(chunk);
      const found = /DevTools listening on (ws:\S+)/.exec(text)?.[1];
      if (found !== undefined) resolve(found);
    });
    stderr.on('end', () => reject(new Error(`Electron ended before it was ready:\n${text}`)));
  });
}

const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN;
const ms = (value: number): string => `${value.toFixed(0)} ms`.padStart(9);

function printTable(subjects: readonly Subject[], version: string): number {
  console.log(`\nTime to interactive, Electron ${version}, ${rounds} starts each, in turn`);
  console.log('window           first   median     best    worst');
  for (const { name, times } of subjects) {
    const warm = times.slice(1);
    console.log(name.padEnd(12), ms(times[0] ?? NaN), ms(median(warm)), ms(Math.min(...warm)), ms(Math.max(...warm)));
  }
  const [empty, ours] = subjects.map(({ times }) => median(times.slice(1)));
  const ratio = (ours ?? NaN) / (empty ?? NaN);
  console.log(`ratio of medians ${ratio.toFixed(2)} (wanted: at most ${wantedRatio})`);
  return ratio;
}

const electron = await ensureElectron();
await ensureSystemPackages(electron.executable, hasDisplay() ? [] : [displayProgram]);
await ensureBuild();
const display = hasDisplay() ? { env: process.env, stop: () => undefined } : await startDisplay();
const folder = await mkdtemp(join(tmpdir(), 'selvedge-startup-'));
try {
  await writeEmptyApp(join(folder, 'empty'));
  const subjects: Subject[] = [
    { name: 'empty', app: join(folder, 'empty'), dataFolder: join(folder, 'empty-data'), times: [] },
    { name: 'Selvedge', app: root, dataFolder: join(folder, 'our-data'), times: [] },
  ];
  for (let round = 0; round <= rounds; round += 1) {
    for (const subject of subjects) subject.times.push(await startOnce(electron.executable, subject, display.env));
  }
  if (!(printTable(subjects, electron.version) <= wantedRatio)) process.exitCode = 1;
} finally {
  display.stop();
  await rm(folder, { recursive: true, force: true, maxRetries: 5 });
}
