import type { ProjectPath } from '../../../contract/basics';
import type { Result } from '../../../contract/call';
import { fail, ok } from '../../../contract/call';
import { checkProjectPath } from '../../files/project-path';
import type { Host } from '../host';

/**
 * Files as they are named by hand: a folder stands for everything below it, but for git's own folders and links.
 * Fails with `file-missing` for a path at which nothing is and nothing was, as far as git and the vault know.
 */
export async function expandPaths(host: Host, paths: readonly ProjectPath[]): Promise<Result<ProjectPath[]>> {
  const found = new Set<ProjectPath>();
  for (const path of paths) {
    if (path !== '') {
      const checked = checkProjectPath(path, host.fs.platform);
      if (!checked.ok) return checked;
    }
    const kind = path === '' ? 'directory' : ((await host.fs.lstat(`${host.place.root}/${path}`))?.kind ?? null);
    if (kind === 'directory') await below(host, path, found);
    else if (kind !== null || (await wasKnown(host, path))) found.add(path);
    else return fail({ code: 'file-missing', path });
  }
  return ok([...found]);
}

async function below(host: Host, folder: ProjectPath, found: Set<ProjectPath>): Promise<void> {
  const names = (await host.fs.readdir(`${host.place.root}/${folder}`)).sort();
  // A repository within this one keeps its own history.
  if (folder !== '' && names.includes('.git')) return;
  for (const name of names) {
    if (name === '.git') continue;
    const path = (folder === '' ? name : `${folder}/${name}`) as ProjectPath;
    const stat = await host.fs.lstat(`${host.place.root}/${path}`);
    if (stat?.kind === 'directory') await below(host, path, found);
    else if (stat?.kind === 'file' || stat?.kind === 'symlink') found.add(path);
  }
}

async function wasKnown(host: Host, path: ProjectPath): Promise<boolean> {
  for (const { files } of await host.vault.backups()) if (files.some((one) => one.path === path)) return true;
  const tracked = await host.git.text(['ls-files', '--', `:(literal,top)${path}`]);
  if (tracked.ok && tracked.value !== '') return true;
  const committed = await host.git.text(['ls-tree', '--name-only', '--full-tree', 'HEAD', '--', path]);
  return committed.ok && committed.value !== '';
}
