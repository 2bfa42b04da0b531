import { readFile, realpath, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join, resolve } from 'node:path';
import type { Place } from './git';

/**
 * The repository around a folder, found by reading alone: for programs that git itself starts and that have no time
 * to start git again. `GIT_DIR` and `GIT_WORK_TREE` count as they do for git. Null: there is none.
 */
export async function findPlace(folder: string, environment: NodeJS.ProcessEnv): Promise<Place | null> {
  const named = environment['GIT_DIR'];
  const root = named === undefined || named === '' ? await topFolder(folder) : folder;
  if (root === null) return null;
  const gitDir = named === undefined || named === '' ? await gitDirOf(root) : resolve(folder, named);
  if (gitDir === null) return null;
  const tree = environment['GIT_WORK_TREE'];
  return {
    root: tree === undefined || tree === '' ? root : resolve(folder, tree),
    gitDir,
    commonDir: await commonDirOf(gitDir),
  };
}

/** A bare repository, which is its own folder and has no working tree. Null: it is none. */
export async function findBarePlace(folder: string): Promise<Place | null> {
  const parts = await Promise.all(
    ['HEAD', 'objects', 'refs'].map((name) => stat(join(folder, name)).catch(() => null)),
  );
  return parts.includes(null) ? null : { root: folder, gitDir: folder, commonDir: folder };
}

async function topFolder(folder: string): Promise<string | null> {
  for (let at = await realpath(folder).catch(() => folder); ; at = dirname(at)) {
    if ((await stat(join(at, '.git')).catch(() => null)) !== null) return at;
    if (dirname(at) === at) return null;
  }
}

async function gitDirOf(root: string): Promise<string | null> {
  const path = join(root, '.git');
  const found = await stat(path).catch(() => null);
  if (found?.isDirectory() === true) return path;
  const text = await readFile(path, 'utf8').catch(() => '');
  const named = /^gitdir: ([^\n\r]+)[\r\n]*$/.exec(text)?.[1];
  if (named === undefined) return null;
  return isAbsolute(named) ? named : resolve(root, named);
}

async function commonDirOf(gitDir: string): Promise<string> {
  // Only linked working trees have that file.
  const text = await readFile(join(gitDir, 'commondir'), 'utf8').catch(() => '');
  return text.trim() === '' ? gitDir : resolve(gitDir, text.trim());
}

/** The commit that HEAD is at, from the files of the repository. Null: none yet, or not kept in files. */
export async function readHead(place: Pick<Place, 'gitDir' | 'commonDir'>): Promise<string | null> {
  const head = (await readFile(join(place.gitDir, 'HEAD'), 'utf8').catch(() => '')).trim();
  if (isId(head)) return head;
  const ref = /^ref: (refs\/[^\s]+)$/.exec(head)?.[1];
  if (ref === undefined || ref.includes('..')) return null;
  const loose = (await readFile(join(place.commonDir, ref), 'utf8').catch(() => '')).trim();
  if (isId(loose)) return loose;
  const packed = await readFile(join(place.commonDir, 'packed-refs'), 'utf8').catch(() => '');
  const line = packed.split('\n').find((one) => one.endsWith(` ${ref}`));
  const id = line?.split(' ')[0] ?? '';
  return isId(id) ? id : null;
}

const isId = (text: string): boolean => /^[0-9a-f]{40}(?:[0-9a-f]{24})?$/.test(text);
