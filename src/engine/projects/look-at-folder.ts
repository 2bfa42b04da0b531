import type { RecentProject } from '../../contract/projects';
import type { FileSystem } from '../files/file-system';
import { errorCode } from '../files/file-system';
import { readBytes } from '../files/read-bytes';

type Looked = Pick<RecentProject, 'state' | 'branch'>;

const headLimitBytes = 4096;

/**
 * Whether a folder is (still) a repository, and which branch is checked out, without starting git.
 *
 * `branch` is null when HEAD is detached, unreadable, or kept in a way that only git knows (reftable).
 * Never throws: a row of a list is not worth an error.
 */
export async function lookAtFolder(fs: FileSystem, folder: string): Promise<Looked> {
  try {
    // `/.` follows a link to the folder.
    if ((await fs.lstat(`${folder}/.`))?.kind !== 'directory') return { state: 'missing', branch: null };
    const gitDir = await findGitDir(fs, folder);
    if (gitDir === null) return { state: 'not-a-repository', branch: null };
    return { state: 'ready', branch: branchOf(await readLine(fs, `${gitDir}/HEAD`)) };
  } catch (error) {
    const gone = new Set(['ENOENT', 'ENOTDIR', 'ESTALE', 'EHOSTDOWN', 'ENXIO', 'EIO']);
    return { state: gone.has(errorCode(error) ?? '') ? 'missing' : 'not-a-repository', branch: null };
  }
}

/** `.git` is a folder, or a file that names one (linked worktrees, submodules). */
async function findGitDir(fs: FileSystem, folder: string): Promise<string | null> {
  const dotGit = `${folder}/.git`;
  const found = await fs.lstat(dotGit);
  if (found === null) return null;
  if (found.kind === 'file') {
    const named = /^gitdir: (.+)$/.exec((await readLine(fs, dotGit)) ?? '')?.[1];
    if (named === undefined) return null;
    const gitDir = /^(?:\/|[A-Za-z]:[\\/])/.test(named) ? named : `${folder}/${named}`;
    return (await fs.lstat(`${gitDir}/HEAD`)) === null ? null : gitDir;
  }
  return (await fs.lstat(`${dotGit}/HEAD`)) === null ? null : dotGit;
}

const branchOf = (head: string | null): string | null => {
  const branch = /^ref: refs\/heads\/(.+)$/.exec(head ?? '')?.[1];
  return branch === undefined || branch === '.invalid' ? null : branch;
};

async function readLine(fs: FileSystem, path: string): Promise<string | null> {
  const { bytes } = await readBytes(fs, path, headLimitBytes);
  return bytes.toString('utf8').split('\n')[0]?.trimEnd() ?? null;
}
