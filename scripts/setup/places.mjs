import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** The checkout. */
export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

/** What belongs to this checkout alone and may be thrown away. */
export const checkoutCache = join(root, 'node_modules', '.cache', 'selvedge');

/** What all checkouts of a person share: downloads. */
export function userCache(environment = process.env, platform = process.platform) {
  if (environment.XDG_CACHE_HOME) return join(environment.XDG_CACHE_HOME, 'selvedge');
  if (platform === 'darwin') return join(homedir(), 'Library', 'Caches', 'selvedge');
  if (platform === 'win32' && environment.LOCALAPPDATA) return join(environment.LOCALAPPDATA, 'selvedge', 'Cache');
  return join(homedir(), '.cache', 'selvedge');
}
