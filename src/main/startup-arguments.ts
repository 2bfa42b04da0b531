import { isAbsolute, resolve } from 'node:path';
import { ProjectPath } from '../contract/basics';
import type { StartupRequest } from './handlers/handlers';

export interface StartupArguments {
  readonly request: StartupRequest | null;
  /** A folder for settings, vault and logs instead of the usual one; each test has its own. */
  readonly userDataFolder: string | null;
}

/**
 * Reads the command line: `[PATH] [--conflict=FILE] [--demo] [--user-data=FOLDER]`.
 *
 * Chromium's own switches stand between ours, so unknown ones are passed over. `startsWithApp`: the first argument that is
 * no switch is the app's folder (Electron was started with a folder, as in a checkout). After `--` everything is a path.
 */
export function readStartupArguments(argv: readonly string[], cwd: string, startsWithApp: boolean): StartupArguments {
  const paths: string[] = [];
  let demo = false;
  let conflict: ProjectPath | undefined;
  let userDataFolder: string | null = null;
  const args = argv.slice(1);
  for (let index = 0; index < args.length; index += 1) {
    const argument = args[index] ?? '';
    if (argument === '--') {
      paths.push(...args.slice(index + 1));
      break;
    }
    if (startsWithApp && (argument === '-r' || argument === '--require')) index += 1;
    else if (argument === '--demo') demo = true;
    else if (argument.startsWith(conflictSwitch))
      conflict = ProjectPath.safeParse(argument.slice(conflictSwitch.length)).data;
    else if (argument.startsWith('--user-data=')) userDataFolder = argument.slice('--user-data='.length);
    else if (!argument.startsWith('-') && argument !== '') paths.push(argument);
  }
  const path = paths[startsWithApp ? 1 : 0];
  return {
    request:
      path !== undefined
        ? { kind: 'path', path: absolute(path, cwd), ...(conflict === undefined ? {} : { conflict }) }
        : demo
          ? { kind: 'demo' }
          : null,
    userDataFolder: userDataFolder === null || userDataFolder === '' ? null : absolute(userDataFolder, cwd),
  };
}

const conflictSwitch = '--conflict=';

const absolute = (path: string, cwd: string): string => (isAbsolute(path) ? path : resolve(cwd, path));
