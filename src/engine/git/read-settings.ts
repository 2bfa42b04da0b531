import { stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { ConfigEntry } from './list-config';
import type { Place } from './git';

/** What a listing of the settings depended on, so that it can be used again while nothing of it changed. */
export interface SettingsFiles {
  readonly paths: readonly string[];
  /** False: an include depends on more than files (the current branch), so it must be listed each time. */
  readonly foreseeable: boolean;
}

/** The files that were read, those that could appear, and those that are included. */
export function settingsFiles(place: Place, entries: readonly ConfigEntry[]): SettingsFiles {
  const home = process.env['HOME'] ?? homedir();
  const paths = new Set([
    join(place.commonDir, 'config'),
    join(place.gitDir, 'config.worktree'),
    join(home, '.gitconfig'),
    join(process.env['XDG_CONFIG_HOME'] || join(home, '.config'), 'git', 'config'),
  ]);
  let foreseeable = true;
  for (const entry of entries) {
    const origin = entry.origin.startsWith('file:') ? entry.origin.slice('file:'.length) : null;
    if (origin !== null) paths.add(origin);
    if (/^includeif\.(onbranch|hasconfig):/i.test(entry.key)) foreseeable = false;
    if (!/^include(if\..*)?\.path$/is.test(entry.key) || entry.value === null) continue;
    const target = includeTarget(entry.value, origin, home);
    if (target === null) foreseeable = false;
    else paths.add(target);
  }
  return { paths: [...paths].filter((path) => isAbsolute(path)).sort(), foreseeable };
}

function includeTarget(value: string, origin: string | null, home: string): string | null {
  if (value.startsWith('~/')) return join(home, value.slice(2));
  if (value.startsWith('~') || value.startsWith('%(')) return null;
  if (isAbsolute(value)) return value;
  return origin === null ? null : resolve(dirname(origin), value);
}

/** Changes whenever one of the files does. */
export async function signatureOf(files: SettingsFiles): Promise<string> {
  const parts = await Promise.all(
    files.paths.map((path) =>
      stat(path, { bigint: true }).then(
        (found) => `${found.dev}.${found.ino}.${found.size}.${found.mtimeNs}.${found.ctimeNs}`,
        () => 'absent',
      ),
    ),
  );
  return parts.join('|');
}
