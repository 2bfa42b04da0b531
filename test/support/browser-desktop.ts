import { externalAddress } from '../../src/main/external-address';
import type { DesktopPort, StartupRequest } from '../../src/main/handlers/handlers';

/** A desktop without a desktop: dialogs answer with what the test laid out, and what was opened is remembered. */
export interface BrowserDesktop extends DesktopPort {
  /** The next answer of the folder dialog. */
  chosenFolder: string | null;
  readonly opened: string[];
  readonly crashes: string[];
}

export function browserDesktop(place: { dataFolder: string }, startup: StartupRequest | null): BrowserDesktop {
  let request = startup;
  const desktop: BrowserDesktop = {
    chosenFolder: null,
    opened: [],
    crashes: [],
    chooseFolder: async () => desktop.chosenFolder,
    openExternal: async (text) => {
      const address = externalAddress(text);
      if (address !== null) desktop.opened.push(address.href);
      return address !== null;
    },
    reveal: (path) => void desktop.opened.push(path),
    reportCrash: ({ message, stack }) => {
      desktop.crashes.push(`${message}\n${stack}`);
      return `PAGE-${desktop.crashes.length}`;
    },
    takeStartupRequest: () => {
      const taken = request;
      request = null;
      return taken;
    },
    appInfo: () => ({
      version: '0.0.0',
      runtime: `a browser, Node ${process.versions.node}`,
      platform: `${process.platform} ${process.arch}`,
      dataFolder: place.dataFolder,
    }),
  };
  return desktop;
}
