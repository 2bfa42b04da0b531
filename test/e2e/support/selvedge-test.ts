import { mkdtemp, realpath, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, type TestInfo } from 'playwright/test';
import { openInBrowser } from './open-in-browser';
import { openInElectron } from './open-in-electron';
import type { OpenedWindow, OpenRequest } from './opened-window';

export interface HostOptions {
  /** Where the page runs: the real window, or Chromium through the browser host. */
  readonly host: 'electron' | 'browser';
}

/** The app, for one test: its own folders, and as many starts as the test wants. */
export interface Selvedge {
  /** A folder for the test's repositories, removed afterwards. */
  readonly scratch: string;
  /** Settings, vault and log; kept between the starts of one test. */
  readonly dataFolder: string;
  /** Starts the app and waits until a person could work. */
  open(request?: OpenRequest): Promise<OpenedWindow>;
  /** Complaints of the page that this test expects (the console, errors): parts of their text. */
  readonly expectedComplaints: string[];
}

/**
 * `test` of every journey. After it all windows are closed, and a complaint that nobody expected (an error on the page's console,
 * a thrown error, a bug in the log) fails it.
 */
export const test = base.extend<HostOptions & { selvedge: Selvedge }>({
  host: ['electron', { option: true }],
  selvedge: async ({ host }, use, testInfo) => {
    const folder = await realpath(await mkdtemp(join(tmpdir(), 'selvedge-e2e-')));
    const opened: OpenedWindow[] = [];
    const expectedComplaints: string[] = [];
    const dataFolder = join(folder, 'data');
    await use({
      scratch: folder,
      dataFolder,
      expectedComplaints,
      open: async (request = {}) => {
        const place = { dataFolder, scratch: folder };
        const window = await (host === 'electron' ? openInElectron(place, request) : openInBrowser(place, request));
        opened.push(window);
        return window;
      },
    });
    if (testInfo.status !== testInfo.expectedStatus) await attachScreens(opened, testInfo);
    for (const window of opened) await window.close();
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
    const complaints = opened.flatMap((window) => window.complaints());
    const unexpected = complaints.filter((text) => !expectedComplaints.some((part) => text.includes(part)));
    if (unexpected.length > 0) throw new Error(`The window complained:\n${unexpected.join('\n')}`);
  },
});

async function attachScreens(opened: readonly OpenedWindow[], testInfo: TestInfo): Promise<void> {
  for (const window of opened) {
    const body = await window.page.screenshot().catch(() => null);
    if (body !== null) await testInfo.attach('window', { body, contentType: 'image/png' });
  }
}

export { expect } from 'playwright/test';
