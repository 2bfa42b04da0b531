import { app, type BrowserWindow, clipboard, dialog } from 'electron';
import { type Crash, crashActions, crashPage, crashPath } from './crash-page';
import type { Log } from './log';
import { pageAddress, pageOrigin } from './protocol';

const shortMs = 60_000;
const mostCrashes = 3;

/** Shows what happened when the page dies or hangs, and offers a way back. */
export interface CrashScreen {
  /** The page for a path of our scheme; null when it is not the crash screen's. */
  page(path: string): string | null;
  /** Acts on a link of the crash screen; false when the address is none of them. */
  act(url: string): boolean;
  watch(window: BrowserWindow): void;
}

export function createCrashScreen(log: Log): CrashScreen {
  let crash: Crash | null = null;
  let copied = false;
  let window: BrowserWindow | null = null;
  const crashedAt: number[] = [];

  const load = (address: string): void => {
    window?.loadURL(address).catch((error: unknown) => log.note(`${address} did not load: ${String(error)}`));
  };
  const show = (sentence: string, details: string): void => {
    const reference = log.bug('the window', new Error(`${sentence} ${details}`));
    crash = { reference, sentence, details, logFile: log.file };
    copied = false;
    crashedAt.push(Date.now());
    const lately = crashedAt.filter((at) => Date.now() - at < shortMs).length;
    if (lately > mostCrashes)
      dialog.showErrorBox('Selvedge cannot show its window', `${sentence}\nReference ${reference}`);
    else load(pageOrigin + crashPath);
  };

  const reload = (): void => load(pageAddress);
  const copy = (): void => {
    if (crash === null) return;
    void clipboard.writeText(`${crash.sentence}\nReference ${crash.reference}\n${crash.details}\n`);
    copied = true;
    load(pageOrigin + crashPath);
  };

  return {
    page: (path) => (path === crashPath && crash !== null ? crashPage(crash, copied) : null),
    act(url) {
      if (url === pageOrigin + crashActions.reload) reload();
      else if (url === pageOrigin + crashActions.copy) copy();
      else return false;
      return true;
    },
    watch(opened) {
      window = opened;
      opened.on('closed', () => (window = null));
      opened.webContents.on('render-process-gone', (_, { reason, exitCode }) => {
        if (reason === 'clean-exit') return;
        show('The process that draws the window ended.', facts(`reason ${reason}, exit code ${exitCode}`));
      });
      opened.webContents.on('preload-error', (_, path, error) => {
        show('The bridge between window and engine could not be set up.', facts(`${path}: ${error.message}`));
      });
      opened.on('unresponsive', () => void askAboutHanging(opened, log, reload));
    },
  };
}

const facts = (what: string): string =>
  `${what}\nSelvedge ${app.getVersion()}, Electron ${process.versions.electron}, ${process.platform} ${process.arch}`;

/** A page that hangs may come back: the person decides. */
async function askAboutHanging(window: BrowserWindow, log: Log, reload: () => void): Promise<void> {
  const reference = log.bug('the window', new Error('The window does not answer.'));
  const { response } = await dialog.showMessageBox(window, {
    type: 'warning',
    message: 'The window does not answer',
    detail: `It may be busy, or hang. Saved drafts are safe.\nReference ${reference}`,
    buttons: ['Wait', 'Reload'],
    defaultId: 0,
    cancelId: 0,
  });
  if (response !== 1 || window.isDestroyed()) return;
  window.webContents.forcefullyCrashRenderer();
  reload();
}
