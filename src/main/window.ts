import { app, BrowserWindow, nativeTheme, screen } from 'electron';
import { readWindowState, writeWindowState } from './kept-window-state';
import type { Log } from './log';
import { pageAddress } from './protocol';
import { fittingBounds, smallest } from './window-bounds';

/**
 * Opens the window at the place where it stood, with every hardening that Electron has.
 *
 * It is shown when the page has drawn something, on the theme's ground colour, so that nothing flashes.
 */
export function openWindow(options: { stateFile: string; preload: string; icon: string; log: Log }): BrowserWindow {
  const kept = readWindowState(options.stateFile);
  const window = new BrowserWindow({
    ...fittingBounds(kept, workAreas()),
    minWidth: smallest.width,
    minHeight: smallest.height,
    show: false,
    title: 'Selvedge',
    icon: options.icon,
    backgroundColor: nativeTheme.shouldUseDarkColors ? '#141619' : '#f9fafb',
    webPreferences: {
      preload: options.preload,
      contextIsolation: true,
      sandbox: true,
      nodeIntegration: false,
      nodeIntegrationInWorker: false,
      nodeIntegrationInSubFrames: false,
      webSecurity: true,
      webviewTag: false,
      allowRunningInsecureContent: false,
      navigateOnDragDrop: false,
      spellcheck: false,
      devTools: !app.isPackaged,
    },
  });
  if (kept?.maximized === true) window.maximize();
  window.once('ready-to-show', () => window.show());
  keepState(window, options.stateFile, options.log);
  window.loadURL(pageAddress).catch((error: unknown) => options.log.note(`the page did not load: ${String(error)}`));
  return window;
}

/** The work areas of all displays, the main one first. */
function workAreas(): Electron.Rectangle[] {
  const main = screen.getPrimaryDisplay();
  return [main, ...screen.getAllDisplays().filter(({ id }) => id !== main.id)].map(({ workArea }) => workArea);
}

/** Keeps the place a moment after each move, and once more on closing. */
function keepState(window: BrowserWindow, file: string, log: Log): void {
  let timer: NodeJS.Timeout | null = null;
  const keep = (): void => {
    if (window.isMinimized() || window.isFullScreen()) return;
    try {
      writeWindowState(file, { version: 1, ...window.getNormalBounds(), maximized: window.isMaximized() });
    } catch (error) {
      log.note(`the window's place could not be kept: ${String(error)}`);
    }
  };
  const soon = (): void => {
    if (timer !== null) clearTimeout(timer);
    timer = setTimeout(keep, 500);
  };
  window.on('resize', soon);
  window.on('move', soon);
  window.on('close', () => {
    if (timer !== null) clearTimeout(timer);
    keep();
  });
}

/** Brings the window to the person, from wherever it was. */
export function showWindow(window: BrowserWindow): void {
  if (window.isMinimized()) window.restore();
  window.show();
  window.focus();
}
