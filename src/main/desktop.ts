import { app, type BrowserWindow, dialog, shell } from 'electron';
import { externalAddress } from './external-address';
import type { DesktopPort, StartupRequest } from './handlers/handlers';
import type { Log } from './log';

/** Electron's side of the desktop. `startup` is handed out once. */
export function electronDesktop(options: {
  readonly window: () => BrowserWindow | null;
  readonly startup: StartupRequest | null;
  readonly log: Log;
}): DesktopPort {
  let startup = options.startup;
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
      return taken;
    },
    appInfo: () => ({
      version: app.getVersion(),
      runtime: `Electron ${process.versions.electron}, Chromium ${process.versions.chrome}, Node ${process.versions.node}`,
      platform: `${process.platform} ${process.arch}`,
      dataFolder: app.getPath('userData'),
    }),
  };
}
