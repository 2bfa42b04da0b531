import { mkdir, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Result } from '../../contract/call';
import { fail, ok } from '../../contract/call';
import { failureOfDisk } from '../faults/failure-of-disk';
import { mainBranch, storageBranch } from './divergence';
import type { Destination } from './fast-import';
import { fastImportStream } from './fast-import';
import { fetchedAhead, remoteBranch, tellStory } from './tell-story';

/** Runs git in a folder that need not be a repository yet; answers standard output. */
export type RunGit = (
  args: readonly string[],
  options: { readonly folder: string; readonly input?: Uint8Array },
) => Promise<Result<unknown>>;

export interface DemoPlaces {
  /** Working tree of the demo. */
  readonly path: string;
  /** The bare repository beside it, its `origin`. */
  readonly remotePath: string;
}

/**
 * Makes the demo fabric: a repository at `folder` on branch `main`, and beside it the bare `<folder>.remote.git`
 * that is its origin and is ahead of it.
 *
 * A folder that exists is never touched: the next free of `<folder>-2`, `<folder>-3` … is taken. The commit ids
 * are the same on every machine. Fails with the disk's or git's failure, and then removes what it made.
 */
export async function createDemo(options: {
  readonly folder: string;
  readonly git: RunGit;
}): Promise<Result<DemoPlaces>> {
  const claimed = await claimFolders(options.folder);
  if (!claimed.ok) return claimed;
  const filled = await fill(claimed.value, options.git);
  if (filled.ok) return ok(claimed.value);
  await Promise.all(
    [claimed.value.path, claimed.value.remotePath].map((path) => rm(path, { recursive: true, force: true })),
  );
  return filled;
}

const inDemo: Destination = {
  refs: {
    [mainBranch]: `refs/heads/${mainBranch}`,
    [storageBranch]: `refs/heads/${storageBranch}`,
    [remoteBranch]: `refs/remotes/origin/${mainBranch}`,
  },
  atMost: { [remoteBranch]: fetchedAhead },
  also: [{ ref: `refs/remotes/origin/${storageBranch}`, branch: storageBranch }],
};

const inRemote: Destination = {
  refs: {
    [mainBranch]: `refs/heads/${mainBranch}`,
    [storageBranch]: `refs/heads/${storageBranch}`,
    [remoteBranch]: `refs/heads/${mainBranch}`,
  },
};

async function fill({ path, remotePath }: DemoPlaces, git: RunGit): Promise<Result<unknown>> {
  const story = tellStory();
  const at = (folder: string, ...args: string[]) => ({ folder, args });
  const importStory = ['fast-import', '--quiet', '--date-format=raw'];
  const steps: readonly { folder: string; args: string[]; input?: Uint8Array }[] = [
    at(remotePath, 'init', '--quiet', '--bare', `--initial-branch=${mainBranch}`, '--template='),
    { ...at(remotePath, ...importStory), input: fastImportStream(story, inRemote) },
    at(path, 'init', '--quiet', `--initial-branch=${mainBranch}`, '--template='),
    { ...at(path, ...importStory), input: fastImportStream(story, inDemo) },
    at(path, 'config', 'remote.origin.url', `../${basename(remotePath)}`),
    at(path, 'config', 'remote.origin.fetch', '+refs/heads/*:refs/remotes/origin/*'),
    ...[mainBranch, storageBranch].flatMap((branch) => [
      at(path, 'config', `branch.${branch}.remote`, 'origin'),
      at(path, 'config', `branch.${branch}.merge`, `refs/heads/${branch}`),
    ]),
    at(path, 'reset', '--quiet', '--hard', mainBranch, '--'),
  ];
  for (const { folder, args, ...input } of steps) {
    const done = await git(args, { folder, ...input });
    if (!done.ok) return done;
  }
  return ok(null);
}

/** Makes both folders, empty, under the first name that is free for both. */
async function claimFolders(folder: string): Promise<Result<DemoPlaces>> {
  const parent = dirname(folder);
  try {
    await mkdir(parent, { recursive: true });
    for (let number = 1; number <= 10_000; number += 1) {
      const path = join(parent, number === 1 ? basename(folder) : `${basename(folder)}-${number}`);
      const remotePath = `${path}.remote.git`;
      if (!(await makeNew(path))) continue;
      if (await makeNew(remotePath)) return ok({ path, remotePath });
      await rm(path, { recursive: true });
    }
  } catch (error) {
    return fail(failureOfDisk(error, folder));
  }
  return fail({ code: 'bad-input', where: folder, problem: 'too many folders of this name exist already' });
}

/** False when something is there already. */
async function makeNew(path: string): Promise<boolean> {
  try {
    await mkdir(path);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
