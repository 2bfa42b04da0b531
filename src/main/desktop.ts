import { app, type BrowserWindow, dialog, shell } from 'electron';
import { externalAddress } from './external-address';
import type { DesktopPort, StartupRequest } from './handlers/handlers';
import type { Log } from './log';

/** The desktop, and what a second start needs of it. */
export interface ElectronDesktop extends DesktopPort {
  /** Keeps a request for a page that has not asked yet. False: the page asked before, and has to be told. */
  keepForPage(wanted: StartupRequest): boolean;
  /** A window was opened anew; its page will ask. */
  pageBegins(): void;
}

/** Electron's side of the desktop. `startup` is handed out once. */
export function electronDesktop(options: {
  readonly window: () => BrowserWindow | null;
  readonly startup: StartupRequest | null;
  readonly log: Log;
}): ElectronDesktop {
  let startup = options.startup;
  let hasAsked = false;
  return {
    async chooseFolder(title) {
      const ask = { title, properties: ['openDirectory' as const] };
      const window = options.window();
      const answer = await (window === null ? dialog.showOpenDialog(ask) : dialog.showOpenDialog(window, ask));
      return answer.canceled ? null : (answer.filePaths[0] ?? null);
    },
    async openExternal(text) {
      const address = externalAddress(text);
      if (address === null) return false;
      await shell.openExternal(address.href);
      return true;
    },
    reveal: (path) => shell.showItemInFolder(path),
    reportCrash: ({ message, stack }) => options.log.bug('the page', new Error(message, { cause: stack })),
    takeStartupRequest() {
      const taken = startup;
      startup = null;
      hasAsked = true;
      return taken;
    },
    keepForPage(wanted) {
      if (hasAsked) return false;
      startup = wanted;
      return true;
    },
    pageBegins: () => (hasAsked = false),
    appInfo: () => ({
      version: app.getVersion(),
      runtime: `Electron ${process.versions.electron}, Chromium ${process.versions.chrome}, Node ${process.versions.node}`,
      platform: `${process.platform} ${process.arch}`,
      dataFolder: app.getPath('userData'),
    }),
  };
}
