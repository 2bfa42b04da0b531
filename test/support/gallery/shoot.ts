import { mkdir } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';
import { chromium, type Page } from 'playwright';
import { build, preview } from 'vite';
import react from '@vitejs/plugin-react';

/**
 * Takes a picture of every scene in both themes and runs axe on it.
 *
 *     npx tsx test/support/gallery/shoot.ts FOLDER [scene…]
 *
 * Needs a Chromium: `CHROMIUM`, or `chromium` on the PATH. Exits with 1 when axe finds something.
 */
const [folder = 'test-results/gallery', ...only] = process.argv.slice(2);
const themes = ['light', 'dark'] as const;
const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
const size = { width: Number(process.env.WIDTH ?? 1280), height: Number(process.env.HEIGHT ?? 800) };

interface Finding {
  readonly id: string;
  readonly impact: string | null;
  readonly nodes: readonly { readonly html: string; readonly failureSummary: string }[];
}

const root = import.meta.dirname;
const outDir = join(folder, 'page');
const config = { configFile: false as const, root, plugins: [react()], logLevel: 'error' as const };

async function settle(page: Page): Promise<void> {
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(900);
}

async function findings(page: Page): Promise<readonly Finding[]> {
  await page.addScriptTag({ path: axe });
  return await page.evaluate(async () => {
    const runner = (window as unknown as { axe: { run(): Promise<{ violations: Finding[] }> } }).axe;
    return (await runner.run()).violations;
  });
}

async function shootAll(address: string): Promise<number> {
  const browser = await chromium.launch({
    executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
    args: ['--no-sandbox'],
  });
  const page = await browser.newPage({ viewport: size, reducedMotion: 'reduce' });
  page.on('pageerror', (error) => console.log(`  page error: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') console.log(`  console: ${message.text()}`);
  });
  await page.goto(`${address}?scene=welcome`);
  const { scenes } = { scenes: only.length > 0 ? only : await sceneNames() };
  let found = 0;
  for (const scene of scenes) {
    for (const theme of themes) {
      await page.goto(`${address}?scene=${scene}&theme=${theme}&density=${process.env.DENSITY ?? 'regular'}`);
      await settle(page);
      await page.screenshot({ path: join(folder, `${scene}-${theme}.png`) });
      const problems = await findings(page);
      found += problems.length;
      console.log(`${scene} ${theme}: ${problems.length === 0 ? 'ok' : ''}`);
      for (const { id, impact, nodes } of problems) {
        console.log(`  ${id} (${impact})`);
        for (const node of nodes.slice(0, 4))
          console.log(`    ${node.html.slice(0, 200)}\n    ${node.failureSummary.replace(/\n/g, ' ')}`);
      }
    }
  }
  await browser.close();
  return found;
}

async function sceneNames(): Promise<readonly string[]> {
  const { readFile } = await import('node:fs/promises');
  const text = await readFile(join(root, 'scenes.ts'), 'utf8');
  const body = text.slice(text.indexOf('export const scenes'));
  return [...body.matchAll(/^ {2}'?([a-z-]+)'?: (?:at\(|\{)/gm)].map((match) => match[1] ?? '');
}

await mkdir(folder, { recursive: true });
await build({
  ...config,
  build: {
    outDir: resolve(outDir),
    emptyOutDir: true,
    target: 'chrome130',
    minify: false,
    chunkSizeWarningLimit: 20_000,
  },
  worker: { format: 'es' },
});
const server = await preview({
  ...config,
  build: { outDir: resolve(outDir) },
  preview: { port: 0, host: '127.0.0.1' },
});
const address = server.resolvedUrls?.local[0] ?? '';
const found = await shootAll(address);
await server.close();
console.log(found === 0 ? 'axe found nothing' : `axe found ${found}`);
process.exitCode = found === 0 ? 0 : 1;
