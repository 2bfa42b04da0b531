import { access, constants } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';

/** How the window is started: a program and what stands before the folder. */
export interface AppStart {
  readonly program: string;
  readonly args: readonly string[];
}

/**
 * The window that belongs to this command line: what `SELVEDGE_APP` names, the program of the package, or the start
 * script of a checkout. Null: there is none (a copy of the command line alone).
 */
export async function findApp(
  environment: NodeJS.ProcessEnv = process.env,
  entry = process.argv[1] ?? '',
): Promise<AppStart | null> {
  const named = environment['SELVEDGE_APP'];
  if (named !== undefined && named !== '') return { program: named, args: [] };
  const here = dirname(entry);
  // A package keeps the command line in resources/app.asar.unpacked/out/cli.
  for (const name of ['selvedge', 'Selvedge', 'Selvedge.exe', 'MacOS/Selvedge']) {
    const program = resolve(here, '../../../..', name);
    if (/app\.asar\.unpacked/.test(here) && (await isThere(program))) return { program, args: [] };
  }
  const script = resolve(here, '../../scripts/start.mjs');
  return (await isThere(script)) ? { program: process.execPath, args: [script] } : null;
}

const isThere = (path: string): Promise<boolean> =>
  access(path, constants.R_OK).then(
    () => true,
    () => false,
  );

/** Whether there is a screen to open a window on. */
export const hasDisplay = (environment: NodeJS.ProcessEnv = process.env, platform = process.platform): boolean =>
  platform === 'win32' ||
  platform === 'darwin' ||
  [environment['DISPLAY'], environment['WAYLAND_DISPLAY']].some((name) => name !== undefined && name !== '');
