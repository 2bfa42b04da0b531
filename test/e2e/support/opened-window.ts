import type { ElectronApplication, Page } from 'playwright';

export interface OpenRequest {
  /** A repository to open. */
  readonly path?: string;
  /** Open the demo fabric. */
  readonly demo?: boolean;
}

/** One start of the app. */
export interface OpenedWindow {
  readonly page: Page;
  /** Electron's main process; null in the browser. */
  readonly app: ElectronApplication | null;
  /** What the page's console and its uncaught errors said so far. */
  complaints(): string[];
  /** Closes as a person would. Does nothing the second time. */
  close(): Promise<void>;
  /** Ends the process at once, as a crash or a power cut would. */
  kill(): Promise<void>;
}

/** Where one test keeps its things. */
export interface Place {
  readonly dataFolder: string;
  readonly scratch: string;
}

/** Collects the errors that a page says. */
export function listenToComplaints(page: Page): string[] {
  const said: string[] = [];
  page.on('console', (message) => {
    if (message.type() === 'error') said.push(`console: ${message.text()}`);
  });
  page.on('pageerror', (error) => said.push(`error: ${error.stack ?? error.message}`));
  return said;
}

/** The page sets this mark when a person could work. */
export async function untilInteractive(page: Page): Promise<void> {
  await page.waitForSelector('html[data-interactive="true"]', { state: 'attached', timeout: 30_000 });
}
