import { homedir } from 'node:os';
import { join } from 'node:path';

/**
 * The folder that the window uses too, so that both share vaults, operations and settings.
 * `SELVEDGE_DATA` names another.
 */
export function dataFolder(environment: NodeJS.ProcessEnv = process.env, platform = process.platform): string {
  const named = environment.SELVEDGE_DATA;
  if (named !== undefined && named !== '') return named;
  const home = homedir();
  if (platform === 'win32') return join(environment.APPDATA ?? join(home, 'AppData', 'Roaming'), 'Selvedge');
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Selvedge');
  return join(environment.XDG_CONFIG_HOME || join(home, '.config'), 'Selvedge');
}
