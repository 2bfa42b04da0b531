import { readFile, readdir, readlink } from 'node:fs/promises';
import type { Place } from '../git/git';

/**
 * Whether some git process works on this repository right now. Null: this system does not tell.
 *
 * Asked before a lock of git is taken for forgotten: a killed git leaves its locks behind, and only a repository
 * in which no git runs can have such.
 */
export async function isGitRunning(place: Place): Promise<boolean | null> {
  if (process.platform !== 'linux') return null;
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  if (pids.length === 0) return null;
  for (const pid of pids) if (await worksOn(pid, place)) return true;
  return false;
}

/** Whether any process holds one of these files open, whatever it is called. Null: this system does not tell. */
export async function isHeldOpen(paths: readonly string[]): Promise<boolean | null> {
  if (process.platform !== 'linux') return null;
  const pids = (await readdir('/proc').catch(() => [])).filter((name) => /^\d+$/.test(name));
  if (pids.length === 0) return null;
  let hidden = false;
  for (const pid of pids) {
    const names = await readdir(`/proc/${pid}/fd`).catch((error: NodeJS.ErrnoException) => {
      // EACCES: another account's process, which may hold it. Others: it ended meanwhile.
      hidden ||= error.code === 'EACCES';
      return [];
    });
    for (const name of names) {
      const target = await readlink(`/proc/${pid}/fd/${name}`).catch(() => '');
      if (paths.includes(target)) return true;
    }
  }
  return hidden ? null : false;
}

async function worksOn(pid: string, place: Place): Promise<boolean> {
  try {
    if (!/^git\b/.test(await readFile(`/proc/${pid}/comm`, 'utf8'))) return false;
    const said = await readFile(`/proc/${pid}/cmdline`, 'utf8');
    if (said.includes(place.gitDir) || said.includes(place.root) || said.includes(place.commonDir)) return true;
    const environment = await readFile(`/proc/${pid}/environ`, 'utf8');
    if (environment.includes(`GIT_DIR=${place.gitDir}`)) return true;
    const folder = await readlink(`/proc/${pid}/cwd`);
    return folder === place.root || folder.startsWith(`${place.root}/`) || folder.startsWith(place.gitDir);
  } catch {
    // It ended meanwhile, or belongs to somebody else, whose git cannot write here either.
    return false;
  }
}
