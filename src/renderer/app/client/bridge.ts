import type { Bridge } from '../../../contract/bridge';

let installed: Bridge | null = null;

/** Gives the page its only way out. Called once at the start (and by each test). */
export function installBridge(bridge: Bridge): void {
  installed = bridge;
}

export function bridge(): Bridge {
  if (installed === null) throw new Error('The page has no bridge: it was opened outside of the app.');
  return installed;
}
