import { lstat, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, relative, resolve } from 'node:path';
import type { Result } from '../contract/call';
import { fail, ok } from '../contract/call';
import { realFolder } from './named-path';

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

/**
 * The data folder when it can be one; nothing is made. A relative one would be another in each folder, and mostly
 * inside of a repository. Fails with `data-folder-unusable`.
 */
export async function usableDataFolder(folder: string = dataFolder()): Promise<Result<string>> {
  const no = (problem: string): Result<never> => fail({ code: 'data-folder-unusable', path: folder, problem });
  if (!isAbsolute(folder)) return no('it has to be an absolute path (is HOME empty?)');
  for (let place = folder; ; place = dirname(place)) {
    // A link that leads nowhere is there, too.
    const there = (await lstat(place).catch(() => null)) !== null;
    if (!there && place !== dirname(place)) continue;
    const kind = await stat(place).catch(() => null);
    if (kind?.isDirectory() === true) return ok(folder);
    return no(place === folder ? 'it is not a folder' : `“${place}” is not a folder`);
  }
}

/**
 * The person's extensions, which are code. Fails with `data-folder-unusable` also where the data folder lies inside of
 * `folder` (the repository, or what is judged): what a repository brings is never run.
 */
export async function extensionsFolder(folder: string): Promise<Result<string>> {
  const usable = await usableDataFolder();
  if (!usable.ok) return usable;
  const way = relative(await realFolder(resolve(folder)), await realFolder(usable.value));
  if (way.startsWith('..') || isAbsolute(way)) return ok(join(usable.value, 'extensions'));
  return fail({ code: 'data-folder-unusable', path: usable.value, problem: `it lies inside of “${folder}”` });
}
