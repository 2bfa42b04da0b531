import { spawn } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { argumentsFor, checkout } from './support/open-in-electron';
import type { OpenedWindow } from './support/opened-window';
import { expect, test } from './support/selvedge-test';

type BridgeInPage = {
  selvedge: { call(name: string, callId: string, input: unknown): Promise<Record<string, unknown>> };
};

/** Calls as the page would, but with any name and input. */
const call = ({ page }: OpenedWindow, name: string, input: unknown) =>
  page.evaluate(
    ([name, input]) => (window as unknown as BridgeInPage).selvedge.call(String(name), crypto.randomUUID(), input),
    [name, input] as const,
  );

/** Electron's process, for tests that look at the window from outside. */
function mainProcess({ app }: OpenedWindow) {
  if (app === null) throw new Error('This test needs the real window.');
  return app;
}

test('opens a page that a person can use', async ({ selvedge }) => {
  const { page } = await selvedge.open();
  await expect(page).toHaveTitle(/Selvedge/);
  await expect(page.getByRole('main')).toBeVisible();
});

test.describe('the page is shut in', { tag: '@window' }, () => {
  test('has no Node and a bridge of three functions', async ({ selvedge }) => {
    const window = await selvedge.open();
    const seen = await window.page.evaluate(() => ({
      node: ['require', 'process', 'module', 'Buffer', 'global'].filter((name) => name in globalThis),
      bridge: Object.keys((globalThis as unknown as { selvedge: object }).selvedge).sort(),
      origin: location.origin,
    }));
    expect(seen).toEqual({ node: [], bridge: ['call', 'cancel', 'onEvent'], origin: 'app://selvedge' });
    const preferences = await mainProcess(window).evaluate(({ BrowserWindow, session }) => {
      const contents = BrowserWindow.getAllWindows()[0]?.webContents as unknown as { getLastWebPreferences(): object };
      return { ...contents.getLastWebPreferences(), spelling: session.defaultSession.isSpellCheckerEnabled() };
    });
    expect(preferences).toMatchObject({
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      webSecurity: true,
      webviewTag: false,
      spelling: false,
    });
  });

  test('runs no script but its own files and reaches no network', async ({ selvedge }) => {
    selvedge.expectedComplaints.push(
      'Content Security Policy',
      'Content-Security-Policy',
      'violates',
      'Failed to load',
    );
    const { page } = await selvedge.open();
    const tried = await page.evaluate(async () => {
      const inline = document.createElement('script');
      inline.textContent = 'document.documentElement.dataset.inlineRan = "yes"';
      document.head.append(inline);
      const frame = document.createElement('iframe');
      frame.src = 'https://example.org/';
      document.body.append(frame);
      return {
        inline: document.documentElement.dataset.inlineRan ?? 'refused',
        fetched: await fetch('https://example.org/').then(String, () => 'refused'),
        file: await fetch('file:///etc/hosts').then(String, () => 'refused'),
        socket: await new Promise((resolve) => {
          try {
            const socket = new WebSocket('ws://127.0.0.1:9/');
            socket.onopen = () => resolve('open');
            socket.onerror = () => resolve('refused');
          } catch {
            resolve('refused');
          }
        }),
        frame: frame.contentDocument === null ? 'foreign' : 'empty',
        permission: await navigator.permissions.query({ name: 'geolocation' }).then(({ state }) => state),
      };
    });
    expect(tried).toMatchObject({
      inline: 'refused',
      fetched: 'refused',
      file: 'refused',
      socket: 'refused',
      permission: 'denied',
    });
    expect(page.frames().every((frame) => !frame.url().startsWith('https:'))).toBe(true);
  });

  test('goes nowhere and opens nothing', async ({ selvedge }) => {
    selvedge.expectedComplaints.push('Not allowed to load local resource', 'Not allowed to navigate top frame');
    const window = await selvedge.open();
    const { page } = window;
    for (const target of ['https://example.org/', 'file:///etc/hosts', 'app://other/index.html', 'data:text/html,x']) {
      await page.evaluate((url) => {
        location.href = url;
      }, target);
    }
    const opened = await page.evaluate(() => globalThis.open('https://example.org/') === null);
    expect(opened).toBe(true);
    await expect.poll(() => page.url()).toMatch(/^app:\/\/selvedge\//);
    expect(await mainProcess(window).evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows().length)).toBe(1);
    const log = await readFile(join(selvedge.dataFolder, 'logs', 'selvedge.log'), 'utf8');
    expect(log).toContain('refused a navigation to https://example.org/');
    expect(log).toContain('refused a window for https://example.org/');
  });

  test('serves no file from outside of the page', async ({ selvedge }) => {
    selvedge.expectedComplaints.push('404');
    const { page } = await selvedge.open();
    for (const path of [
      '/../main/index.js',
      '/%2e%2e/main/index.js',
      '/..%2fmain%2findex.js',
      '/%2e%2e%5cmain%5cindex.js',
    ]) {
      expect(await page.evaluate((url) => fetch(url).then(({ status }) => status), path), path).toBe(404);
    }
  });
});

