import { realpath } from 'node:fs/promises';
import { basename, dirname, join, relative, resolve, sep } from 'node:path';
import type { ProjectPath } from '../contract/basics';

/**
 * A path of the command line as the project calls it. Relative ones count from `folder`, as with `git -C`.
 *
 * Folders on the way are followed to where they really are, the last component is not: it may be a link that is
 * meant itself, or be missing. What lies outside keeps its `..`, and the engine refuses it.
 */
export async function namedPath(path: string, folder: string, root: string): Promise<ProjectPath> {
  const absolute = resolve(folder, path);
  const real = join(await realFolder(dirname(absolute)), basename(absolute));
  return relative(root, real).split(sep).join('/') as ProjectPath;
}

/** Follows what is there; the rest is taken as it is written. */
export async function realFolder(folder: string): Promise<string> {
  try {
    return await realpath(folder);
  } catch {
    // Missing (a deleted folder is restored with its files): the part above it is asked.
    const parent = dirname(folder);
    return parent === folder ? folder : join(await realFolder(parent), basename(folder));
  }
}
