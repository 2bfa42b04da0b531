import { ok } from '../../../contract/call';
import { absent, readEntry } from '../../files/entry';
import type { ReadEntry } from '../../files/entry';
import { checkProjectPath } from '../../files/project-path';
import type { Host } from '../host';

/**
 * What lies at a path now, for an operation that changes `moving`, too. Below a link that the same operation replaces
 * there is nothing of the project's: such a path is absent. Any other link on the way is `path-outside-project`.
 *
 * Says nothing about where one may write: a link is still never written through.
 */
export async function readPlanned(
  { fs, place }: { readonly fs: Host['fs']; readonly place: Pick<Host['place'], 'root'> },
  path: string,
  moving: { has(path: string): boolean },
  options: Parameters<typeof readEntry>[3] = {},
): Promise<ReadEntry> {
  const now = await readEntry(fs, place.root, path, options);
  if (now.ok || now.failure.code !== 'path-outside-project') return now;
  const link = await linkAbove(fs, place.root, path);
  return link !== null && moving.has(link) ? ok({ entry: absent, bytes: null }) : now;
}

/** The first folder on the way that is a link; null: there is none, or the path is wrong by its name alone. */
export async function linkAbove(fs: Host['fs'], root: string, path: string): Promise<string | null> {
  if (!checkProjectPath(path, fs.platform).ok) return null;
  for (let cut = path.indexOf('/'); cut > 0; cut = path.indexOf('/', cut + 1)) {
    const folder = path.slice(0, cut);
    if ((await fs.lstat(`${root}/${folder}`))?.kind === 'symlink') return folder;
  }
  return null;
}