test.describe('the door', () => {
  test('answers only calls of the table', async ({ selvedge, host }) => {
    const window = await selvedge.open();
    if (host === 'browser') selvedge.expectedComplaints.push('TEST-');
    for (const name of ['no.such-call', 'constructor', '__proto__', '']) {
      expect(await call(window, name, {}), name).toMatchObject({ kind: 'bug' });
    }
  });

  test('checks every input', async ({ selvedge }) => {
    const window = await selvedge.open();
    for (const input of [null, {}, { path: 7 }, { path: '' }]) {
      expect(await call(window, 'projects.open', input)).toMatchObject({
        kind: 'failure',
        failure: { code: 'bad-input' },
      });
    }
  });

  test('answers nobody but our page', { tag: '@window' }, async ({ selvedge }) => {
    const window = await selvedge.open();
    const preload = join(checkout, 'out/preload/index.cjs');
    const answer = await mainProcess(window).evaluate(async ({ BrowserWindow }, preload) => {
      const other = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } });
      await other.loadURL('app://selvedge/index.html');
      const reply = (await other.webContents.executeJavaScript("selvedge.call('app.info', 'x', {})")) as unknown;
      other.destroy();
      return reply;
    }, preload);
    expect(answer).toMatchObject({ kind: 'bug' });
  });
});

