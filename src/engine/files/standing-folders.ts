import type { DiskNow, FileStat } from './file-system';
import { errorCode } from './file-system';
import { sameLook } from './remembered';
import type { Remembered } from './remembered';
import { isTired, rest } from './slices';

type Look = Remembered['stat'];

interface Folder {
  readonly look: Look;
  /** Folders within it, by name. */
  readonly folders: readonly string[];
  /** Null: it has no `.gitignore`. */
  readonly ignores: Look | null;
}

/**
 * The folders of a working tree, as they stood when git listed it: a name that comes or goes changes the times of its
 * folder, so while all of them stand as they did, git would list the same again. By path, the working tree's own is ''.
 */
export type StandingFolders = ReadonlyMap<string, Folder>;

/** Asking about more takes as long as git does. */
const mostFolders = 5_000;

/**
 * Looks at all folders but those that `skip` names, as `before` knows them where they are the same. Null: nothing can be
 * said. One of them changed after `settledMs`, so that a change in the same moment might not show; one is not readable;
 * a repository lies within, of which git judges by more than its names; another disk is mounted there, whose times may
 * mean less; there are too many.
 */
export async function lookAtFolders(
  now: DiskNow,
  root: string,
  skip: (path: string) => boolean,
  settledMs: number,
  before: StandingFolders | null,
): Promise<StandingFolders | null> {
  const found = new Map<string, Folder>();
  const waiting = [''];
  let device: number | null = null;
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    if (isTired()) await rest();
    const folder = lookAtFolder(now, root, path, before?.get(path));
    device ??= folder?.look.device ?? null;
    if (folder === null || folder.look.device !== device || found.size >= mostFolders) return null;
    if ([folder.look, ...(folder.ignores === null ? [] : [folder.ignores])].some((look) => lastTime(look) > settledMs))
      return null;
    found.set(path, folder);
    for (const name of folder.folders) {
      const inner = path === '' ? name : `${path}/${name}`;
      if (!skip(inner)) waiting.push(inner);
    }
  }
  return found;
}

/** Whether all of them still stand so. */
export function standSo(now: DiskNow, root: string, folders: StandingFolders): boolean {
  for (const [path, { look, ignores }] of folders) {
    const place = path === '' ? root : `${root}/${path}`;
    const found = lookNow(now, place);
    if (found?.kind !== 'directory' || !sameLook(look, found)) return false;
    if (ignores === null) continue;
    const file = lookNow(now, `${place}/.gitignore`);
    if (file?.kind !== 'file' || !sameLook(ignores, file)) return false;
  }
  return true;
}

/** Looked at before its names are read: what changes in between has other times than these. */
function lookAtFolder(now: DiskNow, root: string, path: string, before: Folder | undefined): Folder | null {
  const place = path === '' ? root : `${root}/${path}`;
  const look = lookNow(now, place);
  if (look?.kind !== 'directory') return null;
  if (before !== undefined && sameLook(before.look, look)) {
    const ignores = before.ignores === null ? null : lookNow(now, `${place}/.gitignore`);
    return before.ignores !== null && ignores?.kind !== 'file' ? null : { ...before, ignores };
  }
  const folders: string[] = [];
  let ignores: Look | null = null;
  try {
    for (const { name, kind } of now.readdir(place)) {
      if (name === '.git' && path !== '') return null;
      if (name === '.gitignore') {
        ignores = kind === 'file' ? lookNow(now, `${place}/.gitignore`) : null;
        if (ignores === null) return null;
      }
      if (kind === 'directory' && name !== '.git') folders.push(name);
    }
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  }
  return { look, folders, ignores };
}

function lookNow(now: DiskNow, place: string): FileStat | null {
  try {
    return now.lstat(place);
  } catch (error) {
    if (errorCode(error) === null) throw error;
    return null;
  }
}

const lastTime = ({ modifiedMs, changedMs }: Look): number => Math.max(modifiedMs, changedMs);
