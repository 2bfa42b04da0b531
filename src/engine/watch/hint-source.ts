import { watch } from 'chokidar';
import { relative, sep } from 'node:path';
import type { Place } from '../git/git';

/** Which part a hint is about; what really changed is asked of git. */
export type HintArea = 'working-tree' | 'new-folder' | 'git' | 'refs';

export interface HintSource {
  close(): Promise<void>;
}

export interface HintSourceOptions {
  readonly place: Place;
  /** Folders of the working tree, relative, that need no watching (ignored by git). */
  readonly ignoredFolders: readonly string[];
  onHint(area: HintArea): void;
  /** The source sees less than it should from now on; the reason is a sentence for people. */
  onTrouble(reason: string): void;
  /** Folders that may be watched; beyond it only git's own files and the top folder are. */
  readonly mostFolders?: number;
}

export type StartHints = (options: HintSourceOptions) => HintSource;

const mostFoldersByDefault = 20_000;

/**
 * Hints from the operating system that something may have changed.
 *
 * Only folders are watched: the system reports a change of a file to its folder's watch, and a watch on every
 * file costs ten times the memory. Hints may be missing (a full queue drops them without a word) and may come
 * twice, so they say nothing but "look again".
 */
export const startHints: StartHints = (options) => {
  const most = options.mostFolders ?? mostFoldersByDefault;
  const git = watchGit(options);
  let tree = watchFolders(options, most, () => {
    // Called at most once: the new watch has no limit.
    const wide = tree;
    tree = watchFolders({ ...options, depth: 0 }, Infinity, () => undefined);
    void wide.close();
    options.onTrouble(
      `This working tree has more than ${most.toLocaleString('en-US')} folders, too many to watch each. Only the top folder and git’s own files are watched`,
    );
  });
  return { close: async () => void (await Promise.all([tree.close(), git.close()])) };
};

const common = { followSymlinks: false, ignorePermissionErrors: true, atomic: false, persistent: true } as const;

function watchFolders(
  options: HintSourceOptions & { readonly depth?: number },
  most: number,
  onTooMany: () => void,
): HintSource {
  const { root } = options.place;
  const ignoredFolders = new Set(options.ignoredFolders.map((folder) => folder.replace(/\/$/, '')));
  let folders = 0;
  let ready = false;
  const watcher = watch(root, {
    ...common,
    ...(options.depth !== undefined && { depth: options.depth }),
    ignored: (path, stats) =>
      (stats !== undefined && !stats.isDirectory()) || isLeftOut(relative(root, path), ignoredFolders),
  });
  watcher.on('addDir', () => {
    folders += 1;
    if (folders === most + 1) onTooMany();
    if (ready) options.onHint('new-folder');
  });
  watcher.on('raw', (_event, name) => {
    if (!isGitFolder(name)) options.onHint('working-tree');
  });
  watcher.on('ready', () => {
    ready = true;
    options.onHint('new-folder');
  });
  watcher.on('error', (error) => onError(error, options));
  return { close: () => watcher.close() };
}

const isGitFolder = (name: unknown): boolean => name === '.git';

function isLeftOut(path: string, ignoredFolders: ReadonlySet<string>): boolean {
  const parts = path.split(sep);
  return parts.includes('.git') || parts.includes('node_modules') || ignoredFolders.has(parts.join('/'));
}

/** Names in git's folder whose change can change what a status says; the rest (objects, locks, logs) is noise. */
const meaningful =
  /^(?:HEAD|index|packed-refs|config|MERGE_\w+|CHERRY_PICK_HEAD|REVERT_HEAD|REBASE_HEAD|ORIG_HEAD|FETCH_HEAD|AUTO_MERGE|BISECT_\w+|rebase-merge|rebase-apply|sequencer|refs|info)$/;

/** Git's folders: their top, `refs` to the bottom, and what a rebase or a series keeps. */
function watchGit(options: HintSourceOptions): HintSource {
  const { gitDir, commonDir } = options.place;
  const tops = [...new Set([gitDir, commonDir])];
  const deep = (path: string): boolean =>
    /^(?:refs|rebase-merge|rebase-apply|sequencer|info)$/.test(path.split(sep)[0] ?? '');
  const watcher = watch(tops, {
    ...common,
    ignored: (path, stats) => {
      if (stats === undefined) return false;
      if (!stats.isDirectory()) return true;
      return !tops.some((top) => path === top || (path.startsWith(top + sep) && deep(relative(top, path))));
    },
  });
  watcher.on('raw', (_event, name, details) => {
    const folder = String((details as { readonly watchedPath?: string } | undefined)?.watchedPath ?? '');
    if (typeof name === 'string' && name.endsWith('.lock')) return;
    const atTop = tops.includes(folder);
    if (atTop && !meaningful.test(String(name))) return;
    const refs =
      name === 'packed-refs' || name === 'FETCH_HEAD' || tops.some((top) => folder.startsWith(`${top}${sep}refs`));
    options.onHint(refs ? 'refs' : 'git');
  });
  watcher.on('error', (error) => onError(error, options));
  return { close: () => watcher.close() };
}

function onError(error: unknown, options: HintSourceOptions): void {
  const code = (error as NodeJS.ErrnoException).code ?? '';
  options.onTrouble(reasons[code] ?? `The system stopped watching this folder (${code === '' ? String(error) : code})`);
}

const reasons: Readonly<Record<string, string>> = {
  ENOSPC: 'The system allows no more folders to be watched (its inotify limit is reached)',
  EMFILE: 'This program has reached the number of files that it may hold open',
  ENFILE: 'The system has reached the number of files that it may hold open',
  ENOSYS: 'This file system cannot be watched',
  EPERM: 'The system does not allow this folder to be watched',
  EACCES: 'The system does not allow this folder to be watched',
};
