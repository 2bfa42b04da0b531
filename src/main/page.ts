import { app, type BrowserWindow } from 'electron';
import { join } from 'node:path';
import { channels } from '../contract/bridge';
import type { AppEvent } from '../contract/events';
import type { CrashScreen } from './crash-screen';
import { callerOf } from './ipc/register-ipc';
import type { Log } from './log';
import { markWindow } from './mark-window';
import { openWindow, showWindow } from './window';

/** The one window with our page; on macOS it may be closed while the app lives on. */
export interface Page {
  window(): BrowserWindow | null;
  /** Opens the window, or brings it to the front. */
  show(): void;
  send(event: AppEvent): void;
}

/** `onLeft`: the page of this caller was closed, reloaded or died. */
export function createPage(options: {
  readonly dataFolder: string;
  readonly outFolder: string;
  readonly crashScreen: CrashScreen;
  readonly log: Log;
  readonly onLeft: (caller: string) => void;
  readonly onOpened: () => void;
}): Page {
  let window: BrowserWindow | null = null;

  const open = (): void => {
    const opened = openWindow({
      stateFile: join(options.dataFolder, 'window.json'),
      preload: join(options.outFolder, 'preload', 'index.cjs'),
      icon: join(app.getAppPath(), 'resources', 'icons', 'selvedge.png'),
      log: options.log,
    });
    window = opened;
    markWindow(options.dataFolder, true, options.log);
    options.onOpened();
    const caller = callerOf(opened.webContents);
    const left = (): void => options.onLeft(caller);
    opened.webContents.on('did-start-navigation', ({ isMainFrame, isSameDocument }) => {
      if (isMainFrame && !isSameDocument) left();
    });
    opened.webContents.on('render-process-gone', left);
    opened.on('closed', () => {
      window = null;
      markWindow(options.dataFolder, false, options.log);
      left();
    });
    options.crashScreen.watch(opened);
  };

  return {
    window: () => window,
    show: () => (window === null ? open() : showWindow(window)),
    send(event) {
      if (window !== null && !window.isDestroyed()) window.webContents.send(channels.event, event);
    },
  };
}
