import type { ProjectPath } from '../../contract/basics';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { DiskNow, FileSystem } from './file-system';
import { pathToBytes } from './path-bytes';

/**
 * A path that stays inside of the project and outside of git's own folder, or the failure that says why not.
 *
 * Pure: judges the name only. `absolutePath` judges what lies on the way. What a platform cannot store is
 * refused only there, so that a path from another system can still be shown and deleted.
 */
export function checkProjectPath(path: string, platform: NodeJS.Platform): Result<ProjectPath> {
  const outside = fail({ code: 'path-outside-project', path } as const);
  if (path === '' || path.startsWith('/')) return outside;
  if (path.includes('\0')) return unsupported(path, 'a name cannot contain a NUL byte');
  if (platform === 'win32' && /^[a-z]:/i.test(path)) return outside;
  const parts = (platform === 'win32' ? path.replaceAll('\\', '/') : path).split('/');
  for (const part of parts) {
    if (part === '..') return outside;
    if (part === '' || part === '.') return unsupported(path, 'a folder on the way has no name');
    if (meansGitFolder(part)) return outside;
    if (pathToBytes(part).length > 255) return unsupported(path, 'a name on the way is longer than 255 bytes');
    const problem = platform === 'win32' ? windowsProblem(part) : null;
    if (problem !== null) return unsupported(path, problem);
  }
  if (platform === 'win32' && path.includes('\\')) return unsupported(path, 'it contains a backslash');
  return ok(path as ProjectPath);
}

const unsupported = (path: string, reason: string): Result<never> => fail({ code: 'unsupported-path', path, reason });

// Code points that HFS+ skips when it compares names.
const invisible = /[\u200c-\u200f\u202a-\u202e\u206a-\u206f\ufeff]/g;

/** Whether some file system takes this name for `.git`: other case, NTFS short name, stream or trailing dots, HFS+. */
export function meansGitFolder(name: string): boolean {
  const folded = name
    .replaceAll(invisible, '')
    .replace(/:.*$/s, '')
    .replace(/[. ]+$/, '')
    .toLowerCase();
  return folded === '.git' || folded === 'git~1';
}

const reserved = /^(con|prn|aux|nul|com[1-9¹²³]|lpt[1-9¹²³]|conin\$|conout\$)(\..*)?$/i;

function windowsProblem(name: string): string | null {
  if (/[. ]$/.test(name)) return 'Windows drops a dot or a space at the end of a name';
  if (reserved.test(name)) return 'Windows keeps this name for a device';
  if (/[<>:"|?*\u0000-\u001f]/.test(name)) return 'Windows does not allow one of its characters';
  return null;
}

/**
 * Where a project path lies, after looking at every folder on the way: none may be a link.
 *
 * `seenFolders` saves repeated looks within one short piece of work. The last component itself is not judged.
 */
export async function absolutePath(
  fs: FileSystem,
  root: string,
  path: string,
  seenFolders: Set<string> = new Set(),
): Promise<Result<string>> {
  const checked = checkProjectPath(path, fs.platform);
  if (!checked.ok) return checked;
  const parts = path.split('/');
  let folder = root;
  for (const part of parts.slice(0, -1)) {
    folder = `${folder}/${part}`;
    if (seenFolders.has(folder)) continue;
    const found = await fs.lstat(folder);
    if (found === null) break;
    if (found.kind === 'symlink') return fail({ code: 'path-outside-project', path });
    if (found.kind === 'directory') seenFolders.add(folder);
    else break;
  }
  return ok(`${root}/${path}`);
}

/** Cannot mean git's folder, nor anything but itself. */
const plainName = /^[A-Za-z0-9_][A-Za-z0-9_.-]*$/;

/** `absolutePath` without waiting. */
export function absolutePathNow(
  platform: NodeJS.Platform,
  now: Pick<DiskNow, 'lstat'>,
  root: string,
  path: string,
  seenFolders: Set<string> = new Set(),
): Result<string> {
  const name = path.lastIndexOf('/') + 1;
  // A folder that was seen had a good path; most names need no closer look.
  const known = name > 0 && seenFolders.has(`${root}/${path.slice(0, name - 1)}`);
  if (known && platform !== 'win32' && path.length - name <= 200 && plainName.test(path.slice(name)))
    return ok(`${root}/${path}`);
  const checked = checkProjectPath(path, platform);
  if (!checked.ok) return checked;
  for (let cut = path.indexOf('/'); cut >= 0; cut = path.indexOf('/', cut + 1)) {
    const folder = `${root}/${path.slice(0, cut)}`;
    if (seenFolders.has(folder)) continue;
    const kind = now.lstat(folder)?.kind;
    if (kind === 'symlink') return fail({ code: 'path-outside-project', path });
    if (kind !== 'directory') break;
    seenFolders.add(folder);
  }
  return ok(`${root}/${path}`);
}
