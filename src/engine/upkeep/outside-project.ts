import { realpath } from 'node:fs/promises';
import { dirname, join, basename, relative, resolve, isAbsolute } from 'node:path';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import type { Place } from '../git/git';

/**
 * Where something may be written that is no operation: anywhere but in the project, links on the way followed. Answers
 * the absolute path. Fails with `bad-input`.
 */
export async function outsideProject(place: Place, folder: string): Promise<Result<string>> {
  const no = (problem: string): Result<never> => fail({ code: 'bad-input', where: 'folder', problem });
  if (!isAbsolute(folder)) return no('it must be an absolute path');
  const real = await realPath(resolve(folder));
  for (const part of [place.root, place.gitDir, place.commonDir])
    if (!relative(part, real).startsWith('..') && !isAbsolute(relative(part, real)))
      return no('it lies inside of the repository, which only operations may change');
  return ok(real);
}

/** The part that is there is followed; the rest is taken as it is written. */
async function realPath(path: string): Promise<string> {
  try {
    return await realpath(path);
  } catch {
    const parent = dirname(path);
    return parent === path ? path : join(await realPath(parent), basename(path));
  }
}
