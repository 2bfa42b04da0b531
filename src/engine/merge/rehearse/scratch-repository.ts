import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Result } from '../../../contract/call';
import { createGit } from '../../git/create-git';
import { findGit } from '../../git/find-git';
import type { Git, Place } from '../../git/git';

/**
 * An empty repository of our own that borrows the objects of another: git can merge in it without writing a byte into
 * the real one, and without any of its settings, attributes, hooks and drivers.
 *
 * `work` gets a git bound to it; afterwards the folder is gone. What `.gitattributes` says about merging (`merge=union`
 * and the like) does not count there.
 */
export async function withScratchRepository<T>(
  source: Place,
  ourFolder: string,
  objectIdLength: number,
  work: (git: Git) => Promise<Result<T>>,
): Promise<Result<T>> {
  const executable = await findGit();
  if (!executable.ok) return executable;
  await mkdir(ourFolder, { recursive: true, mode: 0o700 });
  const gitDir = await mkdtemp(join(ourFolder, 'rehearsal-'));
  try {
    const root = join(gitDir, 'tree');
    for (const folder of ['tree', 'refs', 'objects/info', 'objects/pack'])
      await mkdir(join(gitDir, folder), { recursive: true });
    await writeFile(join(gitDir, 'HEAD'), 'ref: refs/heads/none\n');
    await writeFile(join(gitDir, 'config'), settings(objectIdLength === 64));
    // One path a line, relative to nothing: no quoting but for a line break, which git cannot take here.
    await writeFile(join(gitDir, 'objects/info/alternates'), `${join(source.commonDir, 'objects')}\n`);
    return await work(createGit({ root, gitDir, commonDir: gitDir }, executable.value));
  } finally {
    await rm(gitDir, { recursive: true, force: true });
  }
}

const settings = (sha256: boolean): string =>
  [
    '[core]',
    `\trepositoryFormatVersion = ${sha256 ? 1 : 0}`,
    '\tbare = false',
    // The person's attributes may name a merge driver.
    '\tattributesFile = /dev/null',
    ...(sha256 ? ['[extensions]', '\tobjectFormat = sha256'] : []),
    '',
  ].join('\n');