test.describe('the app', { tag: '@window' }, () => {
  test('is there once: a second start hands its path over and ends', async ({ selvedge }) => {
    const window = await selvedge.open();
    await window.page.evaluate(() => {
      const { selvedge: bridge } = window as unknown as { selvedge: { onEvent(hear: (event: unknown) => void): void } };
      bridge.onEvent((event) => document.documentElement.setAttribute('data-heard', JSON.stringify(event)));
    });
    const started = await mainProcess(window).evaluate(() => process.execPath);
    const switches = process.getuid?.() === 0 ? ['--no-sandbox'] : [];
    const second = spawn(started, [...switches, checkout, ...argumentsFor(selvedge, { path: './some where' })], {
      cwd: selvedge.scratch,
      stdio: 'ignore',
    });
    const code = await new Promise((resolve) => second.once('exit', resolve));
    expect(code).toBe(0);
    const heard = window.page.locator('html[data-heard]');
    await expect(heard).toHaveAttribute(
      'data-heard',
      JSON.stringify({ kind: 'project-requested', path: join(selvedge.scratch, 'some where') }),
    );
  });

  test('opens its window where it stood', async ({ selvedge }) => {
    const first = await selvedge.open();
    await mainProcess(first).evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.setBounds({ x: 120, y: 90, width: 1010, height: 700 }),
    );
    await first.close();
    const second = await selvedge.open();
    const bounds = await mainProcess(second).evaluate(({ BrowserWindow }) =>
      BrowserWindow.getAllWindows()[0]?.getBounds(),
    );
    expect(bounds).toEqual({ x: 120, y: 90, width: 1010, height: 700 });
  });

  test('passes a command of its menu to the page', async ({ selvedge }) => {
    const window = await selvedge.open();
    await mainProcess(window).evaluate(({ Menu }) =>
      Menu.getApplicationMenu()?.getMenuItemById('show-palette')?.click(),
    );
    await expect(window.page.getByRole('dialog')).toBeVisible();
  });

  test('opens plain web addresses in the browser, and nothing else', async ({ selvedge }) => {
    const window = await selvedge.open();
    const app = mainProcess(window);
    await app.evaluate(({ shell }) => {
      const seen: string[] = [];
      Object.assign(globalThis, { seen });
      shell.openExternal = async (url) => void seen.push(url);
    });
    const answers: Record<string, unknown> = {};
    for (const url of ['https://example.org/a', 'file:///etc/hosts', 'https://me:word@example.org/', 'javascript:1']) {
      answers[url] = ((await call(window, 'app.open-external', { url })).value as { opened: boolean }).opened;
    }
    expect(Object.values(answers)).toEqual([true, false, false, false]);
    const seen = await app.evaluate(() => (globalThis as unknown as { seen: string[] }).seen);
    expect(seen).toEqual(['https://example.org/a']);
  });

  test('logs what nobody caught, and tells it once', async ({ selvedge }) => {
    const window = await selvedge.open();
    const app = mainProcess(window);
    await app.evaluate(({ dialog }) => {
      const told: string[] = [];
      Object.assign(globalThis, { told });
      dialog.showMessageBox = (async (options: { detail: string }) => {
        told.push(options.detail);
        return { response: 0 };
      }) as never;
      setTimeout(() => {
        throw new Error('first, of https://me:word@host/');
      });
      setTimeout(() => void Promise.reject(new Error('second')), 50);
    });
    const log = () => readFile(join(selvedge.dataFolder, 'logs', 'selvedge.log'), 'utf8').catch(() => '');
    await expect.poll(log).toContain('Error: second');
    expect(await log()).toContain('Error: first, of https://…@host/');
    const told = await app.evaluate(() => (globalThis as unknown as { told: string[] }).told);
    expect(told).toHaveLength(1);
    expect(await log()).toContain(/Reference (\S+),/.exec(told[0] ?? '')?.[1] ?? 'none');
    await expect(window.page.getByRole('main')).toBeVisible();
  });

  test('shows a way back when the page dies', async ({ selvedge }) => {
    const window = await selvedge.open();
    const app = mainProcess(window);
    await app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.forcefullyCrashRenderer());
    const inWindow = (script: string) =>
      app.evaluate(
        ({ BrowserWindow }, script) =>
          BrowserWindow.getAllWindows()[0]?.webContents.executeJavaScript(script) as Promise<string>,
        script,
      );
    const title = () => app.evaluate(({ BrowserWindow }) => BrowserWindow.getAllWindows()[0]?.webContents.getTitle());
    await expect.poll(title).toBe('Selvedge stopped');
    const text = await inWindow('document.body.innerText');
    const reference = /Reference (\S+),/.exec(text)?.[1] ?? 'none';
    expect(await readFile(join(selvedge.dataFolder, 'logs', 'selvedge.log'), 'utf8')).toContain(`bug ${reference}`);

    await inWindow("[...document.querySelectorAll('a')].find((a) => a.textContent === 'Copy details').click()");
    await expect.poll(() => app.evaluate(({ clipboard }) => clipboard.readText())).toContain(reference);
    await expect.poll(() => inWindow('document.body.innerText')).toContain('Copied');

    await inWindow("[...document.querySelectorAll('a')].find((a) => a.textContent === 'Reload').click()");
    await expect.poll(title).toMatch(/Selvedge$/);
    await expect.poll(() => inWindow('document.documentElement.dataset.interactive ?? "not yet"')).toBe('true');
  });
});
