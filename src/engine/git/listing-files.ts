import { open, stat } from 'node:fs/promises';
import { homedir } from 'node:os';
import { isAbsolute, join } from 'node:path';
import type { Git } from './git';
import type { ConfigEntry } from './list-config';
import { lastValue, readConfig } from './list-config';
import { settingsFiles } from './read-settings';

/** Files beside the working tree that say what `ls-files` lists. Null: it depends on more than files. */
export async function whatListingsDependOn(git: Git): Promise<readonly string[] | null> {
  const entries = await readConfig(git);
  if (!entries.ok) return null;
  const settings = settingsFiles(git.place, entries.value);
  const excludes = excludesFile(entries.value);
  if (!settings.foreseeable || excludes === null) return null;
  return [...settings.paths, '/etc/gitconfig', excludes, join(git.place.commonDir, 'info', 'exclude')];
}

/** The person's own list of what is ignored. Null: git finds it in a way that is not followed here. */
function excludesFile(entries: readonly ConfigEntry[]): string | null {
  const home = process.env['HOME'] ?? homedir();
  const named = lastValue(entries, 'core.excludesfile');
  if (named === undefined) return join(process.env['XDG_CONFIG_HOME'] || join(home, '.config'), 'git', 'ignore');
  if (named?.startsWith('~/') === true) return join(home, named.slice(2));
  return named !== null && isAbsolute(named) ? named : null;
}

/**
 * Another text whenever one of these files changed. Null: one changed after `settledMs`, so that another change in the
 * same moment might not show.
 */
export async function markFiles(paths: readonly string[], settledMs = Infinity): Promise<string | null> {
  const marks = await Promise.all(paths.map((path) => mark(path, settledMs)));
  return marks.includes(null) ? null : marks.join('|');
}

async function mark(path: string, settledMs: number): Promise<string | null> {
  const found = await stat(path, { bigint: true }).catch(() => null);
  if (found === null) return 'absent';
  if (Number(found.mtimeMs) > settledMs || Number(found.ctimeMs) > settledMs) return null;
  return `${found.dev}.${found.ino}.${found.size}.${found.mtimeNs}.${found.ctimeNs}`;
}

/** The length of a SHA-256, the longer of git's two kinds. */
const sumLength = 32;

/**
 * Another text whenever git's index changed: its times, and the checksum at its end. Null: there is none, or it has no
 * checksum (`index.skipHash`).
 */
export async function markIndex(gitDir: string): Promise<string | null> {
  const path = join(gitDir, 'index');
  const file = await open(path, 'r').catch(() => null);
  if (file === null) return null;
  try {
    const { size } = await file.stat();
    const end = Buffer.alloc(sumLength);
    const { bytesRead } = await file.read(end, 0, sumLength, Math.max(0, size - sumLength));
    const looks = await mark(path, Infinity);
    return bytesRead < sumLength || end.subarray(-20).every((byte) => byte === 0)
      ? null
      : `${looks}.${end.toString('hex')}`;
  } catch {
    return null;
  } finally {
    await file.close();
  }
}
