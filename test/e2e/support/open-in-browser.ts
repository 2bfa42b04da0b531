import { chromium } from 'playwright';
import type { StartupRequest } from '../../../src/main/handlers/handlers';
import { createHandlers } from '../../../src/main/handlers/create-handlers';
import { createEngine } from '../../../src/engine/index';
import type { AppEvent } from '../../../src/contract/events';
import { builtPage, startBrowserHost, type BrowserHost } from '../../support/browser-host';
import { browserDesktop } from '../../support/browser-desktop';
import { listenToComplaints, type OpenedWindow, type OpenRequest, type Place, untilInteractive } from './opened-window';

/** Shows the built page in Chromium, on an engine in this process. */
export async function openInBrowser(place: Place, request: OpenRequest): Promise<OpenedWindow> {
  let host: BrowserHost | null = null;
  const engine = await createEngine({ dataFolder: place.dataFolder, emit: (event: AppEvent) => host?.emit(event) });
  const handlers = createHandlers(engine, browserDesktop(place, startupOf(request)));
  host = await startBrowserHost({ pageFolder: builtPage, handlers });
  const { bugs, address, close: closeHost } = host;
  const browser = await chromium.launch({
    executablePath: process.env.SELVEDGE_CHROMIUM ?? '',
    args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
  });
  const page = await browser.newPage({ viewport: { width: 1440, height: 920 } });
  const complaints = listenToComplaints(page);
  let open = true;
  const end = async (): Promise<void> => {
    if (!open) return;
    open = false;
    await browser.close();
    await closeHost();
    await engine.close();
  };
  await page.goto(address);
  await untilInteractive(page);
  return { page, app: null, complaints: () => [...complaints, ...bugs], close: end, kill: end };
}

const startupOf = ({ path, demo }: OpenRequest): StartupRequest | null =>
  path !== undefined ? { kind: 'path', path } : demo === true ? { kind: 'demo' } : null;
